import numpy as np
import pandas as pd
import pytest
from scipy.optimize import LinearConstraint, milp

from survey_kit.design.design import Design
from survey_kit.disclosure.gate import gated
from survey_kit.disclosure.release import release
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.derive import derive
from survey_kit.survey.origins import with_origins
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.survey.typed import Typed
from survey_kit.tabulation.crosstab import tabulate


def of(codes, counts):
    return pd.Categorical([code for code, count in zip(codes, counts, strict=True) for _ in range(count)], list(codes), ordered=True)


def test_of_what_stays_in_the_office_nothing_is_hidden():
    table = tabulate(Design(pd.DataFrame({"v": of("ab", (3, 60))})), ["v"])
    assert gated(table.strips, None, 1)[0].status == ("", "")


def test_a_rare_column_is_not_the_rest_of_the_others():
    frame = pd.DataFrame({"v": of("ab", (40, 43)), "g": ["x"] * 40 + ["y"] * 23 + ["z"] * 17 + ["x"] * 3})
    frame.loc[:2, "g"] = "w"
    released = release(tabulate(Design(frame), ["v"], ["g"])).to_frame()
    bases = released[(released["row"] == "Total") & (released["column"] != "Total")].set_index("column")["base"]
    assert bases.isna().to_dict() == {"w": True, "x": False, "y": False, "z": True}


def test_two_columns_of_which_one_is_rare_are_both_closed():
    frame = pd.DataFrame({"v": of("ab", (40, 43)), "g": ["x"] * 80 + ["y"] * 3})
    released = release(tabulate(Design(frame), ["v"], ["g"])).to_frame()
    columns = released[(released["column"] != "Total") & (released["statistic"] == "count")]
    assert columns["base"].isna().all()
    assert set(columns["value"].dropna()) == {0}


def test_the_same_two_variables_crossed_both_ways_hide_the_same_cells():
    frame = pd.DataFrame({"v": of("abc", (40, 43, 30)), "g": ["x", "y", "y", "x", "z"] * 22 + ["z"] * 3})
    frame.loc[:36, "g"] = "x"
    released = release(tabulate(Design(frame), ["v", "g"], ["v", "g"])).to_frame()
    cells = released[(released["statistic"] == "count") & (released["row"] != "Total") & (released["row_variable"] != released["column_variable"])]
    hidden = {(row.row, row.column) for row in cells[cells["status"] != ""].itertuples() if row.row_variable == "v" and row.column != "Total"}
    assert hidden == {(row.column, row.row) for row in cells[cells["status"] != ""].itertuples() if row.row_variable == "g" and row.column != "Total"}
    assert hidden


def test_who_was_asked_does_not_tell_a_hidden_answer():
    """Three said no; the next question's base, those who said yes, would tell it."""
    known = Questionnaire(
        "q",
        {},
        (
            Question("work", "single", {}, tuple(Choice(code, {}) for code in "12"), ordered=True),
            Question("remote", "single", {}, tuple(Choice(code, {}) for code in "ab"), relevance="work = 1", ordered=True),
        ),
    )
    frame = pd.DataFrame({"work": of("12", (60, 3))})
    frame["remote"] = pd.Categorical(["a"] * 30 + ["b"] * 30 + [None] * 3, ["a", "b"], ordered=True)
    table = tabulate(Design(frame), ["work", "remote"])
    strips = gated(table.strips, known, 5)
    assert [each.rule for each in strips] == ["limited", "nothing"]
    assert [each.rule for each in gated(table.strips, None, 5)] == ["limited", "limited"]


def test_what_all_of_an_identifying_column_say_of_a_sensitive_question_is_hidden():
    questions = (
        Question("health", "single", {}, tuple(Choice(code, {}) for code in "ab"), ordered=True, sensitive=True),
        Question("place", "single", {}, tuple(Choice(code, {}) for code in "xyz"), ordered=True, identifying=True),
    )
    frame = pd.DataFrame({"health": ["a"] * 30 + ["b"] * 30 + ["a"] * 12, "place": ["x", "y"] * 30 + ["z"] * 12})
    strips = tabulate(Design(frame), ["health"], ["place"]).strips
    sensitive = {each.strip.column: each.status for each in gated(strips, Questionnaire("q", {}, questions), 5)}
    assert all(sensitive["z"])
    plain = {each.strip.column: each.status for each in gated(strips, None, 5)}
    assert not any(plain["z"])


def test_communes_of_few_are_told_by_their_epci_before_they_join_the_others():
    communes = {"12096": 40, "12027": 3, "12033": 4, "12049": 2, "48095": 30}
    frame = pd.DataFrame({"home": [code for code, count in communes.items() for _ in range(count)]})
    known = Questionnaire("q", {}, (Question("home", "place", {}),))
    table = tabulate(Design(frame), ["home"])
    (shown,) = gated(table.strips, known, 5)
    told = dict(zip(shown.strip.codes, shown.strip.count.astype(int).tolist(), strict=True))
    assert told == {"12096": 40, "48095": 30, "200067478": 9}
    assert shown.strip.count.sum() == sum(communes.values())
    assert not any(shown.status)


def test_a_commune_that_is_left_alone_takes_the_wider_place_with_it():
    communes = {"12096": 40, "12027": 3, "12033": 4, "12049": 2, "48095": 30, "12176": 1}
    frame = pd.DataFrame({"home": [code for code, count in communes.items() for _ in range(count)]})
    (shown,) = gated(tabulate(Design(frame), ["home"]).strips, Questionnaire("q", {}, (Question("home", "place", {}),)), 5)
    assert dict(zip(shown.strip.codes, shown.strip.count.astype(int).tolist(), strict=True)) == {"12096": 40, "48095": 30, "merged": 10}
    assert not any(0 < count < 5 and not status for count, status in zip(shown.strip.count, shown.status, strict=True))


PLACES_BEFORE = ("12096", "12202", "31555", "75056", "92012", "69123", "13055", "44109", "BE", "DE")
TELLING = ("previous_place", "commune", "previous_region", "origin")


def origins(counts, home="12096"):
    """Survey: so many who came from each place, all to one commune, with what is derived from it."""
    asked = (Question("previous_place", "place", {}, concept="previous_place"), Question("commune", "place", {}, concept="commune"))
    known = with_origins(Questionnaire("q", {}, asked))
    before = [place for place, count in zip(PLACES_BEFORE, counts, strict=True) for _ in range(count)]
    frame = pd.DataFrame({"previous_place": before, "commune": home}, dtype=object)
    typed = Typed(frame, pd.DataFrame("", frame.index, frame.columns, dtype=object), [])
    made = derive(typed, known)
    return Survey(made.responses, made.missing, known, Provenance("q.csv", "0" * 64, "table"))


def parts_of(survey, variable):
    """dict: an answer to the places that lead to it."""
    found = {}
    for place, value in zip(survey.responses["previous_place"], survey.responses[variable].astype(object), strict=True):
        found.setdefault(value, set()).add(place)
    return found


@pytest.mark.parametrize(
    "counts",
    [
        (1, 35, 44, 20, 9, 14, 2, 1, 5, 4), (0, 20, 30, 20, 0, 0, 0, 0, 3, 0), (6, 20, 30, 20, 5, 8, 3, 0, 2, 0), (3, 20, 3, 12, 9, 0, 0, 0, 30, 0),
        (1, 1, 40, 12, 0, 3, 2, 2, 0, 0), (12, 8, 9, 31, 6, 4, 4, 4, 9, 1),
    ],
)  # fmt: skip
def test_the_ladder_and_the_map_together_give_no_few_away(counts):
    """Somebody who holds all tables of origins, and knows from which places people came, finds of no few how many they are."""
    survey = origins(counts)
    shown = gated(tabulate(Design(survey), list(TELLING)).strips, survey.questionnaire, 5)
    places = [place for place, count in zip(PLACES_BEFORE, counts, strict=True) if count]
    rows, sums = [], []
    for each in shown:
        parts = parts_of(survey, each.strip.variable)
        left = set(parts) - set(each.strip.codes)
        for code, status, count in zip(each.strip.codes, each.status, each.strip.count, strict=True):
            inside = left if code == "merged" else {code}
            if not status:
                rows.append([any(place in parts.get(one, ()) for one in inside) for place in places])
                sums.append(float(count))
    rows.append([True] * len(places))
    sums.append(float(sum(counts)))
    ties = LinearConstraint(np.array(rows, dtype=float), sums, sums)
    for variable in ("previous_place", "previous_region", "origin"):
        numbers = survey.responses[variable].value_counts()
        for code, inside in parts_of(survey, variable).items():
            if 0 < numbers[code] < 5:
                goal = np.array([place in inside for place in places], dtype=float)
                ends = [sign * milp(sign * goal, constraints=ties, bounds=(1, np.inf), integrality=np.ones(len(places))).fun for sign in (1, -1)]
                assert ends[0] < ends[1], (variable, code, ends)


def test_of_origins_communes_are_kept_back_before_regions():
    survey = origins((6, 20, 30, 20, 5, 14, 3, 2, 9, 6))
    shown = {each.strip.variable: each for each in gated(tabulate(Design(survey), ["previous_place", "previous_region", "origin"]).strips, survey.questionnaire, 5)}
    assert not any(shown["previous_region"].status)
    assert not any(shown["origin"].status)


def test_regions_told_together_are_not_named():
    survey = origins((6, 20, 30, 20, 5, 14, 3, 2, 9, 6))
    (shown,) = gated(tabulate(Design(survey), ["previous_region"]).strips, survey.questionnaire, 5)
    assert "merged" in shown.strip.codes
    assert shown.inside == ()
    assert shown.number == 2
