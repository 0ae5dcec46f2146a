"""The synthetic example as a file: same bytes, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example import shapes
from survey_kit.example.shapes import PLATFORMS, default_name, example_bytes, usual_ending, write_example


@pytest.mark.parametrize("platform", PLATFORMS)
def test_two_runs_give_the_same_bytes(platform: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{usual_ending(platform)}"
    write_example(path, platform=platform, respondents=20)
    assert path.read_bytes() == example_bytes(platform=platform, respondents=20)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_names_tell_questionnaire_and_platform() -> None:
    assert default_name("x/mon-questionnaire.yaml", "google_forms") == "exemple-mon-questionnaire-google_forms.csv"


def test_an_unknown_platform_is_refused_with_those_there_are() -> None:
    with pytest.raises(SurveyKitError, match="limesurvey, google_forms") as caught:
        usual_ending("sphinx")
    assert caught.value.code == "example_platform"


def test_an_ending_that_the_platform_does_not_write_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SurveyKitError) as caught:
        write_example(tmp_path / "a.csv", platform="microsoft_forms")
    assert caught.value.code == "example_ending"
    assert not list(tmp_path.iterdir())


def test_nobody_is_no_example() -> None:
    with pytest.raises(SurveyKitError) as caught:
        example_bytes(respondents=0)
    assert caught.value.code == "example_respondents"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SurveyKitError) as caught:
        write_example(tmp_path / "nowhere" / "a.csv", respondents=5)
    assert caught.value.code == "example_folder"


def test_a_write_that_fails_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(SurveyKitError, match="No space left"):
        write_example(path, respondents=5)
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.csv"]


def test_every_shape_has_its_usual_ending() -> None:
    assert {platform: usual_ending(platform) for platform in shapes.SHAPES} == {
        "limesurvey": ".csv", "google_forms": ".csv", "microsoft_forms": ".xlsx", "table": ".xlsx",
    }  # fmt: skip
