from pathlib import Path

from survey_kit.cli.options import designing, output_option, reading, study_of


def test_options_make_a_study():
    study = study_of(Path("e.csv"), {"weights": "poids", "sampling": "quota", "platform": None}, "en")
    assert (study.export, study.weights, study.sampling, study.platform, study.lang) == (Path("e.csv"), "poids", "quota", None, "en")


def test_a_report_is_french_unless_asked_otherwise():
    assert study_of(Path("e.csv"), {}, None).lang == "fr"


def test_every_option_has_a_help_text():
    assert all(
        option.help for lang in ("fr", "en") for option in (*reading(lang), *designing(lang), output_option(lang, "cli_opt_report_output"))
    )
