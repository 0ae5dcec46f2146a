"""What a chart of another program holds is what ours prints: rounded, and nothing where it is hidden."""

import pytest

from survey_kit.charts.bars import bars
from survey_kit.charts.marks import chart
from survey_kit.outputs.native import native
from survey_kit.wording import rounded


@pytest.fixture(scope="module")
def charts(drawn):
    return drawn.charts()


def test_bars_hold_shares_as_printed(charts, drawn):
    found = native(charts["motives"], "fr")
    told = dict(zip(found.categories, found.series[0].values, strict=True))
    expected = {name.replace("'", "’"): rounded(100 * count / 165) for name, count in drawn.MOTIVES.values()}
    assert told == expected
    assert (found.form, found.unit, found.series[0].name, found.highest) == ("bars", "percent", "Part", 56)
    assert found.series[0].looks == ("first",) * 3 + ("other",) * 11


def test_what_is_hidden_has_no_value(charts):
    found = native(charts["indicative"], "fr")
    assert [value for value, hidden in zip(found.series[0].values, found.hidden, strict=True) if hidden] == [None, None]
    assert set(found.series[0].looks) == {"indicative"}


def test_a_base_too_small_for_percentages_holds_counts(charts):
    found = native(charts["counts"], "fr")
    assert (found.unit, found.series[0].name) == ("count", "Effectif")
    assert found.series[0].values == (7, 5, 0, None)


def test_a_matrix_has_its_items_as_categories(charts, drawn):
    found = native(charts["satisfaction"], "fr")
    assert found.form == "stacked"
    assert found.categories == tuple(drawn.DOMAINS)
    assert [series.name for series in found.series] == list(drawn.SATISFACTION)
    assert [series.values[0] for series in found.series] == [rounded(100 * count / 144) for count in (6, 9, 51, 78)]
    assert [series.looks[0] for series in found.series] == ["against", "against-light", "for-light", "for"]


def test_rows_of_a_matrix_keep_to_what_their_bases_allow(charts):
    found = native(charts["masked"], "fr")
    assert found.categories == ("Ensemble", "Moins de 2\u00a0ans", "Plus de 5\u00a0ans")  # ten people are no percentages
    assert found.hidden == (False, True, False)
    assert found.indicative == (False, False, True)
    assert [series.values[1] for series in found.series][:2] == [None, None]
    assert {look for series in found.series for look in series.looks} == {"against", "against-light", "for-light", "for"}


def test_now_and_wished_are_two_series(charts, drawn):
    found = native(charts["paired"], "fr")
    assert (found.form, found.categories) == ("columns", tuple(name.replace("'", "’") for name in drawn.DAYS))
    assert [series.name for series in found.series] == ["Rythme actuel", "Rythme souhaité"]
    assert [series.looks[0] for series in found.series] == ["outlined", "first"]
    assert found.series[0].values == tuple(rounded(100 * count / 99) for count in drawn.NOW)


def test_a_scenario_goes_from_low_to_high(charts):
    found = native(charts["demand"], "en")
    assert found.categories == ("Low assumption", "Central assumption", "High assumption")
    assert [series.values for series in found.series] == [(4, 11, 22), (0, 3, 4)]
    assert found.unit == "number"


def test_what_prints_no_number_has_none(charts, drawn):
    assert native(charts["nothing"], "fr") is None
    assert native(chart("map", 10, 10, (), ()), "fr") is None
    everything = drawn.distribution({"a": None, "b": None}, 100)
    assert native(bars(everything, {"a": "A", "b": "B"}, "fr"), "fr") is None


def test_every_other_chart_holds_what_it_prints(charts):
    for name in ("edges", "long", "many", "two", "grouped", "hostile", "influence", "days", "accepted"):
        found = native(charts[name], "fr")
        values = [value for series in found.series for value in series.values if value is not None]
        assert sorted(values) == sorted(rounded(value.percent) for value in charts[name].values if value.percent is not None), name
        assert all(len(series.values) == len(series.looks) == len(found.categories) == len(found.hidden) for series in found.series)


def test_answers_left_out_are_told_of(charts):
    assert charts["many"].others.startswith("Autres (")
    assert not charts["motives"].others
