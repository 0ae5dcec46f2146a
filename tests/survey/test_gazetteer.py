"""The communes of France, once read."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

from survey_kit.survey.gazetteer import (
    compact,
    compact_index,
    countries,
    departement_of,
    gazetteer,
    is_country,
    keys,
    overseas,
    sorted_keys,
)


def test_keys_forget_accents_case_and_punctuation_line_by_line() -> None:
    assert keys("Saint-Côme-d\u2019Olt\n SAINTE\u00a0Foy_l'Argentière ") == "st come d olt\nste foy l argentiere"


def test_compact_keys_forget_articles_and_spaces() -> None:
    assert [compact(key) for key in ("le nayrac", "l isle d abeau", "lens")] == ["nayrac", "isledabeau", "lens"]


def test_every_commune_leads_to_a_present_one_with_its_departement_and_region() -> None:
    known = gazetteer()
    present = set(known.present.values())
    assert len(present) > 34_000
    assert all(known.present[code] == code for code in present)
    assert all(known.departement_region[departement_of(code)] in known.regions for code in present)
    assert set(known.epci.values()) <= known.epci_names.keys()


def test_the_file_says_where_it_comes_from_and_stays_small() -> None:
    told = "\n".join(gazetteer().source)
    assert "@etalab/decoupage-administratif 6.0.0" in told
    assert "Licence Ouverte" in told
    assert len(files("survey_kit.survey").joinpath("communes.tsv.gz").read_bytes()) < 700_000


def test_cities_with_arrondissements() -> None:
    assert gazetteer().cities == {"75056", "69123", "13055"}


def test_indexes_lead_from_names_to_codes() -> None:
    assert gazetteer().current["espalion"] == "12096"
    assert "12172" in compact_index()["nayrac"].split()
    assert sorted_keys() == sorted(gazetteer().current)
    assert "12096" in gazetteer().postcodes["12500"].split()


@pytest.mark.parametrize(("code", "departement"), [("12096", "12"), ("97411", "974"), ("2B033", "2B"), ("98735", "987")])
def test_departement_of_a_code(code: str, departement: str) -> None:
    assert departement_of(code) == departement


def test_countries_by_their_names_in_both_languages() -> None:
    assert countries()["allemagne"] == countries()["germany"] == "DE"
    assert is_country("ZZ")
    assert not is_country("EU")
    assert overseas()["RE"] == "974"


def test_reading_it_takes_little_time() -> None:
    code = (
        "import time; from survey_kit.survey.gazetteer import gazetteer as g; t = time.process_time(); g(); print(time.process_time() - t)"
    )
    spent = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout) for _ in range(2))
    assert spent < 0.25
