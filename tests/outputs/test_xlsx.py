"""The workbook of tables: every number in it against plain pandas, and what it must say on every sheet."""

import io
from dataclasses import replace

import numpy as np
import pytest
from openpyxl import load_workbook

from survey_kit.disclosure.released import Cell, Distribution, Measure, Quantity, ReleasedAnalysis
from survey_kit.outputs.blocks import Told
from survey_kit.outputs.xlsx import workbook, write_tables, write_xlsx
from survey_kit.questionnaire.model import Choice, Question


def opened(told, **options):
    return load_workbook(io.BytesIO(workbook(told, "Enquête d'essai", **{"synthetic": True, **options})))


@pytest.fixture(scope="module")
def book(told):
    return opened(told)


def tables(book):
    """dict: title of a table to its rows (code, label, then values), as they stand in the sheets of chapters."""
    found = {}
    for sheet in book.worksheets[2:-1]:
        current = None
        for row in sheet.iter_rows(min_row=5, values_only=True):
            if row[0] is None and row[1] and row[2:] == (None,) * len(row[2:]) and not str(row[1]).startswith(("Note", "Champ", "Lecture")):
                current = found.setdefault(row[1], [])
            elif current is not None and any(value is not None for value in row):
                current.append(row)
    return found


def test_sheets_are_the_first_the_contents_a_chapter_each_and_the_long_form(book):
    assert book.sheetnames == [
        "Lisez-moi", "Sommaire", "Vivre ici", "Qui a répondu", "Autres questions", "Estimations", "Données longues"
    ]  # fmt: skip


def test_numbers_are_those_of_pandas(book, responses):
    rows = {row[0]: row for row in tables(book)["Vous êtes"]}
    counts = responses["sex"].value_counts()
    for code, count in counts.items():
        assert rows[code][2] == count
        assert rows[code][3] == pytest.approx(100 * count / counts.sum())


def test_the_long_sheet_holds_every_released_number(book, told):
    sheet = book.worksheets[-1]
    headings = [cell.value for cell in sheet[2]]
    frame = told.released.frame
    for name in ("value", "column_percent", "se", "ci_low", "ci_high", "base"):
        column = headings.index(name)
        written = np.array([row[column] for row in sheet.iter_rows(min_row=3, values_only=True)], dtype=float)
        np.testing.assert_allclose(written, frame[name].astype(float), rtol=1e-14)


def test_numbers_are_numbers_with_a_format_and_masked_cells_say_s(book):
    sheet = book["Vivre ici"]
    kinds = {
        (cell.data_type, cell.number_format) for row in sheet.iter_rows(min_row=5, min_col=3) for cell in row if cell.value is not None
    }
    assert ("n", "#,##0") in kinds
    assert ("n", "0.0") in kinds
    assert {form for kind, form in kinds if kind == "n"} == {"#,##0", "0.0"}
    assert "s" in {cell.value for row in sheet.iter_rows(min_row=5, min_col=3) for cell in row}


def test_no_cell_is_a_formula(book, formula):
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    hostile = [cell for cell in cells if str(cell.value) == formula]
    assert hostile
    assert all(cell.quotePrefix for cell in hostile)


def test_every_sheet_and_every_page_says_that_data_are_made_up(book):
    for sheet in book.worksheets:
        assert "Données fictives" in str(sheet["A2"].value) + str(sheet["A1"].value)
        assert "Données fictives" in sheet.oddHeader.left.text


def test_real_data_are_not_called_made_up(told):
    book = opened(told, synthetic=False)
    assert not [sheet.title for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if "fictives" in str(cell.value)]


def test_the_contents_lead_to_each_table(book):
    contents = book["Sommaire"]
    rows = [row for row in contents.iter_rows(min_row=5) if row[1].value]
    assert len(rows) == 10
    for _, named, _ in rows:
        sheet, _, cell = named.hyperlink.location.replace("'", "").partition("!")
        row = int(cell.removeprefix("A"))
        assert book[sheet].cell(row, 2).value == named.value


def test_the_first_sheet_says_how_to_read(book):
    text = " ".join(str(cell.value) for row in book["Lisez-moi"].iter_rows() for cell in row if cell.value is not None)
    for words in ("incertitude minimale", "1 à 4", "sans redressement", "5 à 14", "« ne sait pas »"):
        assert words in text


def test_headings_stay_and_pages_repeat_them(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert str(sheet.page_setup.paperSize) == "9"


def test_the_same_values_give_the_same_bytes(told):
    assert workbook(told, "t", synthetic=True) == workbook(told, "t", synthetic=True)


def test_crossed_tables_have_a_sheet_with_their_banner(made, tmp_path):
    told = made(rows=["rhythm", "wants"], columns=["sex", "town"])
    write_tables(told.released, told.questionnaire, tmp_path / "t.xlsx", synthetic=True)
    sheet = load_workbook(tmp_path / "t.xlsx")["Tableaux croisés"]
    assert sheet.page_setup.orientation == "landscape"
    assert [sheet.cell(6, column).value for column in (4, 6)] == ["Vous êtes", "Quelle commune ?"]
    assert [sheet.cell(7, column).value for column in (3, 4, 5)] == ["Ensemble", "Une femme", "Un homme"]


def test_english_has_its_own_sheets(made):
    book = opened(made(lang="en"))
    assert book.sheetnames[:2] == ["Read me", "Contents"]


def test_a_report_is_written_whole(drawn, tmp_path):
    write_xlsx(drawn.report(), tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book["Lisez-moi"]["A1"].value == drawn.report().title
    assert [each.name for each in tmp_path.iterdir()] == ["t.xlsx"]


def test_where_the_tables_come_from_stands_on_the_first_sheet(drawn, tmp_path):
    manifest = {"file": "e.csv", "sha256": "ab" * 32, "received": 193, "respondents": 165, "versions": {"survey_kit": "0.1"}}
    write_xlsx(replace(drawn.report(), manifest=manifest), tmp_path / "t.xlsx")
    text = " ".join(str(row[1].value) for row in load_workbook(tmp_path / "t.xlsx")["Lisez-moi"].iter_rows(max_col=2))
    for told in ("e.csv", "ab" * 32, "193 lignes", "survey_kit 0.1"):
        assert told in text


def test_years_have_no_thousands(made):
    told = made(rows=["children"])
    part = replace(told.released.distributions[0], measures=(Measure("median", 1981.0, None, 1980.0, 1983.0), Measure("mean", 2.5)))
    released = replace(told.released, distributions=(part,))
    sheet = opened(Told(released, told.questionnaire)).worksheets[2]
    forms = {cell.value: cell.number_format for row in sheet.iter_rows(min_col=3) for cell in row}
    assert (forms[1981.0], forms[2.5]) == ("0", "0.0")


def test_long_titles_that_begin_alike_are_told_apart_in_the_contents(made):
    told = made(rows=["sex", "wants"])
    start = "le même début " * 12
    asked = [replace(question, wordings={"fr": f"{start}{question.name}"}) for question in told.questionnaire.questions]
    sheet = opened(Told(told.released, replace(told.questionnaire, questions=tuple(asked))))["Sommaire"]
    shown = {sheet.cell(row, 2).value for row in (5, 6)}
    assert len(shown) == 2
    assert all(" … " in title and len(title) <= 101 for title in shown)


def test_columns_of_few_respondents_are_grey_in_their_cells(made):
    sheet = opened(made(rows=["wants"], columns=["trade"], trade=[50, 25, 45]))["Tableaux croisés"]
    headings = {cell.value: cell.column for cell in sheet[7]}
    grey = {name: {sheet.cell(row, column).font.italic for row in (8, 9)} for name, column in headings.items()}
    assert (grey["Boulanger"], grey["Menuisier"]) == ({True}, {False})


def test_assumptions_keep_their_second_decimal(told):
    released = replace(told.released, analyses=(ReleasedAnalysis("coworking_demand", 60, (Quantity("peak", 0.25, assumption=True),)),))
    sheet = opened(Told(released, told.questionnaire))["Estimations"]
    assert [cell.number_format for row in sheet.iter_rows() for cell in row if cell.value == 0.25] == ["0.0#"]


def test_a_code_that_is_the_answer_as_written_is_not_repeated(made):
    told = made(rows=["sex"])
    drafted = Question("sex", "single", {"fr": "Sexe"}, (Choice("une femme", {"fr": "une femme"}), Choice("2", {"fr": "2"})))
    cells = tuple(Cell(code, 60, 60.0, 50.0) for code in ("une femme", "2"))
    released = replace(told.released, distributions=(Distribution("sex", base=120, cells=cells),))
    sheet = opened(Told(released, replace(told.questionnaire, questions=(drafted,)))).worksheets[2]
    shown = {row[1]: row[0] for row in sheet.iter_rows(min_row=7, max_row=8, values_only=True)}
    assert shown == {"Une femme": None, "2": "2"}
