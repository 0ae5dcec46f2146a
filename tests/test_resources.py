from pathlib import Path

from survey_kit import resources

ROOT = Path(__file__).resolve().parents[1]


def test_a_wheel_finds_its_files_in_itself(monkeypatch, tmp_path):
    (tmp_path / "_data" / "templates").mkdir(parents=True)
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)
    assert resources.templates() == tmp_path / "_data" / "templates"


def test_a_checkout_finds_them_at_its_top():
    assert resources.folder("questionnaires") == ROOT / "questionnaires"


def test_versions_are_those_installed():
    assert resources.version().count(".") == 2
    assert resources.version("pandas")[0].isdigit()
