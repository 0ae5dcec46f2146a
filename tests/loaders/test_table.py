import pytest

from survey_kit.loaders.table import parse, recognise


def read(shapes, text):
    return parse(shapes.table(text))


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["motives__1", "motives__other"], [("motives", "", "1"), ("motives", "", "other")]),
        (["check_one___1", "check_one___2"], [("check_one", "", "1"), ("check_one", "", "2")]),
        (["Vos lieux - maison", "Vos lieux - café"], [("", "Vos lieux", "maison"), ("", "Vos lieux", "café")]),
        (["Vos lieux [maison]", "Vos lieux [café]"], [("", "Vos lieux", "maison"), ("", "Vos lieux", "café")]),
        (["motives [1]", "motives [2]"], [("motives", "motives", "1"), ("motives", "motives", "2")]),
        (["lieux", "lieux/maison"], [("lieux", "lieux", ""), ("lieux", "lieux", "maison")]),
        (["oui/non", "commune"], [("", "oui/non", ""), ("commune", "commune", "")]),
        (["Votre âge ?", "telework_frequency"], [("", "Votre âge ?", ""), ("telework_frequency", "telework_frequency", "")]),
    ],
)  # fmt: skip
def test_headings_in_every_shape(shapes, headings, found):
    answers, _ = read(shapes, ",".join(headings) + "\n" + "1,0\n0,1\n")
    assert [(column.code, column.stem, column.part) for column in answers.columns] == found


def test_columns_that_run_the_survey_have_their_role(shapes):
    answers, notes = read(shapes, "id;submitted;started;poids;donnees_fictives;q\n7;25/04/2022 10:00;25/04/2022 9:50;1,5;oui;a\n")
    assert [column.role for column in answers.columns] == ["identifier", "submitted", "started", "weight", "synthetic", "answer"]
    assert answers.columns[1].values == ("2022-04-25 10:00:00",)
    assert notes == ()


def test_a_column_called_start_that_holds_no_times_is_an_answer(shapes):
    assert read(shapes, "start,end\nMontréal,Rodez\n")[0].columns[0].role == "answer"


def test_a_nameless_count_of_the_rows_is_an_identifier(shapes):
    answers, _ = read(shapes, ",q\n1,a\n2,b\n")
    assert answers.columns[0].role == "identifier"


def test_dates_that_show_no_order_are_told(shapes):
    assert [note.code for note in read(shapes, "submitted,q\n04/03/2022,a\n")[1]] == ["day_month_ambiguous"]


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        (["maison;café", "café", "maison;café;train"], ";"),
        (["maison; café", "café", "maison; café; train"], "; "),
        (["maison | café", "café", "café | maison"], " | "),
        (["à la maison, au café", "au café", "à la maison, au café"], ""),
        (["Bien ; sauf le bruit du matin", "Rien à dire", "Trop loin ; trop cher"], ""),
    ],
)
def test_the_sign_that_joins_answers_is_found(shapes, cells, separator):
    assert read(shapes, "n\tq\n" + "".join(f"{place}\t{cell}\n" for place, cell in enumerate(cells)))[0].separator == separator


def test_free_text_of_other_is_told_from_a_tick(shapes):
    answers, _ = read(
        shapes,
        "Q - pie,Q - Other (please specify),Q - Other (please specify),q__other,f/other,f\npie,Other (please specify),cake,un tipi,1,x\n,,tart,,0,y\n",
    )
    assert [column.role for column in answers.columns] == ["answer", "answer", "other_text", "other_text", "answer", "answer"]


def test_rows_below_the_headings_that_describe_them_are_no_answers(shapes):
    answers, notes = read(shapes, 'Q1,Q2\nVotre âge ?,Votre commune ?\n"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n41,Rodez\n')
    assert [(column.code, column.stem, column.values) for column in answers.columns] == [
        ("Q1", "Votre âge ?", ("41",)),
        ("Q2", "Votre commune ?", ("Rodez",)),
    ]
    assert answers.rows == (4,)
    assert [note.code for note in notes] == ["heading_rows"]


def test_hostile_answers_are_text(shapes):
    hostile = (
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "<img src=file:///etc/passwd>",
        "{{7*7}}",
        "{% for x in y %}",
        "../../etc/passwd",
    )
    answers, _ = read(shapes, "q\n" + "\n".join(hostile) + "\n")
    assert answers.columns[0].values == hostile


def test_a_table_is_always_a_table(shapes):
    assert recognise(shapes.table("a,b\n1,2\n"))[0] == 0.3
