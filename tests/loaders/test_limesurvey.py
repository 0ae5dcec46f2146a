import pytest

from survey_kit.loaders.delimited import NOT_SHOWN
from survey_kit.loaders.limesurvey import parse, recognise


def by_heading(answers):
    return {column.heading: column for column in answers.columns}


def test_text_headings_give_question_and_option(shapes):
    answers, _ = parse(shapes.table(shapes.limesurvey_text))
    found = by_heading(answers)
    assert [column.role for column in answers.columns[:7]] == [
        "identifier",
        "submitted",
        "metadata",
        "metadata",
        "metadata",
        "started",
        "personal",
    ]
    assert found["Quel est votre <b>âge</b>&nbsp;?"].stem == "Quel est votre âge ?"
    assert (found["Vos lieux [Chez moi]"].stem, found["Vos lieux [Chez moi]"].part) == ("Vos lieux", "Chez moi")
    assert found["Vos lieux [Autre]"].role == "other_text"
    assert (found["Votre avis [Commentaire]"].role, found["Votre avis [Commentaire]"].part) == ("comment", "Commentaire")
    assert "N/A" in answers.not_asked
    assert (answers.separator, answers.facts["joined"]) == ("", "never")
    assert answers.rows == (2, 3, 4)


def test_what_was_masked_is_told(shapes):
    answers, notes = parse(shapes.table(shapes.limesurvey_text))
    assert by_heading(answers)["Votre avis [Commentaire]"].values == ("bien", "", "=1+1")
    assert {note.code for note in notes} == {"apostrophes_removed", "timings_dropped"}


def test_code_headings_give_codes(shapes):
    answers, notes = parse(shapes.table(shapes.limesurvey_codes))
    found = by_heading(answers)
    assert (found["A29[SQ001]"].code, found["A29[SQ001]"].part, found["A29[SQ001]"].stem) == ("A29", "SQ001", "")
    assert (found["A16[other]"].role, found["A16[other]"].values) == ("other_text", ("un tipi", ""))
    assert found["A16"].values == ("-oth-", "1")
    assert {heading for heading, column in found.items() if column.role == "metadata"} >= {"A16Time", "interviewtime", "groupTime12"}
    assert [note.values["count"] for note in notes if note.code == "timings_dropped"] == [3]
    assert [note.code for note in notes if note.code == "submission_hidden"] == ["submission_hidden"]


def test_what_was_not_shown_is_told_from_what_was_not_ticked(shapes):
    answers, _ = parse(shapes.table(shapes.limesurvey_codes.replace('"1","",,,"","",""', '"1","",,"","","",""')))
    found = by_heading(answers)
    assert found["A29[SQ001]"].values == ("Y", "")  # the column has no quoted blank: a bare one says nothing
    assert found["A29[SQ002]"].values == ("", "")
    text = '"id","submitdate","lastpage","A[SQ1]"\n"1","x","3","Y"\n"2","x","3",""\n"3","x","3",\n"4","x",,"Y"\n'
    answers, _ = parse(shapes.table(text))
    assert by_heading(answers)["A[SQ1]"].values == ("Y", "", NOT_SHOWN, "Y")
    assert by_heading(answers)["lastpage"].values == ("3", "3", "3", "")
    assert NOT_SHOWN in answers.not_asked


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("A45[SQ001][1]", ("A45", "", "SQ001 / 1")),
        ("A45[SQ001_SQ002]", ("A45", "", "SQ001_SQ002")),
        ("Grille [Ligne][Colonne]", ("", "Grille", "Ligne / Colonne")),
        ("À quelle tranche d'âge appartenez-vous ? []", ("", "À quelle tranche d'âge appartenez-vous ?", "(sans libellé)")),
        ("conditions.gener.", ("conditions", "", "gener")),
        ("G1Q2", ("G1Q2", "", "")),
    ],
)
def test_other_forms_of_headings(shapes, heading, parts):
    answers, _ = parse(shapes.table(f'id,"{heading}",autre\n1,3,4\n'))
    assert (answers.columns[1].code, answers.columns[1].stem, answers.columns[1].part) == parts


def test_code_and_text_headings_give_both(shapes):
    answers, _ = parse(
        shapes.table('id,"A26. À quel rythme ?","A29[SQ001]. Vos lieux [Chez moi]","A29[other]. Vos lieux [Autre]"\n1,deux,Oui,train\n')
    )
    assert [(column.code, column.stem, column.part) for column in answers.columns[1:]] == [
        ("A26", "À quel rythme ?", ""),
        ("A29", "Vos lieux", "Chez moi"),
        ("A29", "Vos lieux", "Autre"),
    ]
    assert answers.columns[3].role == "other_text"


@pytest.mark.parametrize(
    ("yes", "no", "ticked", "unticked"),
    [
        ("Y", "", {"Y"}, set()),
        ("1", "2", {"1"}, {"2"}),
        ("1", "0", {"1"}, {"0"}),
        ("Oui", "Non", {"Oui"}, {"Non"}),
        ("Ja", "Nein", {"Ja"}, {"Nein"}),
    ],
)
def test_ticks_are_known_in_every_form(shapes, yes, no, ticked, unticked):
    answers, _ = parse(shapes.table(f'id,"A[SQ001]","A[SQ002]","B"\n1,{yes},{no},2\n2,{no},{yes},4\n3,{yes},{yes},5\n'))
    assert ticked <= answers.ticked
    assert unticked <= answers.unticked
    assert not (answers.ticked & answers.unticked)


def test_an_option_called_others_that_is_ticked_is_an_option(shapes):
    answers, _ = parse(shapes.table('id,"Genre [Masculin]","Genre [Autres]"\n1,Oui,Non\n2,Non,Oui\n'))
    assert answers.columns[2].role == "answer"


def test_a_question_whose_code_ends_like_a_timing_is_kept(shapes):
    answers, _ = parse(shapes.table("id,submitdate,FreeTime,Q1,Q1Time\n1,2022-04-03 10:00:00,3,a,2.5\n"))
    assert [column.role for column in answers.columns[2:]] == ["answer", "answer", "metadata"]


def test_a_timing_whose_question_was_removed_is_still_a_timing(shapes):
    answers, _ = parse(shapes.table("id,submitdate,FreeTime,interviewtime,EmailTime,FreeTimeTime\n1,2022-04-03 10:00:00,3,2.5,2.5,1\n"))
    assert [column.role for column in answers.columns[2:]] == ["answer", "metadata", "metadata", "metadata"]


def test_recognised_by_its_metadata_its_codes_or_its_timings(shapes):
    assert recognise(shapes.table(shapes.limesurvey_text))[0] >= 0.9
    assert recognise(shapes.table(shapes.limesurvey_codes))[0] >= 0.9
    assert recognise(shapes.table("A[SQ001],A[SQ002],A[other],B\nY,,x,2\n"))[0] >= 0.9
    assert recognise(shapes.table("id,Abgeschlossen,Letzte Seite,Start-Sprache,x\n1,2,3,4,5\n"))[0] >= 0.9


def test_other_tables_are_not(shapes):
    assert recognise(shapes.table(shapes.google_sheet))[0] < 0.5
    assert recognise(shapes.table("id,age,commune\n1,2,3\n"))[0] == 0.0
