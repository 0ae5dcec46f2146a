import pytest

from survey_kit.loaders.google_forms import parse, recognise


def test_the_sheet_route(shapes):
    answers, notes = parse(shapes.table(shapes.google_sheet))
    assert answers.separator == ", "
    assert [column.role for column in answers.columns] == ["submitted", "personal", "answer", "answer", "answer"]
    assert answers.columns[0].values == ("2021-10-20 10:32:24", "2021-11-03 09:05:00")
    assert (answers.columns[3].stem, answers.columns[3].part) == ("Êtes-vous satisfait de", "Logement")
    assert answers.columns[2].values[0] == "chez moi, pièce dédiée, au café"
    assert notes == ()


def test_the_direct_route_is_told_by_its_timestamps(shapes):
    answers, _ = parse(shapes.table(shapes.google_direct))
    assert answers.separator == ";"
    assert answers.columns[0].values == ("2026-07-29 15:08:24", "2026-07-30 09:08:24")
    assert answers.columns[2].values == ("oui, un", "")


def test_an_american_sheet_reads_the_month_first_and_a_french_one_the_day(shapes):
    assert parse(shapes.table("Timestamp,Q\n4/3/2014 11:29,a\n4/5/2014 11:29,b\n"))[0].columns[0].values[0].startswith("2014-04-03")
    answers, notes = parse(shapes.table("Horodateur,Q\n04/03/2014 11:29:00,a\n"))
    assert answers.columns[0].values == ("2014-03-04 11:29:00",)
    assert [(note.code, note.values["order"]) for note in notes] == [("day_month_ambiguous", "JJ/MM")]


def test_a_quiz_score_is_no_answer_but_a_question_called_score_is(shapes):
    assert parse(shapes.table("Horodateur,Score\n20/10/2021 10:00:00,3 / 5\n"))[0].columns[1].role == "metadata"
    assert parse(shapes.table("Horodateur,Score\n20/10/2021 10:00:00,3\n"))[0].columns[1].role == "answer"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Horodateur,Où travaillez-vous le plus souvent ?\n20/10/2021 10:32:24,x\n", 0.9, 1.0),
        ("Timestamp,How often do you work from home?\n10/20/2021 10:32:24,x\n", 0.9, 1.0),
        ("Horodateur,part_vecu,age\n20/10/2021 10:32:24,1,2\n", 0.8, 0.9),
        ("Timestamp,ID,COVIDStatus5,DP1\n2020-04-16 10:00:00,1,2,3\n", 0.0, 0.49),
        ("Timestamp,Age,Gender\n1587031200,37,M\n", 0.0, 0.3),
        ("Commune,Timestamp\nRodez,20/10/2021 10:32:24\n", 0.0, 0.0),
    ],
)
def test_confidence_follows_the_evidence(shapes, text, least, most):
    assert least <= recognise(shapes.table(text))[0] <= most


def test_the_name_of_the_sheet_is_evidence(shapes):
    from survey_kit.loaders.export import grid

    sheet = shapes.sheet([["Horodateur", "q1"], ["2021-10-20 10:32:24", "2"]], "Réponses au formulaire 1")
    assert recognise(grid(shapes.workbook(sheet), sheet))[0] >= 0.95
