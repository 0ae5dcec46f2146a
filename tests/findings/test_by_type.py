from survey_kit.disclosure.released import Distribution, Measure
from survey_kit.findings.by_type import OF_A_FEW, claim, upper, upper_codes
from survey_kit.questionnaire.model import Choice, Question

N = "\u202f"
STEPS = tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(1, 6))


def test_a_base_of_15_to_29_is_indicative_and_ranks_nothing(made):
    asked = made.question({"a": "A", "b": "B"})
    found = claim(made.view([asked], []), asked, made.distribution({"a": 15, "b": 8}))
    assert found.title == "Question posée : résultats indicatifs"
    assert found.cells == ()


def test_a_base_of_5_to_14_is_counted_in_words(made):
    asked = made.question({"a": "Oui, souvent", "b": "Non"})
    found = claim(made.view([asked], [], respondents=12), asked, made.distribution({"a": 7, "b": 5}))
    assert found.title == "Question posée : « Oui, souvent », sept personnes sur douze"
    assert found.interest == OF_A_FEW
    assert "%" not in found.title + found.sentence + found.detail


def test_below_five_nothing_is_told(made):
    asked = made.question({"a": "A"})
    assert claim(made.view([asked], []), asked, Distribution("v", base=None, rule="nothing")) is None
    assert claim(made.view([asked], []), asked, made.distribution({"a": 2, "b": 3}, 5)).title == "Question posée : les réponses une à une"


def test_yes_and_no(made):
    asked = Question(
        "v", "yes_no", {"fr": "Télétravaillez-vous ?"}, (Choice("1", {"fr": "oui"}, number=1), Choice("0", {"fr": "non"}, number=0))
    )
    found = claim(made.view([asked], []), asked, made.distribution({"1": 41, "0": 124}))
    assert found.title == "Télétravaillez-vous : oui pour un répondant sur quatre"
    assert found.sentence == "À « Télétravaillez-vous », un répondant sur quatre répond oui."
    hidden = claim(made.view([asked], []), asked, made.distribution({"1": 2, "0": None}, 165))
    assert hidden.title == "Télétravaillez-vous : l'ensemble des réponses"


def test_numbers_are_told_by_their_middle(made):
    asked = Question("v", "integer", {"fr": "Trajet aller, en minutes"})
    measures = [Measure("median", 20.0), Measure("mean", 24.31, 1, 22.3, 26.4)]
    found = claim(made.view([asked], []), asked, made.distribution({"0-19": 80, "20-39": 85}, measures=measures))
    assert found.title == "Trajet aller, en minutes : 20 ou moins pour au moins la moitié des réponses"
    assert found.detail == "Médiane : 20 ; base : 165 répondants. Moyenne : 24,3 (incertitude minimale : de 22,3 à 26,4)."
    assert claim(made.view([asked], []), asked, made.distribution({"0-19": 80, "20-39": 85})).title.endswith("l'ensemble des réponses")


def test_a_scale_is_told_by_its_upper_half(made):
    asked = Question("v", "scale", {"fr": "Connexion"}, STEPS)
    found = claim(made.view([asked], []), asked, made.distribution({"1": 10, "2": 20, "3": 35, "4": 60, "5": 40}))
    assert found.title == f"Connexion : 4 ou 5 sur 5 pour 61{N}%"
    assert found.cells == (("v", "", "4"), ("v", "", "5"))
    partly = claim(made.view([asked], []), asked, made.distribution({"1": 3, "2": 20, "3": 42, "4": 60, "5": 40}))
    assert partly.title == f"Connexion : 4 ou 5 sur 5 pour 61{N}%"
    hidden = claim(made.view([asked], []), asked, made.distribution({"1": 60, "2": 20, "3": 42, "4": 40, "5": 3}))
    assert hidden.title == "Connexion : « 1 », « 3 » et « 4 » parmi les premières réponses"


def test_a_long_scale_is_told_by_its_mean(made):
    steps = tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(11))
    asked = Question("v", "scale", {"fr": "Intégration"}, steps)
    counts = {str(step): 15 for step in range(11)}
    found = claim(made.view([asked], []), asked, made.distribution(counts, measures=[Measure("mean", 6.85, 0.2, 6.5, 7.2)]))
    assert found.title == "Intégration : 6,9 en moyenne, sur 10"


def test_upper_marks_in_words(made):
    view = made.view([], [])

    def scale(size):
        return Question("v", "scale", {}, tuple(Choice(str(step), {}, number=float(step)) for step in range(1, size + 1)))

    assert [upper(view, scale(size)).marks for size in (3, 4, 5, 7)] == ["3", "3 ou 4", "4 ou 5", "5 à 7"]
    assert upper(view, scale(2)) is None
    assert upper_codes(Question("v", "scale", {}, tuple(reversed(STEPS)))) == ("4", "5")


def test_a_long_scale_without_a_mean_is_told_by_its_upper_half(made):
    steps = tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(11))
    asked = Question("v", "scale", {"fr": "Intégration"}, steps)
    counts = {str(step): 15 for step in range(11)} | {"0": 2}
    assert claim(made.view([asked], []), asked, made.distribution(counts)).title == f"Intégration : 6 à 10 sur 10 pour 49{N}%"
