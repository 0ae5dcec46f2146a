"""What becomes of the words of the command, and of bad input."""

import pytest

from survey_kit.cli import main
from survey_kit.cli.progress import REFUSED, WRONG_USAGE
from survey_kit.errors import wording
from survey_kit.study.study import STEPS


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ((), {}, "fr"),
        ((), {"LANG": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "de_DE.UTF-8"}, "fr"),
        ((), {"LC_ALL": "fr_FR", "LANG": "en_GB"}, "fr"),
        (("report", "a.csv", "--lang", "fr"), {"LANG": "en_GB"}, "fr"),
        (("--lang=en", "report"), {"LANG": "fr_FR"}, "en"),
        (("report", "--lang", "xx"), {"LANG": "en_GB"}, "en"),
    ],
)
def test_messages_follow_lang_then_the_locale_then_french(arguments, environment, lang, monkeypatch):
    monkeypatch.setattr(main.locale, "getlocale", lambda: (None, None))
    assert main.language(arguments, environment) == lang


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "a.csv", "--non"), "L'option « --non » n'existe pas."),
        (("weight", "a.csv"), "Il manque « --targets »."),
        (("report", "a.csv", "--sampling", "autre"), "--sampling"),
        (("report", "a.csv", "--sampling", "autre"), "au choix volunteer, quota, probability, census"),
        (("reporte",), "reporte | report"),
        (("xyz",), "La commande « xyz » n'existe pas."),
        (("report", "a.csv", "-o"), "L'option « -o » demande une valeur."),
        (("segment", "a.csv", "--segments", "1"), "un nombre entier est attendu, de 2"),
        ((), "Usage : survey-kit"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(run, arguments, said):
    done = run(*arguments)
    assert done.returncode == WRONG_USAGE
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_told(run):
    assert run("--version").stdout.startswith("survey_kit 0.")


@pytest.mark.parametrize(
    ("name", "content", "arguments"),
    [
        ("absent.csv", None, ()),
        ("vide.csv", b"", ()),
        ("peu.csv", b"age,sexe\n30,F\n40,H\n", ()),
        ("faux.xlsx", b"PK\x03\x04 this is no workbook", ()),
        ("bon.csv", b"age,sexe\n" + b"30,F\n41,H\n22,F\n" * 5, ("--questionnaire", "inconnu")),
        ("bon.csv", b"age,sexe\n" + b"30,F\n41,H\n22,F\n" * 5, ("-o", "absent/rapport.pdf")),
        ("bon.csv", b"age,sexe\n" + b"30,F\n41,H\n22,F\n" * 5, ("-o", "bon.csv")),
        ("bon.csv", b"age,sexe\n" + b"30,F\n41,H\n22,F\n" * 5, ("--weights", "poids")),
        ("poids.csv", b"age,sexe,poids\n" + b"30,F,1\n41,H,-2\n22,F,1\n" * 5, ("--weights", "poids")),
        ("trous.csv", b"age,sexe,poids\n" + b"30,F,1\n41,H,\n22,F,1\n" * 5, ("--weights", "poids")),
    ],
)
def test_bad_input_gets_one_paragraph_and_leaves_nothing(run, tmp_path, name, content, arguments):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    done = run("report", name, *arguments, cwd=tmp_path)
    assert done.returncode == REFUSED, done.stdout
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    steps = {wording(f"cli_step_{step}", "fr") for step in STEPS}
    assert len([line for line in done.stderr.splitlines() if line and line.strip() not in steps]) == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
