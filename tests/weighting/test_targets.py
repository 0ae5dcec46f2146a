import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.weighting.targets import Targets, as_totals, written
from survey_kit.weighting.targets_table import targets_of


def test_targets_are_a_dictionary_a_table_or_themselves():
    given = Targets({"sex": {"F": 1.0}})
    assert targets_of(given) is given
    assert targets_of({"sex": {"F": 1.0}}) == given
    assert targets_of(pd.DataFrame({"variable": ["sex"], "category": ["F"], "total": [1]})).totals == {"sex": {"F": 1.0}}


def test_the_label_tells_whom_they_describe():
    given = Targets({"sex": {"F": 1.0}}, "Salariés", (18, 64), 2021, "INSEE, RP 2021")
    assert given.label == "Salariés, 18-64, 2021, INSEE, RP 2021"
    assert written(("a", "b")) == "a x b"


def test_shares_become_totals_of_the_population():
    given = Targets({"sex": {"F": 0.6, "H": 0.4}}, shares=True)
    assert as_totals(given, 50.0).totals == {"sex": {"F": 30.0, "H": 20.0}}
    assert as_totals(Targets({"sex": {"F": 0.6, "H": 0.4}}, shares=True, population=1000), 50.0).totals == {"sex": {"F": 600.0, "H": 400.0}}
    assert as_totals(Targets({"sex": {"F": 3.0}}), 50.0).totals == {"sex": {"F": 3.0}}


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: targets_of([1, 2]), "targets_kind"),
        (lambda: targets_of({}), "targets_none"),
        (lambda: as_totals(Targets({"sex": {"F": 60.0, "H": 40.0}}, shares=True), 1.0), "targets_shares"),
        (lambda: as_totals(Targets({"x": 0.5}, shares=True), 1.0), "targets_shares_number"),
    ],
)
def test_what_is_refused(call, code):
    with pytest.raises(SurveyKitError) as caught:
        call()
    assert caught.value.code == code
    assert caught.value.message("fr")
    assert caught.value.message("en")
