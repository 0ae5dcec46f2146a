import json
import zipfile

from survey_kit.cli.progress import DONE, REFUSED


def test_inspect_tells_what_the_export_holds(run, example):
    found = json.loads(run("inspect", example, "--json").stdout)
    assert {"platform", "questionnaire", "received", "respondents", "columns", "matched", "unmatched", "variables", "notes"} <= set(found)
    assert (found["platform"], found["questionnaire"], found["respondents"]) == ("limesurvey", "haut-rouergue", 165)
    assert found["received"] > 165
    assert {"column", "variable", "confidence"} == set(found["matched"][0])
    assert {"name", "type", "label", "base"} == set(found["variables"][0])
    assert {"code", "row", "column", "message"} == set(found["notes"][0])


def test_inspect_reads_like_a_text(run, example):
    shown = run("inspect", example).stdout
    assert "165 répondants exploitables" in shown
    assert "telework_frequency" in shown


def test_the_report_ends_with_the_path_of_the_pdf(run, example, tmp_path):
    done = run("report", example, "-o", tmp_path / "r.xlsx", "-o", tmp_path / "r.pdf", "--verbose")
    assert done.returncode == DONE, done.stderr
    assert done.stdout.splitlines()[-1] == str(tmp_path / "r.pdf")
    assert "165 répondants exploitables" in done.stdout
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert " s" in done.stderr
    assert list(tmp_path.glob("r-remarques-usage-interne.csv"))


def test_texts_to_edit_are_named_and_what_is_wrong_in_them_told(run, tmp_path):
    assert run("new", tmp_path / "s").returncode == DONE
    study = tmp_path / "s" / "study.yaml"
    study.write_text(f"{study.read_text(encoding='utf-8')}\nprofiles: none\n", encoding="utf-8")
    texts = tmp_path / "s" / "textes.yaml"
    texts.write_text("essentials:\n  title:\n    texte: Ils sont {respondent}\n", encoding="utf-8")
    done = run("report", tmp_path / "s", "-o", tmp_path / "r.html")
    assert done.returncode == DONE, done.stderr
    assert f"Textes modifiables : {texts}" in done.stdout
    assert "textes.yaml, l. 3 : aucun chiffre ne s'appelle {respondent}" in done.stdout
    assert "vouliez-vous dire « {respondents} »" in done.stdout


def test_the_report_can_be_a_word_file_alone(run, example, tmp_path):
    done = run("report", example, "-o", tmp_path / "r.docx")
    assert done.returncode == DONE, done.stderr
    assert done.stdout.splitlines()[-1] == str(tmp_path / "r.docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as archive:
        assert "word/document.xml" in archive.namelist()


def test_two_pages_and_slides_are_asked_for_by_name(run, example, tmp_path):
    done = run("report", example, "--template", "synthese", "-o", tmp_path / "s.html", "-o", tmp_path / "s.pptx")
    assert done.returncode == DONE, done.stderr
    assert "L’essentiel pour les élus" in (tmp_path / "s.html").read_text(encoding="utf-8")
    assert (tmp_path / "s.pptx").read_bytes().startswith(b"PK")


def test_a_wrong_template_is_refused_with_those_there_are(run, example, tmp_path):
    done = run("report", example, "--template", "affiche", "-o", tmp_path / "s.html")
    assert done.returncode == REFUSED
    assert "livrable, synthese" in done.stderr
    assert not (tmp_path / "s.html").exists()
