import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import ratio
from survey_kit.tabulation.crosstab import tabulate

FRAME = pd.DataFrame(
    {
        "m__1": pd.array([True, True, False, True, None, False], "boolean"),
        "m__2": pd.array([True, False, True, True, None, False], "boolean"),
        "g": list("xxxyyy"),
        "w": [1.0, 2, 1, 1, 3, 1],
    }
)


def test_a_set_in_per_cent_of_answers():
    whole, first, second = tabulate(Design(FRAME, weights="w"), ["m"], ["g"], of="answers").strips
    np.testing.assert_allclose(whole.share, [4 / 7, 3 / 7])
    np.testing.assert_allclose(first.share, [3 / 5, 2 / 5])
    np.testing.assert_allclose(second.share, [0.5, 0.5])
    assert (whole.answers, whole.base, first.answers, first.base) == (6, 5, 4, 3)
    every = FRAME.assign(one=FRAME["m__1"].astype("Float64"), all=FRAME["m__1"].astype("Float64") + FRAME["m__2"].astype("Float64"))
    same = ratio(Design(every, weights="w"), "one", "all").to_frame().iloc[0]
    np.testing.assert_allclose([whole.share[0], whole.se[0], whole.low[0]], [same["estimate"], same["se"], same["ci_low"]])


@pytest.mark.parametrize(
    ("more", "code"),
    [({"of": "rows"}, "percent_of_unknown"), ({"of": "answers", "percent": "row"}, "answers_percent"), ({"compare": "all"}, "compare_unknown")],
)
def test_what_is_refused(more, code):
    with pytest.raises(SurveyKitError) as caught:
        tabulate(Design(FRAME), ["m"], ["g"], **more)
    assert caught.value.code == code
