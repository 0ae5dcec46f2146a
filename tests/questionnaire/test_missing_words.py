import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.missing_words import silence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NSP", "dont_know"), ("Ne sait pas", "dont_know"), ("Don’t know", "dont_know"), ("Not sure", "dont_know"), ("je ne sais pas / I don't know", "dont_know"),
        ("Prefer not to say", "refused"), ("Je préfère ne pas répondre", "refused"), ("non concerné·e", "not_applicable"), ("N/A", "not_applicable"), ("Doesn't apply", "not_applicable"),
        ("NA", "blank"), ("-", "blank"), ("?", "blank"), ("-99", "not_answered"), ("-88", "not_asked"), (".f", "not_asked"),
    ],
)  # fmt: skip
def test_words_for_no_answer(text, kind):
    assert silence(text) == kind


@pytest.mark.parametrize("text", ["non", "no", "99", "aucun", "rien", "oui / non", "je sais", "sans opinion tranchée", "Nantes"])
def test_words_that_are_answers(text):
    assert silence(text) == ""


@settings(deadline=None)
@given(st.text())
def test_any_text_is_judged(text):
    assert silence(text) in {"", "dont_know", "refused", "not_applicable", "not_asked", "not_answered", "blank"}
