"""The four shapes of the example give the same numbers, and two runs the same bytes."""

import openpyxl
import pytest

from survey_kit.example.shapes import default_name, write_example
from survey_kit.study.run import run_report
from survey_kit.study.study import Study

PLATFORMS = ("limesurvey", "google_forms", "microsoft_forms", "table")


def numbers(path):
    """list: every cell of every sheet of tables; what the file says of itself (its name, its hash) is on the first."""
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return [row for sheet in book.worksheets[1:] for row in sheet.iter_rows(values_only=True)]
    finally:
        book.close()


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shapes")
    found = {}
    for platform in PLATFORMS:
        export = folder / default_name("haut-rouergue", platform)
        write_example(export, platform=platform)
        run_report(Study(export), [folder / f"{platform}.xlsx"])
        found[platform] = numbers(folder / f"{platform}.xlsx")
    return found


@pytest.mark.parametrize("platform", PLATFORMS[1:])
def test_the_report_of_each_shape_has_the_same_numbers(workbooks, platform):
    assert workbooks[platform] == workbooks[PLATFORMS[0]]


def test_two_runs_give_the_same_bytes(tmp_path):
    export = tmp_path / "e.csv"
    write_example(export)
    runs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        outputs = [tmp_path / name / f"r.{ending}" for ending in ("pdf", "html", "xlsx", "docx", "csv", "zip")]
        run_report(Study(export), outputs)
        runs.append([path.read_bytes() for path in outputs])
    assert runs[0] == runs[1]
