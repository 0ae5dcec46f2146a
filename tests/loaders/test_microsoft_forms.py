import pytest

from survey_kit.loaders.export import grid
from survey_kit.loaders.microsoft_forms import parse, recognise


@pytest.fixture
def answers(shapes):
    sheet = shapes.sheet(shapes.microsoft)
    return parse(grid(shapes.workbook(sheet), sheet))[0]


def test_the_platforms_own_columns_are_known(answers):
    assert [column.role for column in answers.columns] == [
        "identifier", "started", "submitted", "metadata", "metadata", "metadata", "answer", "answer", "answer", "answer", "answer", "metadata",
    ]  # fmt: skip


def test_a_question_called_like_a_platform_column_is_a_question(answers):
    assert (answers.columns[9].heading, answers.columns[9].role) == ("Nom2", "answer")


def test_a_number_glued_to_a_repeated_heading_is_taken_off_and_others_are_kept(answers):
    assert [column.stem for column in answers.columns[7:11]] == ["Instagram", "Instagram", "Nom", "Année 2"]


def test_answers_are_joined_by_semicolons(answers):
    assert answers.separator == ";"
    assert answers.columns[6].values[0] == "chez moi;au café;"


def test_names_that_were_given_are_personal(shapes):
    rows = [row[:] for row in shapes.microsoft]
    for row, mail in zip(rows[1:], ("a@b.fr", "c@d.fr", "e@f.fr"), strict=True):
        row[3], row[4] = mail, "Camille"
    sheet = shapes.sheet(rows)
    assert [column.role for column in parse(grid(shapes.workbook(sheet), sheet))[0].columns[3:5]] == ["personal", "personal"]


@pytest.mark.parametrize(
    ("headings", "least"),
    [
        (["ID", "Heure de début", "Heure de fin", "Q"], 0.95),
        (["Id", "Start time", "Completion time", "Email", "Name", "Q"], 0.95),
        (["Start time", "Completion time", "Q"], 0.9),
    ],
)
def test_recognised_in_both_languages(shapes, headings, least):
    assert recognise(shapes.table(",".join(headings) + "\n" + ",".join("1" for _ in headings) + "\n"))[0] >= least


def test_recognised_by_answers_that_end_with_a_semicolon(shapes):
    assert recognise(shapes.table("ID,Q\n1,a;\n2,b;a;\n3,a;\n"))[0] == 0.6
    assert recognise(shapes.table("ID,Q\n1,a;\n2,b;a\n3,a;\n"))[0] == 0.0
