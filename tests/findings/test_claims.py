import pytest

from survey_kit.disclosure.released import Measure
from survey_kit.findings.claims import cell_detail, fitting, measure_interval, neutral, question, sentence, weight, yes
from survey_kit.questionnaire.model import Choice, Question


def test_a_title_has_fifteen_words_at_most():
    assert fitting("un " * 20, "court") == "court"
    long = fitting("mot " * 40)
    assert len(long.split()) == 15
    assert long.endswith("…")


def test_a_question_loses_its_mark(made):
    asked = Question("q", "single", {"fr": "Quel est votre secteur d'activité dans cette organisation aujourd'hui ?"})
    assert question(made.view([], []), asked) == "Quel est votre secteur d'activité dans cette…"
    assert question(made.view([], []), Question("q", "single", {"fr": "Êtes-vous satisfait·e de :"})) == "Êtes-vous satisfait·e de"


def test_questions_that_begin_alike_are_told_apart(made):
    stem = "Comparez le travail à distance et le travail sur site"
    ends = ("choisissez le meilleur aspect", "choisissez le pire aspect", "à votre avis")
    asked = [Question(f"q{place}", "single", {"fr": f"{stem} : {end}"}) for place, end in enumerate(ends)]
    view = made.view(asked, [])
    assert [question(view, each) for each in asked] == ["…meilleur aspect", "…pire aspect", "…à votre avis"]


def test_a_title_becomes_a_sentence():
    assert sentence("Un titre") == "Un titre."
    assert sentence("Un titre…") == "Un titre…"


def test_details_carry_base_and_interval(made):
    view = made.view([], [])
    distribution = made.distribution({"a": 41, "b": 124})
    assert (
        cell_detail(view, distribution.cells[0], distribution) == "25\u202f% des 165 répondants (incertitude minimale : de 19 à 32\u202f%)"
    )
    assert neutral(view, Question("q", "single", {"fr": "Secteur"}), distribution, "title_answers").detail == "Base : 165 répondants."


def test_measures_have_their_interval(made):
    days = made.distribution({"1": 20}, variable="days")
    assert measure_interval(made.view([], []), Measure("mean", 2.3, 0.1, 2.06, 2.55), days) == "incertitude minimale : de 2,1 à 2,6"
    assert measure_interval(made.view([], [], sampling="census"), Measure("mean", 2.3, 0.1, 2.06, 2.55), days) == ""
    assert measure_interval(made.view([], []), Measure("median", 2.3), days) == ""


@pytest.mark.parametrize(
    ("choices", "code"),
    [((Choice("0", {}, number=0), Choice("1", {}, number=1)), "1"), ((Choice("Oui", {}), Choice("Non", {})), "Oui"), ((), "1")],
)
def test_the_code_that_means_yes(choices, code):
    assert yes(Question("q", "yes_no", {}, choices)) == code


def test_a_small_base_carries_nothing(made):
    assert [weight(made.distribution({"a": size})) for size in (165, 40, 20, 8)] == [1.0, 0.7, 0.0, 0.0]
