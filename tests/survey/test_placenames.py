"""What a typed place says."""

from __future__ import annotations

import pytest

from survey_kit.survey.placenames import city, country_named, is_area, read


@pytest.mark.parametrize(
    ("text", "key", "number", "departements", "country"),
    [
        ("12500 Espalion", "espalion", "12500", set(), ""),
        ("12 500 Espalion", "espalion", "12500", set(), ""),
        ("12500.0", "", "12500", set(), ""),
        ("1000", "", "01000", set(), ""),
        ("2a004", "", "2A004", set(), ""),
        ("Espalion (12)", "espalion", "", {"12"}, ""),
        ("Espalion 12", "espalion", "", {"12"}, ""),
        ("Ajaccio (2A)", "ajaccio", "", {"2A"}, ""),
        ("Rodez, Aveyron", "rodez", "", {"12"}, ""),
        ("Brest - Bretagne", "brest", "", {"22", "29", "35", "56"}, ""),
        ("Bruxelles / Belgique", "bruxelles", "", set(), "BE"),
        ("Ville de Rodez", "rodez", "", set(), ""),
        ("Paris 12", "paris 12", "", set(), ""),
        ("", "", "", set(), ""),
    ],
)
def test_the_parts_of_a_text(text: str, key: str, number: str, departements: set[str], country: str) -> None:
    asked = read(text)
    assert (asked.key, asked.number, set(asked.departements), asked.country) == (key, number, departements, country)


def test_arrondissements_lead_to_their_city() -> None:
    assert [city(key) for key in ("paris 15e", "lyon 3 eme", "marseille xii", "paris", "rodez 2e")] == ["75056", "69123", "13055", "", ""]


def test_areas_are_too_wide_for_a_place() -> None:
    assert is_area("aveyron")
    assert is_area("occitanie")
    assert is_area("france")
    assert not is_area("espalion")


def test_countries_by_name_but_france() -> None:
    assert [country_named(key) for key in ("belgique", "la belgique", "the netherlands", "france", "xyz")] == ["BE", "BE", "", "", ""]
