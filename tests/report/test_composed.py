from dataclasses import replace

import pytest

from survey_kit.charts.marks import HALF
from survey_kit.disclosure.released import Measure, Quantity, ReleasedAnalysis
from survey_kit.findings.view import View
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.report.composed import COMPOSED, figure
from survey_kit.report.context import Context

N = "\u202f"
CODES = [str(code) for code in range(7)]
NOW, WISHED = (13, 9, 13, 24, 18, 9, 13), (5, 5, 10, 25, 29, 14, 11)


def context(made, *told, analyses=(), lang="fr"):
    from survey_kit.disclosure.released import Released

    questionnaire = read_questionnaire("haut-rouergue")
    released = Released(None, tuple(told), tuple(analyses))
    tables = {question.name: f"B{place}" for place, question in enumerate(questionnaire.questions)}
    return Context(View(released, questionnaire, 165, lang), made.provenance(), tables=tables)


def rhythm(made, name, counts):
    return made.distribution(dict(zip(CODES, counts, strict=True)), variable=name)


def days(made, name, low, high):
    return replace(made.distribution({}, 99, variable=name), measures=(Measure("mean", (low + high) / 2, 0.1, low, high),))


def test_now_and_wished_stand_side_by_side(made):
    told = [rhythm(made, "telework_frequency", NOW), rhythm(made, "telework_wish", WISHED)]
    told += [days(made, "telework_gap", 0.2, 0.8), days(made, "telework_days", 2.1, 2.7), days(made, "telework_days_wished", 2.6, 3.2)]
    found = figure(context(made, *told), "telework_pair")
    assert found.title == "Le rythme de télétravail souhaité dépasse le rythme pratiqué"
    assert found.chart.kind == "columns"
    assert {value.series for value in found.chart.values} == {"Rythme pratiqué", "Rythme souhaité"}
    assert found.table.rows[4].label == "Trois jours"
    assert found.table.rows[4].cells == ("18", "29")
    assert found.table.rows[-1].cells == ("99", "99")
    assert "Rythme de télétravail souhaité" in found.alt
    assert found.alt.startswith(f"{found.title}. Rythme de télétravail : ")


def test_without_a_wish_the_rhythm_stands_alone(made):
    found = figure(context(made, rhythm(made, "telework_frequency", NOW)), "telework_pair")
    assert found.id == "figure-telework_frequency"
    assert figure(context(made), "telework_pair") is None


def test_known_used_and_wanted_on_one_page(made):
    aware = made.distribution({"1": 24, "2": 47, "3": 41, "4": 27}, variable="coworking_awareness")
    meant = made.distribution({"0": 62, "1": 31, "2": 19, "3": 8, "4": 6, "98": 13}, variable="coworking_intention")
    found = figure(context(made, aware, meant), "coworking_common")
    assert found.narrow.width == HALF
    assert [(value.label, value.count) for value in found.chart.values] == [
        ("Connaissent un espace partagé du territoire", 71),
        ("Y vont ou y sont déjà allés", 24),
        ("Envisagent d'en utiliser un au moins un jour par mois", 64),
    ]
    assert "Base : 139 répondants concernés" in found.subtitle
    assert f"connaissent un espace partagé du territoire (51{N}%)" in found.alt
    assert found.alt.startswith(f"{found.title}. ")
    assert figure(context(made, aware), "coworking_common").id == "figure-coworking_awareness"


def test_thresholds_add_up_from_the_top(made):
    told = made.distribution({"1": 6, "2": 15, "3": 22, "4": 13, "5": 8, "6": 5}, variable="coworking_travel_time")
    found = figure(context(made, told), "coworking_travel_time")
    assert found.chart.kind == "thresholds"
    assert found.alt.startswith(f"{found.title}. {found.subtitle}. ")
    assert [round(value.percent) for value in found.chart.values] == [100, 91, 70, 38, 19, 7]
    assert found.title == f"15 minutes de trajet ou plus : accepté par 70{N}% des intéressés"
    assert found.notes.reading == f"91{N}% accepteraient « 10 minutes » ou davantage."
    hidden = made.distribution({"1": 6, "2": 15, "3": 22, "4": 13, "5": 8, "6": 3}, variable="coworking_travel_time")
    assert figure(context(made, hidden), "coworking_travel_time").chart.kind == "bars"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_demand_comes_with_its_assumptions(made, lang):
    quantities = (
        Quantity("days", 294.0),
        Quantity("whole_desks", 10.0, 5.0, 19.0),
        Quantity("opening_days", 20.5, assumption=True),
        Quantity("peak", 1.3, assumption=True),
        Quantity("carried_out", 0.5, 0.25, 1.0, assumption=True),
        Quantity("occupancy", 0.5, 0.5, 0.8, assumption=True),
        Quantity("desks_by_occupancy", 28.7, 17.9, 28.7),
    )
    found = figure(context(made, analyses=[ReleasedAnalysis("coworking_demand", 118, quantities)], lang=lang), "coworking_demand")
    assert found.narrow.width == HALF
    assert found.chart.kind == "scenario"
    assert found.table.rows[-1].cells == ("5", "10", "19")
    assert found.table.rows[0].cells == ("294", "294", "294")
    assert "18" in found.notes.note
    assert "29" in found.notes.note
    if lang == "fr":
        assert found.table.rows[3].cells == (f"25{N}%", f"50{N}%", f"100{N}%")
        assert "estimation de scénario, et non intervalle de confiance" in found.notes.note
    assert figure(context(made), "coworking_demand") is None


def test_a_name_is_a_composed_figure_a_concept_or_a_variable(made):
    told = made.distribution({"1": 100, "2": 65}, variable="situation")
    assert figure(context(made, told), "situation").id == "figure-situation"
    assert figure(context(made, told), "no_such_name") is None
    assert set(COMPOSED) >= {"telework_pair", "coworking_common"}
