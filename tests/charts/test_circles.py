from itertools import combinations
from math import dist, pi

import pytest

from survey_kit.charts.circles import FOOT, LARGEST, UNIT, Spot, circles, on_the_map
from survey_kit.charts.geography import geography
from survey_kit.charts.lettering import width
from survey_kit.charts.marks import LABEL, SMALL, VALUE
from survey_kit.survey.gazetteer import gazetteer

REGIONS = {}
for departement, region in gazetteer().departement_region.items():
    REGIONS.setdefault(region, []).append(departement)
COUNTS = {"76": 81, "11": 29, "84": 14, "75": 7, "93": 6, "52": 5}
MANY = {"11": 2469, "76": 2214, "93": 800, "84": 701, "32": 467, "75": 373, "44": 304, "52": 292, "28": 156, "27": 151, "53": 151, "24": 140, "94": 16}


def spots(counts):
    return [Spot(code, gazetteer().regions[code], tuple(REGIONS[code]), count, None) for code, count in counts.items()]


def drawn(counts, lang="fr", **options):
    return circles(spots(counts), list(REGIONS.values()), ("12",), lang, home_name="Aveyron", **options)


def found(chart):
    return [disc for disc in chart.discs if disc.look == "first"]


@pytest.mark.parametrize("counts", [COUNTS, MANY])
def test_the_area_of_a_circle_is_in_proportion_to_its_respondents(counts):
    chart = drawn(counts)
    assert [value.count for value in chart.values] == sorted(counts.values(), reverse=True)
    each = [pi * disc.radius**2 / value.count for disc, value in zip(found(chart), chart.values, strict=True)]
    assert each == pytest.approx([each[0]] * len(each), rel=0.01)


def test_few_respondents_have_the_radius_of_the_design():
    for disc, count in zip(found(drawn({"53": 12, "93": 5})), (12, 5), strict=True):
        assert disc.radius == pytest.approx(UNIT * count**0.5, abs=0.001)


def test_circles_of_a_large_survey_stay_apart_and_on_the_page():
    chart = drawn(MANY)
    assert max(disc.radius for disc in found(chart)) <= LARGEST
    for one, other in combinations(found(chart), 2):
        assert dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius - 0.2
    assert all(disc.radius <= disc.x <= chart.width - disc.radius for disc in found(chart))


def test_the_legend_has_the_scale_of_the_map():
    chart = drawn(COUNTS)
    unit = found(chart)[0].radius / 81**0.5
    legend = [disc for disc in chart.discs if disc.look == "legend"]
    told = [label.text for label in chart.labels if label.look == "axis"][: len(legend)]
    assert told == ["50", "20", "5"]
    assert [disc.radius for disc in legend] == pytest.approx([unit * int(text) ** 0.5 for text in told], abs=0.01)
    assert len({round(disc.y + disc.radius) for disc in legend}) == 1


def rooms(chart):
    sizes = {"inside": (VALUE, "600"), "axis": (SMALL, "400"), "first": (LABEL, "600")}
    for label in chart.labels:
        size, face = sizes.get(label.look, (LABEL, "400"))
        long = width(label.text, size, face)
        left = label.x - (long / 2 if label.anchor == "middle" else long if label.anchor == "end" else 0)
        yield label, (left, label.y - 0.7 * size, left + long, label.y + 0.2 * size)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("counts", [COUNTS, MANY, dict.fromkeys(MANY, 8), {"11": 5, "24": 5, "28": 5}])
def test_no_text_stands_on_another_on_a_circle_or_beyond_the_edge(counts, lang):
    chart = drawn(counts, lang)
    told = list(rooms(chart))
    assert not [(one[0].text, other[0].text) for one, other in combinations(told, 2) if overlap(one[1], other[1])]
    for label, room in told:
        assert room[0] >= -0.1
        assert room[2] <= chart.width + 0.1
        assert 0 <= room[1] < room[3] <= chart.height + 0.5
        for disc in found(chart):
            around = (disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)
            assert label.look == "inside" or not overlap(room, around), label.text
        if label.look == "inside":
            assert any(dist((label.x, label.y - 3), (disc.x, disc.y)) < 0.2 and room[2] - room[0] < 2 * disc.radius for disc in found(chart))


def test_a_name_breaks_between_words_only():
    texts = [label.text for label in drawn(MANY).labels if label.look == "name"]
    assert "Provence-Alpes-" in texts
    assert "Côte d’Azur" in texts
    assert not any(text.endswith("…") for text in texts)


def test_a_number_too_wide_for_its_circle_stands_beside_it():
    texts = [label.text for label in drawn(COUNTS).labels]
    assert "Pays de la Loire\u00a0: 5" in texts
    assert "Pays de la Loire: 5" in [label.text for label in drawn(COUNTS, "en").labels]


def test_places_overseas_have_no_circle():
    overseas = Spot("04", "La Réunion", ("974",), 12, None)
    assert not on_the_map(overseas)
    chart = circles([*spots(COUNTS), overseas], list(REGIONS.values()), (), "fr")
    assert len(found(chart)) == len(COUNTS)
    assert "La Réunion" not in {value.label for value in chart.values}


def test_in_a_crowd_the_smallest_have_no_name():
    every = [Spot(code, name, (code,), 100 - place) for place, (code, name) in enumerate(gazetteer().departements.items())]
    chart = circles(every, [(code,) for code in geography().rings], (), "fr")
    assert len(found(chart)) == len(chart.values) == 96
    told = [int(label.text.rsplit("\u00a0: ", 1)[1]) for label in chart.labels if label.look == "name" and "\u00a0: " in label.text]
    assert told
    assert min(told) >= chart.values[19].count


def test_the_territory_is_outlined_and_named():
    chart = drawn(COUNTS)
    assert len([shape for shape in chart.shapes if shape.look == "home"]) == 1
    assert "le territoire\u00a0: Aveyron" in [label.text for label in chart.labels]
    away = circles(spots(COUNTS), list(REGIONS.values()), (), "fr")
    assert not [shape for shape in away.shapes if shape.look == "home"]
    assert away.height == pytest.approx(chart.height - FOOT, abs=0.2)


def test_the_land_is_drawn_whole():
    chart = drawn(COUNTS)
    land = [shape for shape in chart.shapes if shape.look == "land"]
    scale = chart.width / geography().width
    assert sum(len(shape.rings) for shape in land) >= 13
    assert max(x for shape in land for ring in shape.rings for x, _ in ring) <= geography().width * scale


def test_no_circle_means_what_the_threshold_says():
    assert any("moins de 10\u00a0répondants" in label.text for label in drawn(COUNTS, threshold=10).labels)


def test_of_nowhere_nothing_but_the_land_is_drawn():
    chart = circles([], list(REGIONS.values()), (), "fr")
    assert chart.values == ()
    assert chart.discs == ()
