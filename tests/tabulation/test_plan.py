from survey_kit.questionnaire.model import TYPES, Derived, Question, Questionnaire
from survey_kit.tabulation.plan import KINDS, everything, kind, nominal


def test_every_type_of_question_has_a_way_to_be_tabulated():
    assert set(KINDS) == set(TYPES)


def test_every_question_once_and_no_technical_field():
    asked = (Question("a", "single", {}), Question("w", "decimal", {}, role="weight"), Question("c", "yes_no", {}, role="consent"))
    assert everything(Questionnaire("q", {}, asked, (Derived("d", "integer", {}),))) == ("a", "c", "d")


def test_only_answers_without_order_are_nominal():
    assert nominal(Question("a", "single", {}))
    assert nominal(Question("p", "place", {}))
    assert not nominal(Question("a", "single", {}, ordered=True))
    assert not nominal(Question("a", "scale", {}))
    assert kind(Question("a", "month", {})) == "date"
