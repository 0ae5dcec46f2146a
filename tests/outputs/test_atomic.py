import os
import stat
from pathlib import Path

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.atomic import check_target, replacing


def code_of(action):
    with pytest.raises(SurveyKitError) as caught:
        action()
    assert caught.value.message("fr")
    assert caught.value.message("en")
    return caught.value.code


def write(path, content):
    with replacing(path) as temporary:
        temporary.write_text(content, encoding="utf-8")


def test_the_file_takes_its_place_whole(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("old", encoding="utf-8")
    with replacing(path) as temporary:
        temporary.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
        assert temporary.suffix == path.suffix
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write(path, "half" * 10_000 + "\ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_can_be_read_by_those_who_may_read_new_files(tmp_path):
    write(tmp_path / "t.csv", "x")
    (tmp_path / "usual").touch()
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("t.csv", "usual")]
    assert modes[0] == modes[1]


def test_a_file_held_open_elsewhere_is_told(tmp_path, monkeypatch):
    def held(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "replace", held)
    assert code_of(lambda: write(tmp_path / "t.csv", "x")) == "output_locked"
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_and_a_folder_as_target_are_told(tmp_path):
    assert code_of(lambda: write(tmp_path / "absent" / "t.csv", "x")) == "output_folder_missing"
    assert code_of(lambda: check_target(tmp_path)) == "output_is_folder"


def test_a_folder_that_is_not_ours_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert code_of(lambda: check_target(tmp_path / "t.csv")) == "output_folder_closed"


@pytest.mark.parametrize("by_another_name", [False, True])
def test_an_input_is_never_a_target(tmp_path, by_another_name):
    export = tmp_path / "e.csv"
    export.write_text("x", encoding="utf-8")
    target = export
    if by_another_name:
        target = tmp_path / "link.csv"
        target.symlink_to(export)
    assert code_of(lambda: check_target(target, (tmp_path / "other.csv", export))) == "output_is_input"
    check_target(tmp_path / "new.csv", (export,))
