import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.segmentation.axes import make_axes
from survey_kit.segmentation.coding import parts
from survey_kit.segmentation.supplementary import supplementary_rows

FRAME = pd.DataFrame({"car": list("yyynn"), "train": list("nnnyy"), "days": [1.0, 1.0, 1.0, 6.0, np.nan], "sex": list("fmfmf")})


def test_a_category_stands_at_the_mean_of_its_respondents_over_the_root():
    design = Design(FRAME)
    active = parts(design, ["car", "train"], numbers=False)
    made = make_axes(active, np.ones(5), "mca")
    places = made.places(active, 1)
    lines, variables = supplementary_rows(made, active, places, np.ones(5), method="mca", names=["axis_1"], active=True)
    assert lines[1]["coordinate"] == pytest.approx(places[:3, 0].mean())
    assert sum(line["contribution"] for line in lines) == pytest.approx(100)
    assert [line["cos2"] for line in lines] == pytest.approx([1, 1, 1, 1])
    assert [each["eta2"] for each in variables] == pytest.approx([1, 1])
    others = parts(design, ["days", "sex"], numbers=True)
    more, also = supplementary_rows(made, others, places, np.ones(5), method="mca", names=["axis_1"], active=False)
    assert abs(more[0]["coordinate"]) == pytest.approx(1)  # over those who answered
    assert np.isnan(more[1]["contribution"])
    women = places[[0, 2, 4], 0].mean()
    assert more[1]["coordinate"] == pytest.approx(women)
    assert more[1]["v_test"] == pytest.approx(women * np.sqrt(3 * 4 / 2))
    assert also[1]["eta2"] == pytest.approx((3 * women**2 + 2 * more[2]["coordinate"] ** 2) / 5)
