import csv
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example.shapes import write_example
from survey_kit.outputs import pdf
from survey_kit.study import run as running
from survey_kit.study.run import run_report, targets
from survey_kit.study.study import Study


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "e.csv"
    write_example(path)
    return path


def test_without_outputs_the_files_go_to_reports(export, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert targets(Study(export), ()) == (Path("reports/e.pdf"), Path("reports/e.xlsx"), Path("reports/e.docx"))
    assert Path("reports").is_dir()


def test_without_the_libraries_of_word_the_other_files_go_to_reports(export, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "docx", None)
    assert targets(Study(export), ()) == (Path("reports/e.pdf"), Path("reports/e.xlsx"))


def test_a_word_file_that_cannot_be_written_is_refused_before_anything_is_read(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SurveyKitError) as caught:
        run_report(Study(tmp_path / "absent.csv"), [tmp_path / "r.docx"])
    assert caught.value.code == "word_missing"


@pytest.mark.parametrize(("name", "code"), [("r.odt", "output_ending"), ("absent/r.pdf", "output_folder_missing")])
def test_outputs_are_checked_before_anything(export, tmp_path, name, code):
    with pytest.raises(SurveyKitError) as caught:
        targets(Study(export), [tmp_path / name])
    assert caught.value.code == code


def test_every_form_is_written_the_pdf_last(export, tmp_path):
    wanted = [tmp_path / f"r.{ending}" for ending in ("pdf", "html", "xlsx", "docx")]
    done = run_report(Study(export), wanted)
    assert set(done.written) == set(wanted)
    assert done.written[-1].suffix == ".pdf"
    assert all(path.stat().st_size > 1000 for path in wanted)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_notes_by_row_are_a_local_file(export, tmp_path):
    done = run_report(Study(export), [tmp_path / "r.xlsx"])
    notes = next(path for path in done.local if "usage-interne" in path.name)
    headings, *rows = csv.reader(notes.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert "usage interne" in headings[-1]
    assert len(rows) == len(done.survey.notes)


def test_without_pango_the_page_comes_out(export, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise SurveyKitError("pango_missing", where="", got="", expected="")

    monkeypatch.setattr(pdf, "write_pdf", refuse)
    done = run_report(Study(export), [tmp_path / "r.pdf", tmp_path / "r.xlsx"])
    assert done.missing.code == "pango_missing"
    assert {path.name for path in done.written} == {"r.html", "r.xlsx"}


def test_columns_to_confirm_are_a_local_file(export, tmp_path, monkeypatch):
    whole = running.load(Study(export))
    proposal = replace(whole.provenance.matches[0], used=False, confidence=0.86)
    proposed = replace(whole, provenance=replace(whole.provenance, matches=(proposal,)))
    monkeypatch.setattr(running, "load", lambda study: proposed)  # noqa: ARG005
    done = run_report(Study(export), [tmp_path / "r.html"])
    assert any(path.name.endswith("correspondances.csv") for path in done.local)


def test_the_internal_workbook_hides_nothing_and_says_so_on_every_sheet(export, tmp_path):
    path = tmp_path / "interne.xlsx"
    done = run_report(Study(export), [tmp_path / "r.xlsx"], internal=path)
    assert path in done.local
    assert path not in done.written
    inside, outside = (openpyxl.load_workbook(each) for each in (path, tmp_path / "r.xlsx"))
    assert all(any("Usage interne" in str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row) for sheet in inside.worksheets)
    counts = {book: [row[0] for row in book.worksheets[-1].iter_rows(values_only=True)] for book in (inside, outside)}
    assert len(counts[inside]) > len(counts[outside])
    small = done.survey.responses["gender"].value_counts()
    assert small.min() < 5
    rows = [row for row in inside.worksheets[-1].iter_rows(values_only=True) if row and row[0] == "gender"]
    assert any(small.min() in row for row in rows)


@pytest.mark.parametrize("name", ["r.pdf", "r.xlsx"])
def test_the_internal_workbook_takes_no_other_place(export, tmp_path, name):
    with pytest.raises(SurveyKitError) as caught:
        run_report(Study(export), [tmp_path / "r.xlsx"], internal=tmp_path / name)
    assert caught.value.code == "internal_name"


def test_slides_are_written_like_every_other_form(export, tmp_path):
    done = run_report(Study(export), [tmp_path / "r.pptx"])
    assert done.written == (tmp_path / "r.pptx",)
    assert (tmp_path / "r.pptx").read_bytes().startswith(b"PK")


def test_slides_without_their_library_are_refused_before_anything(export, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(SurveyKitError) as caught:
        targets(Study(export), [tmp_path / "r.pptx"])
    assert caught.value.code == "slides_missing"
