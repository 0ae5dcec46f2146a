import sys
import time

import numpy as np
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.long import long_rows
from survey_kit.outputs.spss import write_sav

pyreadstat = pytest.importorskip("pyreadstat")


def test_a_file_of_spss_reads_back_to_the_same_numbers_with_labels(told, tmp_path):
    path = tmp_path / "t.sav"
    write_sav(told, path, stamp="données fictives")
    frame, about = pyreadstat.read_sav(str(path))
    headings, rows = long_rows(told)
    assert list(frame) == list(headings)
    assert about.column_names_to_labels["weighted_base"] == "base pondérée"
    assert about.file_label == "données fictives"
    place = headings.index("value")
    np.testing.assert_array_equal(frame["value"].to_numpy(), np.array([row[place] for row in rows], dtype=float))
    assert frame["label"].tolist() == [row[headings.index("label")] or "" for row in rows]


def test_the_same_tables_make_the_same_file(told, tmp_path):
    write_sav(told, tmp_path / "a.sav")
    time.sleep(1.1)
    write_sav(told, tmp_path / "b.sav")
    assert (tmp_path / "a.sav").read_bytes() == (tmp_path / "b.sav").read_bytes()


def test_without_the_library_it_says_what_to_install(told, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(SurveyKitError) as caught:
        write_sav(told, tmp_path / "t.sav")
    assert caught.value.code == "spss_missing"
    assert list(tmp_path.iterdir()) == []
