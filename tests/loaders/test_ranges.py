import pytest

from survey_kit.loaders.ranges import mangled_ranges, unmangled
from survey_kit.questionnaire.answers import Answers, Column


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("25-Jun", "6-25"),
        ("5-Jan", "1-5"),
        ("janv.-05", "1-5"),
        ("06-oct", "6-10"),
        ("08-déc", "8-12"),
        ("1-févr.", "1-2"),
        ("mai 4", "5-4"),
        ("2022-10-06", "6-10"),
    ]
    + [(text, "") for text in ("26-100", "mardi", "mars", "4 jours", "12-Foo", "", "un jour", "2022-04")],
)
def test_a_mangled_range_gets_a_proposal(text, range_):
    assert unmangled(text) == range_


def test_mangled_cells_are_told_once_a_text():
    values = ("25-Jun", "26-100", "25-Jun", "5-Jan", "More than 1000", "")
    found = Answers("table", (Column(0, "Taille", values), Column(1, "Jour", ("3-mai", "4-mai", "5-juin", "", "", ""))), tuple(range(2, 8)))
    notes = list(mangled_ranges(found, [frozenset(column.values) for column in found.columns]))
    assert [(note.column, note.values["got"], note.values["proposed"], note.values["count"]) for note in notes] == [
        ("Taille", "25-Jun", "6-25", 2),
        ("Taille", "5-Jan", "1-5", 1),
    ]


def test_whole_dates_are_ranges_only_where_they_are_few():
    def notes(*values):
        found = Answers("table", (Column(0, "Prix", values),), tuple(range(2, 2 + len(values))))
        return [note.values["proposed"] for note in mangled_ranges(found, [frozenset(values)])]

    assert notes("gratuit", "jusqu'à 5", "2022-10-06", "11 à 15", "plus de 20") == ["6-10"]
    assert notes("2021-10-06", "2020-01-01", "mars 2020", "juin 2021") == []
