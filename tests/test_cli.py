"""The command as a person uses it: its words, its exit status, and what it does with bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from survey_kit import cli
from survey_kit.errors import wording
from survey_kit.study.study import STEPS

KIT = Path(sys.executable).with_name("survey-kit")


def run(*arguments, lang="fr_FR.UTF-8", cwd=None):
    environment = {"PATH": "/usr/bin:/bin", "LANG": lang, "HOME": "/tmp"}  # noqa: S108 - a home with nothing of ours in it
    return subprocess.run([KIT, *map(str, arguments)], capture_output=True, text=True, check=False, env=environment, cwd=cwd)


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
    monkeypatch.setattr(cli.locale, "getlocale", lambda: (None, None))
    assert cli.language(arguments, environment) == lang


def test_the_help_is_in_the_readers_language():
    french, english = run("report", "--help").stdout, run("report", "--help", lang="en_GB.UTF-8").stdout
    assert "Écrit le rapport" in french
    assert "Show this message" not in french
    assert "Writes the report" in english


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "a.csv", "--non"), "L'option « --non » n'existe pas."),
        (("tabulate", "a.csv"), "Il manque « ROWS »."),
        (("report", "a.csv", "--sampling", "autre"), "--sampling"),
        (("raport",), "raport"),
        ((), "Usage : survey-kit"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(arguments, said):
    done = run(*arguments)
    assert done.returncode == cli.WRONG_USAGE
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_told():
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
def test_bad_input_gets_one_paragraph_and_leaves_nothing(tmp_path, name, content, arguments):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    done = run("report", name, *arguments, cwd=tmp_path)
    assert done.returncode == cli.REFUSED, done.stdout
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    steps = {wording(f"cli_step_{step}", "fr") for step in STEPS}
    assert len([line for line in done.stderr.splitlines() if line and line.strip() not in steps]) == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "exemple.csv"
    assert run("example", "-o", path).returncode == cli.DONE
    return path


def test_inspect_tells_what_the_export_holds(example):
    found = json.loads(run("inspect", example, "--json").stdout)
    assert {"platform", "questionnaire", "received", "respondents", "columns", "matched", "unmatched", "variables", "notes"} <= set(found)
    assert (found["platform"], found["questionnaire"], found["respondents"]) == ("limesurvey", "haut-rouergue", 165)
    assert found["received"] > 165
    assert {"column", "variable", "confidence"} == set(found["matched"][0])
    assert {"name", "type", "label", "base"} == set(found["variables"][0])
    assert {"code", "row", "column", "message"} == set(found["notes"][0])


def test_inspect_reads_like_a_text(example):
    shown = run("inspect", example).stdout
    assert "165 répondants exploitables" in shown
    assert "telework_frequency" in shown


def test_tabulate_prints_a_table_and_writes_files(example, tmp_path):
    shown = run("tabulate", example, "A26", "--by", "epci").stdout
    assert "%" in shown
    for ending in (".csv", ".xlsx", ".parquet"):
        path = tmp_path / f"t{ending}"
        assert run("tabulate", example, "telework_frequency", "-o", path).returncode == cli.DONE
        assert path.stat().st_size > 0


def test_tabulate_names_the_nearest_variables(example):
    done = run("tabulate", example, "telework_frequenci")
    assert done.returncode == cli.REFUSED
    assert "telework_frequency" in done.stderr


def test_questionnaires_are_listed_checked_drafted_and_exported(example, tmp_path):
    assert "haut-rouergue" in run("questionnaire", "list").stdout
    exported, drafted = tmp_path / "q.xlsx", tmp_path / "d.yaml"
    assert run("questionnaire", "export", "haut-rouergue", "-o", exported).returncode == cli.DONE
    assert run("questionnaire", "check", exported).returncode == cli.DONE
    assert run("questionnaire", "draft", example, "-o", drafted).returncode == cli.DONE
    assert run("questionnaire", "check", drafted).returncode == cli.DONE


def test_a_faulty_questionnaire_is_told_with_its_lines(tmp_path):
    path = tmp_path / "faux.yaml"
    path.write_text("name: faux\ntitles: {fr: Essai}\nquestions:\n  - name: a\n    type: rien\n", encoding="utf-8")
    done = run("questionnaire", "check", path)
    assert done.returncode == cli.REFUSED
    assert "5" in done.stderr


def test_the_report_ends_with_the_path_of_the_pdf(example, tmp_path):
    done = run("report", example, "-o", tmp_path / "r.xlsx", "-o", tmp_path / "r.pdf", "--verbose")
    assert done.returncode == cli.DONE, done.stderr
    assert done.stdout.splitlines()[-1] == str(tmp_path / "r.pdf")
    assert "165 répondants exploitables" in done.stdout
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert " s" in done.stderr
    assert list(tmp_path.glob("r-remarques-usage-interne.csv"))
