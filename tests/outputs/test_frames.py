import openpyxl
import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.frames import check_output, write_frames

FRAME = pd.DataFrame({"row": [2, 3], "weight": [1.25, 1 / 3], "said": ["=1+1", None]})


def test_each_form_reads_back(tmp_path):
    for ending, read in ((".csv", pd.read_csv), (".parquet", pd.read_parquet)):
        write_frames({"a": FRAME}, tmp_path / f"f{ending}")
        found = read(tmp_path / f"f{ending}")
        assert found["weight"].tolist() == FRAME["weight"].tolist()
        assert found["row"].tolist() == [2, 3]


def test_a_workbook_has_a_sheet_a_frame_and_no_formula(tmp_path):
    write_frames({"a": FRAME, "b": FRAME}, tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert book.sheetnames == ["a", "b"]
    assert book["a"].freeze_panes == "A2"
    assert book["a"]["B3"].value == 1 / 3
    assert book["a"]["C2"].data_type == "s"
    assert not str(book["a"]["C2"].value).startswith("=")


def test_the_same_frames_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_frames({"a": FRAME}, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(SurveyKitError) as caught:
        write_frames({"a": FRAME}, tmp_path / "f.ods")
    assert caught.value.code == "output_ending"


def test_a_file_that_can_not_be_written_is_refused_first(tmp_path):
    for path, code in ((tmp_path / "p.pdf", "output_ending"), (tmp_path / "absent" / "p.csv", "output_folder_missing")):
        with pytest.raises(SurveyKitError) as caught:
            check_output(path, (tmp_path / "e.csv",))
        assert caught.value.code == code
