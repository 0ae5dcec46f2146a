import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.design.replicates import ReplicateDesign, as_replicates
from survey_kit.errors import SurveyKitError
from survey_kit.weighting.raking import post_stratify
from survey_kit.weighting.reweighting import Reached, reweighted

FRAME = pd.DataFrame({"v": list("aabbb"), "w": [1.0, 2, 1, 1, 1]})


def test_full_and_replicate_weights_meet_each_for_itself():
    design = post_stratify(as_replicates(Design(FRAME, "w"), "JK1"), {"v": {"a": 10, "b": 5}})
    assert isinstance(design, ReplicateDesign)
    np.testing.assert_allclose(design.replicate_weights[:2].sum(axis=0), 10)
    np.testing.assert_allclose(design.replicate_weights[2:].sum(axis=0), 5)


def test_a_replicate_that_can_not_meet_the_targets_is_named():
    lonely = pd.DataFrame({"v": list("abbb"), "w": [1.0, 1, 1, 1]})
    with pytest.raises(SurveyKitError) as caught:
        post_stratify(as_replicates(Design(lonely, "w"), "JK1"), {"v": {"a": 10, "b": 5}})
    assert (caught.value.code, caught.value.got) == ("replicate_weighting", 1)
    assert caught.value.also[0].code == "targets_empty"
    assert caught.value.message("en")


def test_what_is_remembered_comes_with_the_weights():
    made = reweighted(Design(FRAME, "w"), lambda weights: Reached(weights * 2, 7, 0.5), lambda reached: (reached.iterations, reached.error))
    assert made.weights.tolist() == [2, 4, 2, 2, 2]
    assert made.calibration == ((7, 0.5),)
