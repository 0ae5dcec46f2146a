import pytest

from survey_kit.disclosure.released import Distribution, Measure, Quantity, ReleasedAnalysis
from survey_kit.findings.concepts import awareness, claim_of, decisive, demand, interested, of_matrix, threshold, threshold_codes
from survey_kit.questionnaire.model import Choice, Item, Question

N = "\u202f"
YES_NO = (Choice("1", {"fr": "oui"}, number=1), Choice("0", {"fr": "non"}, number=0))


def yes_no(concept):
    return Question(concept, "yes_no", {"fr": "Question"}, YES_NO, concept=concept)


def measured(name, low, value, high, base=99):
    return Distribution(name, base=base, measures=(Measure("mean", value, 0.1, low, high),), rule="limited")


def number(concept):
    return Question(concept, "decimal", {"fr": concept}, concept=concept)


def test_telework_decisive(made):
    asked = yes_no("telework_decisive")
    view = made.view([asked], [made.distribution({"1": 41, "0": 124}, variable="telework_decisive")])
    found = decisive(view)
    assert found.title == "Sans le télétravail, un répondant sur quatre ne serait pas venu"
    assert found.sentence == f"{found.title}."
    assert found.detail.startswith(f"25{N}% des 165 répondants (incertitude minimale : de 19 à 32{N}%) le déclarent.")
    english = made.view([asked], [made.distribution({"1": 97, "0": 68}, variable="telework_decisive")], lang="en")
    assert decisive(english).title == "Without telework, nearly six respondents in ten would not have come"
    hidden = made.view([asked], [made.distribution({"1": 3, "0": None}, 165, variable="telework_decisive")])
    assert decisive(hidden) is None


@pytest.mark.parametrize(
    ("low", "value", "high", "title"),
    [
        (0.3, 0.5, 0.7, "Le rythme de télétravail souhaité dépasse le rythme pratiqué"),
        (-0.7, -0.5, -0.3, "Le rythme de télétravail souhaité reste sous le rythme pratiqué"),
        (-0.1, 0.1, 0.3, "Rythme souhaité et rythme pratiqué de télétravail sont proches"),
    ],
)
def test_days_wished_and_days_done(made, low, value, high, title):
    asked = [number(concept) for concept in ("telework_gap", "telework_days", "telework_days_wished")]
    told = [
        measured("telework_gap", low, value, high),
        measured("telework_days", 2.1, 2.4, 2.7),
        measured("telework_days_wished", 2.6, 2.9, 3.2),
    ]
    view = made.view(asked, told)
    found = claim_of(view, asked[0])
    assert found.title == title
    assert "En moyenne 2,9 jours souhaités par semaine, 2,4 pratiqués (écart moyen de " in found.detail
    assert found.detail.endswith("Base : 99 répondants concernés.")


def test_days_by_their_middle_where_means_are_kept_back(made):
    asked = [number(concept) for concept in ("telework_gap", "telework_days", "telework_days_wished")]

    def middle(name, value):
        return Distribution(name, base=99, measures=(Measure("mean", None), Measure("median", value)), rule="limited")

    view = made.view(asked, [middle("telework_gap", 0.0), middle("telework_days", 2.0), middle("telework_days_wished", 3.0)])
    assert claim_of(view, asked[0]).title == "Au moins 2 jours de télétravail pour la moitié des répondants concernés, 3 souhaités"
    view = made.view(asked, [middle("telework_gap", 0.0), middle("telework_days", 2.0), middle("telework_days_wished", 2.0)])
    assert claim_of(view, asked[0]).title == "Au moins 2 jours de télétravail pour la moitié des répondants concernés, autant souhaités"
    assert claim_of(made.view(asked, [middle("telework_gap", 0.0)]), asked[0]) is None


def aware(made, counts, **options):
    asked = made.question({"1": "y va", "2": "connaît", "3": "idée", "4": "non"}, name="aware", concept="coworking_awareness", ordered=True)
    return made.view([asked], [made.distribution(counts, variable="aware")], **options)


def test_awareness_adds_up_what_is_shown(made):
    view = aware(made, {"1": 24, "2": 47, "3": 41, "4": 27})
    assert awareness(view).title == f"51{N}% connaissent un espace partagé du territoire, 17{N}% y sont allés"
    assert awareness(aware(made, {"1": 3, "2": 47, "3": 41, "4": 27})) is None
    assert awareness(aware(made, {"1": 24, "2": 47, "3": 41, "4": 3})).title.startswith(f"62{N}%")
    assert awareness(aware(made, {"1": 24, "2": 47, "3": 41, "4": 27}, drafted=True)) is None


def test_intention_counts_those_with_days(made):
    choices = (
        Choice("0", {"fr": "aucun"}, number=0),
        Choice("1", {"fr": "1 à 3"}, number=2),
        Choice("98", {"fr": "?"}, missing="dont_know"),
    )
    asked = Question("meant", "single", {"fr": "Q"}, choices, concept="coworking_intention", ordered=True)
    view = made.view([asked], [made.distribution({"0": 62, "1": 64, "98": 13}, variable="meant")])
    assert interested(view)[2].count == 64
    assert claim_of(view, asked).title == f"46{N}% envisagent d'utiliser un espace adapté, à bonne distance"


def test_demand_is_a_scenario(made):
    quantities = (Quantity("whole_desks", 11.0, 4.0, 22.0),)
    found = demand(made.view([], [], analyses=[ReleasedAnalysis("coworking_demand", 139, quantities)]))
    assert found.title == "De 4 à 22 postes de travail selon l'hypothèse retenue"
    assert "estimation sous hypothèses, non une prévision" in found.detail
    assert demand(made.view([], [])) is None
    assert demand(made.view([], [], analyses=[ReleasedAnalysis("coworking_demand", None, quantities)])) is None


def journeys(made, counts):
    names = {"1": "5 minutes", "2": "10 minutes", "3": "15 minutes", "98": "ne sait pas"}
    choices = tuple(Choice(code, {"fr": name}, missing="dont_know" if code == "98" else "") for code, name in names.items())
    asked = Question("journey", "single", {"fr": "Trajet"}, choices, concept="coworking_travel_time", ordered=True)
    return made.view([asked], [made.distribution(counts, variable="journey")]), asked


def test_the_last_threshold_that_half_accept(made):
    view, asked = journeys(made, {"1": 10, "2": 20, "3": 60, "98": 10})
    assert threshold_codes(asked) == ("1", "2", "3")
    assert threshold(view, asked, view.released.distributions[0]).label == "15 minutes"
    assert claim_of(view, asked).title == f"15 minutes de trajet ou plus : accepté par 60{N}% des intéressés"
    view, asked = journeys(made, {"1": 60, "2": 20, "3": 10, "98": 10})
    assert threshold(view, asked, view.released.distributions[0]) is None
    view, asked = journeys(made, {"1": 10, "2": 60, "3": 3, "98": 10})
    assert threshold(view, asked, view.released.distributions[0]) is None


def matrix(made, means, concept="satisfaction"):
    steps = tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(1, 6))
    asked = Question(
        "m", "matrix", {"fr": "Satisfaction"}, steps, (Item("a", {"fr": "logement"}), Item("b", {"fr": "santé"})), concept=concept
    )
    shares = ({"1": 5, "2": 5, "3": 20, "4": 60, "5": 50}, {"1": 50, "2": 50, "3": 20, "4": 10, "5": 10})
    told = [
        made.distribution(counts, variable="m", item=item, measures=[Measure("mean", mean, 0.1, mean - 0.2, mean + 0.2)])
        for item, counts, mean in zip("ab", shares, means, strict=True)
    ]
    return made.view([asked], told), asked


def test_topics_apart(made):
    found = of_matrix(*matrix(made, (4.1, 2.2)))
    assert found.title == "Plus satisfaits sur « logement » que sur « santé »"
    assert found.detail == (
        f"Réponses 4 ou 5 sur 5 : 79{N}% des 140 répondants concernés pour « logement », 14{N}% des 140 répondants concernés pour « santé »."
    )
    assert of_matrix(*matrix(made, (3.1, 3.0))).title == "Satisfaction : réponses par thème"
    assert of_matrix(*matrix(made, (4.1, 2.2), concept="")).title == "Satisfaction : réponses par thème"


def test_staying_for_good(made):
    asked = made.question({"1": "oui, durablement", "2": "non"}, name="staying", concept="staying", ordered=True)
    view = made.view([asked], [made.distribution({"1": 110, "2": 55}, variable="staying")])
    assert claim_of(view, asked).title == "Deux répondants sur trois comptent rester durablement"
    drafted = made.view([asked], [made.distribution({"1": 110, "2": 55}, variable="staying")], drafted=True)
    assert claim_of(drafted, asked).title.endswith("en tête")


def test_open_text_says_nothing(made):
    asked = Question("t", "text", {"fr": "Un mot ?"})
    assert claim_of(made.view([asked], [Distribution("t", base=40)]), asked) is None
