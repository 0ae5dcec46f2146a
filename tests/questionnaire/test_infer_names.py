import re

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.infer_names import name_of, wording_of


def test_names_are_cut_between_words_and_unique():
    taken = set()
    long = "Which of the following best describes your current occupation?"
    names = [name_of(long, taken, "x"), name_of(long, taken, "x"), name_of("Âge", taken, "x"), name_of("ÂGE :", taken, "x")]
    assert names == ["which_of_the_following_best_describes", "which_of_the_following_best_describes_2", "age", "age_2"]


def test_names_are_no_words_of_rules_and_begin_with_a_letter():
    assert name_of("Ou", set(), "x") == "q_ou"
    assert name_of("2020 ?", set(), "x") == "q_2020"
    assert name_of("???", set(), "question_7") == "question_7"


def test_wordings_are_clean():
    assert wording_of(" <b>2.</b> Votre&nbsp;métier ") == "Votre métier"
    assert wording_of("remote_work") == "Remote work"


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_every_heading_gives_a_name_of_its_own(headings):
    taken = set()
    names = [name_of(heading, taken, "question") for heading in headings]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) and "__" not in name for name in names)
