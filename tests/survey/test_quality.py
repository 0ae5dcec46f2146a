import pytest

from survey_kit.questionnaire.model import Questionnaire
from survey_kit.survey.quality import TRIAL, unusable
from survey_kit.survey.recode import type_answers
from tests.survey.hand import answers, matches, question

CONSENT = question("consent", "yes_no", "1=oui; 0=non", role="consent")
COLOUR = question("colour", "single", "1=rouge; 2=vert")
WORDS = question("words", "text")
SAID = "J'aime surtout la lumière du soir sur les causses."


def left_out(columns, *questions, **fields):
    export = answers(columns, **fields)
    book = Questionnaire("q", {}, questions)
    found, notes = unusable(export, book, matches(export), type_answers(export, book, matches(export)))
    assert [note.row for note in notes] == [place + 2 for place in sorted(found)]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "test",
        "TEST",
        "Test 2",
        "ceci est un test",
        "Ceci est un TEST !",
        "TEST, à supprimer",
        "essai",
        "toto",
        "azerty",
        "this is a test",
        "aaaaa",
        "test test",
        "Essai - ne pas tenir compte",
    ],
)
def test_words_of_a_trial(text):
    assert left_out({"colour": ("1", "1"), "words": (text, "")}, COLOUR, WORDS) == {0: "test_row"}


@pytest.mark.parametrize(
    "text",
    ["tester le télétravail m'a plu", "le test de débit est mauvais", "testament", "Toto est mon chien", "essayer", "contest", "non", "aa"],
)
def test_words_that_are_no_trial(text):
    assert left_out({"colour": ("1",), "words": (text,)}, COLOUR, WORDS) == {}


def test_an_answer_offered_is_no_trial():
    assert left_out({"colour": ("test", "2")}, question("colour", "single", "1=test; 2=vert")) == {}


def test_a_preview_of_the_platform_is_a_trial():
    assert left_out({"colour": ("1", "2"), "!metadata Status": ("Survey Preview", "IP Address")}, COLOUR) == {0: "test_row"}


def test_who_does_not_agree_is_left_out_and_who_does_not_say_is_kept():
    assert left_out({"consent": ("1", "non", ""), "colour": ("1", "", "2")}, CONSENT, COLOUR) == {1: "consent_refused"}


def test_a_row_without_any_answer_is_left_out():
    assert left_out({"consent": ("1", "1"), "colour": ("", "1"), "words": (" ", "")}, CONSENT, COLOUR, WORDS) == {0: "empty_row"}


def test_what_was_never_sent_is_left_out_where_others_were():
    assert left_out({"!submitted sent": ("2022-04-03 10:00:00", ""), "colour": ("1", "2")}, COLOUR) == {1: "partial_row"}
    assert left_out({"!submitted sent": ("", ""), "colour": ("1", "2")}, COLOUR) == {}
    assert left_out({"!metadata Finished": ("True", "False"), "colour": ("1", "2")}, COLOUR) == {1: "partial_row"}


def test_the_same_answers_sent_at_the_same_time_are_one():
    columns = {"!submitted sent": ("2022-04-03 10:00:07",) * 2 + ("2022-04-09 10:00:00",), "colour": ("1", "1", "1")}
    assert left_out(columns, COLOUR) == {1: "duplicate_row"}


def test_a_short_answer_given_twice_in_one_minute_may_be_two_peoples():
    assert left_out({"!submitted sent": ("2022-04-03 10:00:00",) * 2, "colour": ("1", "1")}, COLOUR) == {}


FILLER = tuple(str(number) for number in range(40))


def long_rows(*times):
    """dict: forty rows of eight columns, the last two of them the same throughout."""
    cells = {f"c{column}": (*(f"{number}{column}" for number in FILLER), "same", "same") for column in range(8)}
    return {"!submitted sent": (*("2022-01-01 00:00:00",) * 40, *times), **cells}


def test_long_answers_sent_again_within_minutes_are_one():
    asked = [question(f"c{column}", "text") for column in range(8)]
    assert left_out(long_rows("2022-04-03 10:00:00", "2022-04-03 10:08:00"), *asked) == {41: "duplicate_row"}
    assert left_out(long_rows("2022-04-03 10:00:00", "2022-04-03 10:18:00"), *asked) == {}


def test_without_times_only_what_chance_rules_out_is_a_duplicate():
    asked = [question(f"c{column}", "text") for column in range(8)]
    columns = long_rows("", "")
    del columns["!submitted sent"]
    assert left_out(columns, *asked) == {41: "duplicate_row"}
    assert left_out({"colour": ("1",) * 30, "words": ("",) * 30}, COLOUR, WORDS) == {}


def test_a_row_left_out_for_one_reason_is_no_duplicate_of_another():
    columns = {"!submitted sent": ("2022-04-03 10:00:00",) * 2, "colour": ("1", "1"), "words": ("test", "test")}
    assert left_out(columns, COLOUR, WORDS) == {0: "test_row", 1: "test_row"}


def test_trials_are_told_by_their_form():
    assert TRIAL.fullmatch("ceci est un test")
    assert not TRIAL.fullmatch("aaab")
