from pathlib import Path

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.study.texts import Proposal, Texts, Written
from survey_kit.study.texts_file import drawn, write_texts

SLOTS = {
    ("cover", "subtitle"): Proposal("Ce que disent {respondents} répondants : « oui », à 9 h", {"respondents": "165"}),
    ("essentials", "title"): Proposal("Ce qu'il faut retenir", {}),
    ("essentials", "finding-a"): Proposal("{a_people} restent.", {"a_people": "un sur deux"}),
}
THEMES = {"essentials": "L'essentiel"}


def texts(file=Path("textes.yaml"), proposals=None, written=None, typed=None, lang="fr"):
    return Texts(file, lang, written or {}, SLOTS if proposals is None else proposals, typed or {})


def kept(proposals=None):
    return {slot: Written(one.text, one.text, one.figures, {}) for slot, one in (proposals or SLOTS).items()}


def test_the_first_file_holds_every_text_with_its_figures_and_says_how_to_edit():
    text = drawn(texts(), THEMES, None).decode()
    assert text.startswith("# Les textes du rapport.")
    assert "\n# L'essentiel\nessentials:\n" in text
    assert "    texte: >-\n      Ce que disent {respondents} répondants : « oui », à 9 h\n    kit: >-\n" in text
    assert '    chiffres: {respondents: "165"}\n' in text
    english = drawn(texts(lang="en"), {}, None).decode()
    assert "    text: >-" in english
    assert '    figures: {respondents: "165"}' in english


def test_a_file_in_which_nothing_changes_keeps_its_bytes():
    first = drawn(texts(), THEMES, None)
    assert drawn(texts(written=kept()), THEMES, first) == first
    odd = first.replace(b"essentials:", b"essentials:   # \xc3\xa0 relire")
    assert drawn(texts(written=kept()), THEMES, odd) == odd


def test_an_edited_text_stays_as_it_was_typed_and_only_the_kits_own_follows_the_data():
    first = drawn(texts(), THEMES, None).decode()
    typed = "texte: \"Le mien,\n      sur deux lignes\"  # vu avec l'élue"
    edited = first.replace("texte: >-\n      Ce qu'il faut retenir", typed)
    written = kept() | {("essentials", "title"): Written("Le mien, sur deux lignes", "Ce qu'il faut retenir", {}, {})}
    later = SLOTS | {("essentials", "title"): Proposal("Ce que disent {respondents} personnes", {"respondents": "170"})}
    after = drawn(texts(proposals=later, written=written, typed={("essentials", "title"): {"46%": "a"}}), THEMES, edited.encode()).decode()
    assert 'texte: "Le mien, sur deux lignes"' in after
    assert "# vu avec l'élue" in after
    assert "kit: >-\n      Ce que disent {respondents} personnes\n" in after
    assert '    saisis: {46%: "a"}\n' in after
    assert list(_keys(after)) == list(_keys(first))


def _keys(text):
    return (line.strip() for line in text.splitlines() if line.endswith(":") and ">" not in line and "#" not in line)


def test_new_entries_come_where_the_report_has_them_and_old_ones_go_unless_somebody_wrote_in_them():
    first = drawn(texts(), THEMES, None).decode().replace("finding-a:", "finding-a:  # garder")
    later = {
        ("cover", "subtitle"): SLOTS["cover", "subtitle"],
        ("fiche", "title"): Proposal("Repères", {}),
        ("essentials", "title"): SLOTS["essentials", "title"],
    }
    after = drawn(texts(proposals=later, written=kept()), THEMES | {"fiche": "Repères"}, first.encode()).decode()
    assert after.index("cover:") < after.index("\n# Repères\nfiche:") < after.index("essentials:")
    assert "finding-a:  # garder" in after
    plain = drawn(texts(), THEMES, None)
    assert b"finding-a" not in drawn(texts(proposals=later, written=kept()), THEMES, plain)
    only = {("cover", "subtitle"): SLOTS["cover", "subtitle"]}
    assert b"essentials" not in drawn(texts(proposals=only, written=kept()), THEMES, plain).replace(b"# L'essentiel", b"")


def test_the_file_is_written_whole_or_left_alone(tmp_path):
    file = tmp_path / "textes.yaml"
    write_texts(texts(file), THEMES)
    before = file.stat().st_mtime_ns
    write_texts(texts(file, written=kept()), THEMES)
    assert file.stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == ["textes.yaml"]
    with pytest.raises(SurveyKitError) as caught:
        write_texts(texts(tmp_path / "nowhere" / "textes.yaml"), THEMES)
    assert caught.value.code == "output_folder_missing"
