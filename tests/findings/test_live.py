from survey_kit.disclosure.released import Measure
from survey_kit.findings.live import filled, literal, live_figures, places, templated
from survey_kit.findings.texts import capital, cut, live, plain, short_enough


def test_every_figure_that_may_be_told_has_a_name_and_nothing_else(made):
    days = made.distribution({"3": 40, "4": 122, "5": 3}, variable="days", measures=[Measure("mean", 2.31, 0.1, 2.1, 2.5), Measure("median", 3.0)])
    small = made.distribution({"a": 6, "b": 4}, variable="few")
    found = live_figures(made.view([], [days, small, made.distribution({"a": 3}, variable="none")]))
    assert found["days_base"] == "165"
    assert (found["days_3_percent"], found["days_3_interval"]) == ("24\u202f%", "de 18 à 31\u202f%")
    assert found["days_3_people"] == "près d'un répondant sur quatre"
    assert (found["days_mean"], found["days_mean_interval"], found["days_median"]) == ("2,3", "de 2,1 à 2,5", "3")
    assert found["few_a_people"] == "six personnes sur dix"
    assert not [name for name in found if name.startswith(("days_5", "few_b_", "none_"))]
    assert "few_a_percent" not in found


def test_a_marked_text_becomes_one_with_names_and_back():
    marked = f"{live('a_people', 'un sur deux')} {{sic}} et {live('b', '12 %')}"
    template, figures = templated(marked)
    assert template == "{a_people} {{sic}} et {b}"
    assert places(template) == ("a_people", "b")
    assert filled(template, figures) == "Un sur deux {sic} et 12 %" == capital(plain(marked))
    assert literal(template).split() == ["…", "{sic}", "et", "…"]


def test_marks_count_for_nothing_where_texts_are_measured():
    long = f"{live('x' * 200, '12 %')} des répondants"
    assert cut(long) == long
    assert short_enough(f"{long} un deux trois quatre cinq six sept huit neuf dix onze douze")
    assert "\ue000" not in cut(f"{long} un deux trois quatre cinq six sept huit")
    assert capital(live("x", "un")) == live("x", "un")
