import re
import zipfile
from dataclasses import replace

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.faults import QuestionnaireError
from survey_kit.study.building import build_report
from survey_kit.study.file import read_study
from survey_kit.study.run import run_report
from survey_kit.study.study import Study
from survey_kit.study.texts import texts_file

STUDY = """export: export.csv
profiles: none
title: Enquête d'essai
questions:
  - ask: Combien télétravaillent trois jours ou plus ?
    variable: telework_frequency
    answers: [trois jours, quatre jours, cinq jours ou plus]
"""
ID = "answer-telework_frequency-4-5-6"
KIT = "{telework_frequency_4_5_6_people} répondent « trois jours », « quatre jours » ou « cinq jours ou plus »."


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Path: a study folder after its first run."""
    from survey_kit.example.shapes import write_example

    folder = tmp_path_factory.mktemp("study")
    write_example(folder / "export.csv")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    run_report(read_study(folder), [folder / "r.html"])
    return folder


@pytest.fixture
def folder(first, tmp_path):
    """Path: a copy of that folder."""
    for path in first.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def edit(folder, text, name=ID, old=KIT):
    """None: types a text in the place of the kit's, as a person does, in the first place where it stands under that entry."""
    file = folder / "textes.yaml"
    whole = file.read_text(encoding="utf-8")
    start = whole.index(f"  {name}:")
    file.write_text(whole[:start] + whole[start:].replace(old, text, 1), encoding="utf-8")


def newer(folder, rows=40):
    """None: puts other responses in the place of the export: so many fewer."""
    export = folder / "export.csv"
    lines = export.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    export.write_text("".join(lines[:-rows]), encoding="utf-8")


def run(folder, *names, **options):
    return run_report(replace(read_study(folder), **options), [folder / name for name in names or ("r.html",)])


def page(folder, name="r.html"):
    return re.sub(r"[\u00a0\u202f]", " ", (folder / name).read_text(encoding="utf-8"))


def base(folder):
    return re.search(r'telework_frequency_4_5_6_base: "(\d+)"', (folder / "textes.yaml").read_text(encoding="utf-8"))[1]


def test_the_first_run_writes_the_texts_with_live_figures(first):
    text = (first / "textes.yaml").read_text(encoding="utf-8")
    assert f"  {ID}:\n    texte: >-\n      {KIT}\n    kit: >-\n      {KIT}\n" in text
    assert "telework_frequency_4_5_6_people: " in text
    for entry in ("cover:", "essentials:", "  title:", "  standfirst:", "  figure-motives:", "  finding-"):
        assert entry in text


def test_a_second_run_without_change_leaves_every_byte(folder):
    before = (folder / "textes.yaml").read_bytes(), (folder / "r.html").read_bytes()
    done = run(folder)
    assert ((folder / "textes.yaml").read_bytes(), (folder / "r.html").read_bytes()) == before
    assert done.told == ()
    assert done.texts == folder / "textes.yaml"


def test_a_text_edited_by_hand_survives_new_data_and_its_figures_follow_them(folder):
    """The reader's edit stays word for word, the number in it is that of the new responses, and what nobody edited follows."""
    mine = "Sur {telework_frequency_4_5_6_base} télétravailleurs possibles, {telework_frequency_4_5_6_percent} le font trois jours ou plus."
    edit(folder, mine)
    run(folder)
    old = base(folder)
    assert f"Sur {old} télétravailleurs possibles" in page(folder)
    newer(folder)
    done = run(folder)
    new = base(folder)
    assert new != old
    assert f"Sur {new} télétravailleurs possibles" in page(folder)
    assert f"Sur {old} télétravailleurs possibles" not in page(folder)
    text = (folder / "textes.yaml").read_text(encoding="utf-8")
    assert f"    texte: >-\n      {mine}\n" in text
    assert f"Ce qu’il faut retenir des {len(done.survey.responses)} réponses" in page(folder)
    assert f'respondents: "{len(done.survey.responses)}"' in text


def test_all_forms_show_the_edited_text(folder):
    edit(folder, "Ce que nous disent {respondents} voisins", "title", "Ce qu'il faut retenir des {respondents} réponses")
    run(folder, "r.pdf", "r.html", "r.docx", "r.pptx")
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(folder / "r.pdf") as pdf:
        assert any("165 voisins" in re.sub(r"\s", " ", each.extract_text() or "") for each in pdf.pages)
    assert "Ce que nous disent 165 voisins" in page(folder)
    for name, part in (("r.docx", "word/document.xml"), ("r.pptx", "ppt/slides/slide3.xml")):
        with zipfile.ZipFile(folder / name) as archive:
            told = " ".join(archive.read(each).decode() for each in archive.namelist() if each.startswith(part.rsplit("/", 1)[0]) and each.endswith(".xml"))
        assert ("voisins" in told) == (name == "r.docx")
    run(folder, "s.html", template="synthese")
    assert "Ce que nous disent 165 voisins" in page(folder, "s.html")


def test_answers_are_edited_on_slides_too(folder):
    edit(folder, "Beaucoup, dit-on.")
    run(folder, "r.pptx")
    with zipfile.ZipFile(folder / "r.pptx") as archive:
        assert "Beaucoup, dit-on." in archive.read("ppt/slides/slide2.xml").decode()


def test_a_number_typed_by_hand_that_is_no_longer_true_is_told_at_each_run(folder):
    edit(folder, f"Sur {base(folder)} personnes, {{telework_frequency_4_5_6_people}}.", f"{ID}", KIT)
    whole = (folder / "textes.yaml").read_text(encoding="utf-8")
    edit(folder, f"Sur {base(folder)} répondants, c'est 39 %.", f"{ID}-detail", _line_of(whole, f"{ID}-detail"))
    assert [line for line in run(folder).told if "à la main" in line] == []
    typed = base(folder)
    newer(folder)
    for _ in range(2):
        told = [line for line in run(folder).told if "à la main" in line]
        assert any(f"« {typed} », tapé à la main" in line and "{telework_frequency_4_5_6_base}" in line for line in told)
        assert all(re.match(r"textes\.yaml, l\. \d+ : ", line) for line in told)
    assert f"Sur {typed} répondants" in page(folder)


def _line_of(whole, name):
    lines = whole.splitlines()
    return lines[lines.index(f"  {name}:") + 2].strip()


def test_an_unknown_figure_is_told_with_its_line_and_the_kits_text_stands(folder):
    edit(folder, "Ils sont {telework_frequency_4_5_6_percnt} à le dire.")
    done = run(folder)
    line = 1 + (folder / "textes.yaml").read_text(encoding="utf-8").splitlines().index(f"  {ID}:") + 1
    assert len(done.told) == 1
    assert done.told[0].startswith(f"textes.yaml, l. {line} : aucun chiffre ne s'appelle {{telework_frequency_4_5_6_percnt}}")
    assert "{telework_frequency_4_5_6_percent}" in done.told[0]
    assert "répondent « trois jours »" in page(folder)
    assert "percnt" not in page(folder)
    assert "percnt" in (folder / "textes.yaml").read_text(encoding="utf-8")


def test_a_text_whose_section_is_gone_is_kept_told_and_used_when_it_is_back(folder):
    edit(folder, "Voilà ce qu'ils en disent.")
    study = (folder / "study.yaml").read_text(encoding="utf-8")
    (folder / "study.yaml").write_text(study.split("questions:")[0], encoding="utf-8")
    done = run(folder)
    assert [line for line in done.told if f"« essentials.{ID} » n'est plus dans ce rapport" in line]
    assert "Voilà ce qu'ils en disent." in (folder / "textes.yaml").read_text(encoding="utf-8")
    assert f"{ID}-detail" not in (folder / "textes.yaml").read_text(encoding="utf-8")
    (folder / "study.yaml").write_text(study, encoding="utf-8")
    run(folder)
    assert "Voilà ce qu’ils en disent." in page(folder)


def test_what_the_kit_would_write_otherwise_is_told_once_and_an_emptied_text_is_the_kits_again(folder):
    edit(folder, "À nous.")
    whole = (folder / "textes.yaml").read_text(encoding="utf-8")
    start = whole.index(f"  {ID}:")
    (folder / "textes.yaml").write_text(whole[:start] + whole[start:].replace(KIT, "Un ancien texte.", 1), encoding="utf-8")
    assert any("un autre texte" in line for line in run(folder).told)
    assert run(folder).told == ()
    edit(folder, "texte:", ID, "texte: >-\n      À nous.")
    assert run(folder).told == ()
    assert f"texte: >-\n      {KIT}" in (folder / "textes.yaml").read_text(encoding="utf-8")


def test_a_figure_of_another_text_may_be_used(folder):
    edit(folder, "{motives_1_percent} viennent pour les paysages, sur {motives_base}.")
    run(folder)
    assert re.search(r"\d+ % viennent pour les paysages, sur \d+\.", page(folder))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("essentials: [1]\n", ["questionnaire_not_mapping"]),
        ("- 1\n", ["questionnaire_not_mapping"]),
        ("essentials:\n  title:\n    texte: a {b\n    texto: c\n", ["texts_brace", "questionnaire_key"]),
        ("essentials:\n  title:\n    texte: a\n    texte: b\n", ["questionnaire_twice"]),
    ],
)
def test_faults_of_the_file_are_told_before_anything_is_written(folder, text, codes):
    (folder / "textes.yaml").write_text(text, encoding="utf-8")
    (folder / "r.html").unlink()
    with pytest.raises(QuestionnaireError) as caught:
        run(folder)
    assert caught.value.code == "texts_faults"
    assert [fault.code for fault in caught.value.faults] == codes
    assert not (folder / "r.html").exists()
    assert (folder / "textes.yaml").read_text(encoding="utf-8") == text


def test_a_file_that_is_no_yaml_is_told_with_its_line(folder):
    (folder / "textes.yaml").write_text('essentials:\n  title: "ouvert\n', encoding="utf-8")
    with pytest.raises(SurveyKitError) as caught:
        run(folder)
    assert caught.value.code == "questionnaire_yaml"


def test_a_report_built_in_python_has_the_edited_texts_and_an_export_alone_has_none(folder):
    edit(folder, "Ce que nous disent {respondents} voisins", "title", "Ce qu'il faut retenir des {respondents} réponses")
    assert build_report(read_study(folder)).section("essentials").title == "Ce que nous disent 165 voisins"
    assert texts_file(Study(folder / "export.csv")) is None
    assert texts_file(replace(read_study(folder), lang="en")).name == "texts.yaml"
