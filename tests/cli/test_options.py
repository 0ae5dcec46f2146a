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


def test_options_go_before_the_study_file(tmp_path):
    (tmp_path / "e.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "study.yaml").write_text("export: e.csv\nsampling: quota\nlang: en\nweights: w\n", encoding="utf-8")
    study = study_of(tmp_path, {"sampling": "census"}, None)
    assert (study.export, study.sampling, study.lang, study.weights) == (tmp_path / "e.csv", "census", "en", "w")
    other = study_of(Path("f.csv"), {"study": tmp_path / "study.yaml"}, "fr")
    assert (other.export, other.lang, other.sampling) == (Path("f.csv"), "fr", "quota")
