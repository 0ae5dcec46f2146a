"""The map of profiles: everything stands inside it, and no two texts on each other."""

from itertools import combinations

from survey_kit.charts.lettering import width
from survey_kit.charts.map import HEIGHT, profile_map
from survey_kit.charts.marks import LABEL
from survey_kit.disclosure.profile_map import PlacedAnswer, ReleasedMap

NAMES = {1: "Cadres", 2: "Retraités"}


def answer(text, x, y):
    return PlacedAnswer({"fr": text, "en": text}, x, y)


def drawn(*answers):
    return profile_map(ReleasedMap(((0, 0), (13, 8)), ((1, 0.2, 0.8), (2, 0.9, 0.1)), answers), NAMES, "fr")


def rooms(chart):
    for label in chart.labels:
        left = label.x - (width(label.text, LABEL) / 2 if label.anchor == "middle" else 0)
        yield left, label.y - 7, left + width(label.text, LABEL), label.y


def test_cells_and_centres_stand_where_they_are():
    chart = drawn()
    many = [bar for bar in chart.bars if bar.look == "many"]
    assert [(round(bar.x), round(bar.y + bar.height)) for bar in many] == [
        (0, round(HEIGHT)),
        (round(chart.width * 13 / 14), round(HEIGHT / 9)),
    ]
    assert [label.text for label in chart.labels] == ["1", "2"]
    assert [(value.label, value.code) for value in chart.values] == [("Cadres", "1"), ("Retraités", "2")]


def test_a_centre_at_the_edge_stands_whole_inside():
    chart = profile_map(ReleasedMap((), ((1, 1.0, 1.0), (2, 0.0, 0.0)), ()), NAMES, "fr")
    assert all(bar.x >= 0 and bar.x + bar.width <= chart.width and bar.y >= 0 and bar.y + bar.height <= HEIGHT for bar in chart.bars)


def test_no_text_stands_on_another_nor_outside():
    chart = drawn(
        *(answer(f"réponse assez longue {place}", place / 40, (place * 7 % 11) / 10) for place in range(40)), answer("coin", 1, 1)
    )
    found = list(rooms(chart))
    assert 5 < len(found) < 42
    assert all(left >= 0 and right <= chart.width + 1e-6 and top >= 0 and foot <= HEIGHT for left, top, right, foot in found)
    assert not [
        pair
        for pair in combinations(found, 2)
        if pair[0][0] < pair[1][2] and pair[1][0] < pair[0][2] and pair[0][1] < pair[1][3] and pair[1][1] < pair[0][3]
    ]


def test_along_one_axis_answers_stand_above_one_another():
    answers = tuple(answer(f"réponse {place}", 0.5, 0.5) for place in range(8))
    chart = profile_map(ReleasedMap((), (), answers, axes=1), {}, "fr")
    assert len(chart.labels) == 8
    assert len({label.y for label in chart.labels}) == 8
    assert all(0 < label.y < chart.height < HEIGHT for label in chart.labels)


def test_the_first_answer_has_the_room_that_two_want():
    texts = [label.text for label in drawn(answer("premier", 0.5, 0.5), answer("second", 0.5, 0.5)).labels]
    assert "premier" in texts
    assert "second" not in texts
