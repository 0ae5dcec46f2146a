"""Places as people type them."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from survey_kit.errors import catalogue
from survey_kit.survey import places
from survey_kit.survey.places import candidates, find, find_all, noted

SHARED = Path(__file__).resolve().parents[3] / "shared"
TERRITORY = ("12096", "12033", "12216", "12172", "12270", "12224", "12120", "12107", "12187", "12237", "12061", "12094", "12098")


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("Espalion", "12096", "exact"),
        ("espalion ", "12096", "exact"),
        ("ESPALION (12)", "12096", "exact"),
        ("12500 Espalion", "12096", "exact"),
        ("Espalion, Aveyron", "12096", "exact"),
        ("Espalion - France", "12096", "exact"),
        ("Espalion 12", "12096", "exact"),
        ("St Côme d'Olt", "12216", "spelling"),
        ("Saint-Côme d Olt", "12216", "spelling"),
        ("SAINT COME D\u2019OLT", "12216", "spelling"),
        ("Nayrac", "12172", "spelling"),
        ("Severac daveyron", "12270", "spelling"),
        ("Sévérac-le-Château", "12270", "old_name"),
        ("Buzeins", "12270", "old_name"),
        ("Saint Geniez", "12224", "short"),
        ("Laissac", "12120", "short"),
        ("Espalyon", "12096", "close"),
        ("Bozoul", "12033", "close"),
        ("Montpelier", "34172", "close"),
        ("12096", "12096", "code"),
        ("12270", "12270", "code"),
        ("2a004", "2A004", "code"),
        ("75015", "75056", "postcode"),
        ("1000 Bourg-en-Bresse", "01053", "exact"),
        ("Paris 15e", "75056", "spelling"),
        ("Lyon 03", "69123", "spelling"),
        ("Marseille 8e arrdt", "13055", "spelling"),
        ("Paris 1er Arrondissement", "75056", "spelling"),
        ("31000 TOULOUSE", "31555", "exact"),
        ("Montpellier Cedex 2", "34172", "exact"),
        ("commune de Rodez", "12202", "exact"),
        ("Valence", "26362", "largest"),
        ("Valence (82)", "82186", "exact"),
        ("Saint-Denis (93)", "93066", "exact"),
        ("Saint-Denis, La Réunion", "97411", "exact"),
        ("Gaillac", "81099", "exact"),
        ("Belgique", "BE", "country"),
        ("Germany", "DE", "country"),
        ("Bruxelles, Belgique", "BE", "country"),
        ("Londres (Angleterre)", "GB", "country"),
        ("Suisse", "CH", "country"),
        ("Guadeloupe", "GP", "country"),
        ("DE", "DE", "country"),
        ("à l'étranger", "ZZ", "country"),
    ],
)
def test_text_leads_to_its_place(text: str, code: str, how: str) -> None:
    assert find(text, TERRITORY) == places.Place(code, how)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "n/a", "aaa", "Région parisienne", "près de Toulouse", "Aveyron", "France", "Île-de-France", "Bruxelles"]
)
def test_what_names_no_place_is_not_guessed(text: str) -> None:
    assert find(text, TERRITORY) is None


def test_two_letters_as_a_code_or_as_a_village() -> None:
    assert find("US") == places.Place("US", "country")
    assert find("Us") == places.Place("95625", "exact")


def test_postcode_of_several_communes_is_told_with_them() -> None:
    assert find("12500", TERRITORY) is None
    assert {"12096", "12216"} <= set(candidates("12500", TERRITORY))
    assert find("12500", ("12096",)) == places.Place("12096", "postcode")


def test_homonyms_are_settled_by_nearness_or_told() -> None:
    assert find("Saint-Denis") is None
    assert "93066" in candidates("Saint-Denis")
    assert find("Saint-Denis", ("30247",)) == places.Place("30247", "exact")
    assert find("Saint-Denis", ("30189",)) == places.Place("30247", "exact"), "same département as the territory"


def test_name_and_postcode_that_contradict_each_other_are_not_settled() -> None:
    assert find("31000 Espalion", TERRITORY) is None
    assert "12096" in candidates("31000 Espalion", TERRITORY)


def test_a_short_name_of_a_far_larger_town_is_not_taken_for_the_hamlet() -> None:
    assert find("Clermont") is None
    assert "63113" in candidates("Clermont")


def test_a_question_about_the_territory_tries_its_communes_first() -> None:
    assert find("Gaillac", TERRITORY, inside=True) == places.Place("12107", "short")
    assert find("Toulouse", TERRITORY, inside=True) == places.Place("31555", "exact")


def test_certain_readings_are_told_from_those_to_check() -> None:
    assert places.Place("12096", "spelling").certain
    assert not places.Place("12096", "close").certain


def test_a_column_of_insee_codes_is_not_read_as_postcodes() -> None:
    # 12270 and 12120 are also postcodes of other communes
    assert {place.code for place in find_all(["12270", "12120", "12096"]).values() if place} == {"12270", "12120", "12096"}
    assert find_all(["12340"]) == {"12340": None}
    assert find_all(["12096", "BE", ""])["BE"] == places.Place("BE", "country")


def test_notes_tell_how_a_text_was_read() -> None:
    def told(text: str) -> str | None:
        note = noted(text, find(text, TERRITORY), 4, "Commune", TERRITORY)
        return note and note.code

    assert told("Espalion") is None
    assert told(" Espalion ") is None
    assert told("Belgique") is None
    assert told("12096") is None
    assert [told(text) for text in ("ESPALION (12)", "12500 Espalion", "espalion", "Paris 15e")] == ["place_spelling"] * 4
    assert [told(text) for text in ("St Côme d'Olt", "75015", "Buzeins", "Belgium", "St Geniez", "Valence", "Bozoul", "12500", "aaa")] == [
        "place_spelling", "place_postcode", "place_old_name", "place_country", "place_short", "place_largest", "place_close", "place_ambiguous", "place_unknown",
    ]  # fmt: skip
    note = noted("12500", None, 4, "Commune", TERRITORY)
    assert note is not None
    assert "Espalion (12)" in note.text("fr")
    assert "row 4" in note.text("en").casefold()


def test_every_reading_has_its_note() -> None:
    assert {f"place_{how}" for how in places.HOWS if how not in {"code", "exact"}} <= catalogue().keys()


def test_facts_of_a_commune() -> None:
    assert places.commune("12096") == places.label("12096") == "Espalion"
    assert places.epci("12096") == "200067478"
    assert places.epci("12040") == places.epci("12270"), "a former commune has the EPCI of today's"
    assert places.epci_name("200067478") == "CC Comtal Lot et Truyère"
    assert places.departement("2A004") == "2A"
    assert places.departement_name("12") == "Aveyron"
    assert places.region("12096") == "76"
    assert places.region_name("76") == "Occitanie"
    assert places.population("12096") == 4607
    assert places.population("75101") is not None
    assert places.today("75101") == "75056"


def test_facts_of_other_codes() -> None:
    assert places.commune("99999") is None
    assert places.population("BE") is None
    assert places.departement("BE") is None
    assert places.region("BE") is None
    assert places.departement("GP") == "971"
    assert places.label("BE") == "Belgique"
    assert places.label("ZZ") == "Étranger"
    assert places.label("ZZ", "en") == "Abroad"
    assert [places.abroad(code) for code in ("BE", "ZZ", "GP", "FR", "12096")] == [True, True, False, False, False]


def test_distance_needs_a_file_of_coordinates(tmp_path: Path) -> None:
    assert places.distance_km("12096", "31555") is None
    path = tmp_path / "points.csv"
    path.write_text("code;lat;lon\n12096;44,5217;2,7628\n31555;43,6047;1,4442\n", encoding="utf-8")
    # 146.616 km: worked with the spherical law of cosines, another formula for the same arc
    assert places.distance_km("12096", "31555", path) == pytest.approx(146.616, abs=0.001)
    assert places.distance_km("12096", "12096", path) == 0
    assert places.distance_km("12096", "75056", path) is None


def test_the_territory_of_the_reference_case() -> None:
    path = SHARED / "domain" / "haut_rouergue_communes.csv"
    if not path.exists():
        pytest.skip("no shared folder here")
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            assert find(row["commune"]) == places.Place(row["insee"], "exact") or find(row["commune"], (row["insee"],)) == places.Place(
                row["insee"], "exact"
            )
            assert places.epci(row["insee"]) == row["epci"]
            assert places.population(row["insee"]) == int(row["pop_municipale"])


def test_looking_up_is_quick() -> None:
    find("Espalion")
    start = time.process_time()
    for number in range(200):
        find(f"Nulle part {number}", TERRITORY)
    assert time.process_time() - start < 3
