import pandas as pd

from survey_kit.design.design import Design
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.nets import boxes
from survey_kit.tabulation.stubs import stubs


def scale(codes):
    choices = (*(Choice(code, {}) for code in codes), Choice("98", {}, missing="dont_know"))
    responses = pd.DataFrame({"s": pd.Categorical([*codes, "98"], [*codes, "98"], ordered=True)})
    known = Questionnaire("q", {}, (Question("s", "scale", {}, choices),))
    return Design(Survey(responses, responses.isna().astype(object).replace({False: ""}), known, Provenance("f", "", "table")))


def test_the_two_ends_of_a_scale_without_dont_know():
    design = scale("1234")
    (stub,) = stubs(design, "s")
    assert boxes(design, stub, {"s": {"mine": ["1"]}})["s"] == {"mine": ["1"], "bottom_2": ["1", "2"], "top_2": ["3", "4"]}
    frame = tabulate(design, ["s"]).to_frame().set_index("row")
    assert frame.loc[["top_2", "bottom_2"], "column_percent"].tolist() == [40, 40]


def test_a_short_scale_has_none():
    design = scale("123")
    (stub,) = stubs(design, "s")
    assert boxes(design, stub, {}) == {}
