"""What invented people write."""

from __future__ import annotations

from survey_kit.example import texts
from survey_kit.questionnaire.read import read_questionnaire


def test_every_question_with_an_other_has_its_own_texts() -> None:
    assert {question.name for question in read_questionnaire("haut-rouergue").questions if question.has_other} == set(texts.OTHERS)


def test_comments_are_sentences_each_once() -> None:
    assert len(set(texts.COMMENTS)) == len(texts.COMMENTS)
    assert all(comment[0].isupper() and comment.endswith(".") for comment in texts.COMMENTS)


def test_nobody_can_be_reached_by_what_is_written() -> None:
    said = [*texts.COMMENTS, *(text for several in texts.OTHERS.values() for text in several)]
    assert not any("@" in text or "http" in text for text in said)


def test_no_label_is_given_as_an_other_answer() -> None:
    book = read_questionnaire("haut-rouergue")
    labels = {text for question in book.questions for choice in question.choices for text in choice.labels.values()}
    assert not labels & {text for several in texts.OTHERS.values() for text in several}
