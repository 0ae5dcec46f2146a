from dataclasses import replace

import pandas as pd
import pytest

from survey_kit.charts.marks import HALF
from survey_kit.disclosure.profile_map import PlacedAnswer, ReleasedMap
from survey_kit.disclosure.profiles import ReleasedMarker, ReleasedProfile, ReleasedSegmentation, renamed
from survey_kit.findings.view import View
from survey_kit.report.context import Context
from survey_kit.report.document import Box, Cards, Table
from survey_kit.report.profiles import profiles_chapter

COLUMNS = ["row_variable", "row", "column", "statistic", "value", "status"]
NAMES = {"fr": "Cadres, maison", "en": "Managers, house"}
MARKERS = (
    ReleasedMarker({"fr": "âge sous la moyenne", "en": "age below average"}, None, None),
    ReleasedMarker({"fr": "Cadres", "en": "Managers"}, 76.0, 26.0),
)
FEW = ReleasedProfile(2, {"fr": "Retraités", "en": "Retired"}, None, None, None, None, "nothing", "fragile", ())


def told(verdict="segments", **changed):
    profile = ReleasedProfile(1, NAMES, 120, 72.4, 65.0, 79.0, "full", "solid", MARKERS)
    known = {
        "verdict": verdict,
        "base": 165,
        "questions": 10,
        "draws": 199,
        "segments": 2,
        "range": (2, 3),
        "asked": False,
        "linked": False,
        "moved": 0.1,
        "agreement": 0.9,
        "sampling": "volunteer",
        "profiles": (profile, FEW) if verdict == "segments" else (),
    }
    return ReleasedSegmentation(**known | changed)


@pytest.fixture
def context(made):
    released, questionnaire = made.whole(165)
    return Context(View(released, questionnaire, 165), made.provenance())


def texts(section):
    return " ".join(str(block) for block in section.blocks) + section.title + section.standfirst


def test_cards_tell_size_firmness_and_what_sets_a_profile_apart(context):
    section = profiles_chapter(context, told())
    cards, table, proof = section.blocks
    assert isinstance(cards, Cards)
    assert isinstance(table, Table)
    assert isinstance(proof, Box)
    assert section.title.startswith("Deux profils")
    first = cards.items[0]
    assert (first.name, first.value, first.detail, first.kind) == ("1. Cadres, maison", "72\u202f%", "120 répondants", "solid")
    assert "minimale" in first.spread
    assert [(value.label, value.percent) for value in first.chart.values] == [("Cadres", 76.0)]
    assert [label.text for label in first.chart.labels if label.look == "share"] == ["+50"]
    assert first.more == "Âge sous la moyenne."
    assert first.firm == "Profil solide"
    assert "Cadres (76" in first.alt
    assert table.rows[0].cells[0] == "120"
    assert "de 2 à 3" in proof.paragraphs[1]
    assert "significatif" not in texts(section)


def test_the_map_is_told_in_words(context):
    answers = tuple(PlacedAnswer({"fr": name}, x, y) for name, x, y in (("train", 0.28, 0.63), ("loin", 0.9, 0.9), ("cadres", 0.2, 0.7)))
    places = ReleasedMap(((2, 3),), ((1, 0.25, 0.65),), answers)
    alt = profiles_chapter(context, told(map=places)).blocks[-1].alt
    assert "1. Cadres, maison (72\u202f% des 165 répondants), près de « train »" in alt
    # Of a profile whose size and middle are kept back only the name is told.
    assert alt.endswith(" ; 2. Retraités.")
    assert profiles_chapter(context, told(map=places)).blocks[-1].narrow.width == HALF


def test_only_the_largest_profiles_are_placed_in_words(context):
    profiles = tuple(
        ReleasedProfile(segment, {"fr": f"Profil {segment}"}, 30, 20.0, 15.0, 26.0, "full", "solid", ()) for segment in range(1, 6)
    )
    places = ReleasedMap((), tuple((segment, segment / 5, 1.0) for segment in range(1, 6)), (PlacedAnswer({"fr": "train"}, 0.3, 0.6),))
    figure = profiles_chapter(context, told(map=places, profiles=profiles)).blocks[-1]
    assert figure.alt.count("20\u202f%") == figure.alt.count("près de") == 3
    assert figure.alt.endswith(". Deux autres profils y figurent.")
    for drawn in (figure.chart, figure.narrow):
        discs = [bar for bar in drawn.bars if bar.look == "centre"]
        assert len(discs) == 5
        assert all(0 <= disc.x <= drawn.width - disc.width and 0 <= disc.y <= drawn.height - disc.height for disc in discs)


def test_what_the_gate_keeps_back_shows_no_number(context):
    section = profiles_chapter(context, told())
    assert section.blocks[1].rows[1].cells[:3] == ("s", "s", "s")
    second = section.blocks[0].items[1]
    assert "secret" in second.detail
    assert (second.value, second.spread, second.chart) == ("s", "", None)
    assert second.more.startswith("Rien ne le distingue")


def test_types_by_rules_stand_beside_the_profiles(context):
    lines = [("a", "Total", 30.0, ""), ("b", "Total", 9.0, ""), ("a", "1", 17.0, ""), ("b", "1", None, "primary"), ("Total", "1", 20.0, "")]
    frame = pd.DataFrame([("kind", row, column, "count", value, status) for row, column, value, status in lines], columns=COLUMNS)
    tables = replace(context.view.released, frame=frame)
    table = profiles_chapter(context, told(tables=tables, beside=("kind",))).blocks[-1]
    assert [(row.label, row.cells) for row in table.rows] == [("a", ("17", "0")), ("b", ("s", "0"))]
    assert table.headings == ("kind", "Profil 1", "Profil 2")


def test_a_group_of_few_has_no_card(context):
    large = [ReleasedProfile(number, NAMES, base, 40.0, 33.0, 47.0, "full", "solid", MARKERS) for number, base in ((1, 80), (2, 71))]
    few = ReleasedProfile(3, {"fr": "Peu nombreux", "en": "Few"}, 14, 8.0, 5.0, 13.0, "counts", "fragile", MARKERS)
    section = profiles_chapter(context, told(segments=3, profiles=(*large, few)))
    assert section.title.startswith("Deux profils")
    assert [card.name for card in section.blocks[0].items] == ["1. Cadres, maison", "2. Cadres, maison"]
    assert section.blocks[1].rows[2].label == "3. Groupe trop petit pour être décrit"
    assert "Peu nombreux" not in texts(section)


@pytest.mark.parametrize(
    ("found", "title"),
    [(told("none"), "Pas de profils types"), (told("none", linked=True), "Pas de profils types"), (told("gradient"), "Un dégradé")],
)
def test_without_profiles_the_page_says_so_and_names_nobody(context, found, title):
    section = profiles_chapter(context, found)
    assert section.title.startswith(title)
    assert not any(isinstance(block, Cards) for block in section.blocks)
    assert "résultat" in texts(section)


def test_a_gradient_shows_its_two_ends(context):
    ends = (({"fr": "cadres"}, {"fr": "train"}), ({"fr": "habitat léger"},))
    table = profiles_chapter(context, told("gradient", ends=ends)).blocks[0]
    assert [(row.label, row.cells) for row in table.rows] == [("Cadres", ("Habitat léger",)), ("Train", ("",))]


def test_a_study_renames_its_profiles():
    found = renamed(told(), ["Familles", ""])
    assert [profile.names["fr"] for profile in found.profiles] == ["Familles", "Retraités"]
