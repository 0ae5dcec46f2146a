from dataclasses import replace

import pytest

from survey_kit.disclosure.released import Distribution
from survey_kit.findings.answers import answer, answered, keys
from survey_kit.findings.inquiries import Inquiry

LABELS = {"3": "trois jours", "4": "quatre jours", "1": "un jour"}


def asked(made, counts, base=None, *, kind="single", inquiry=None, **options):
    question = made.question({code: LABELS.get(code, code) for code in counts}, kind=kind, name="days")
    one = made.distribution(counts, base, variable="days", multiple=kind == "multiple", **options.pop("told", {}))
    return answer(made.view([question], [one], **options), inquiry or Inquiry("Combien ?", ("days",), {"days": ("3",)}))


def test_a_share_is_told_with_its_base_and_interval(made):
    found = asked(made, {"3": 40, "4": 20, "1": 105})
    assert found.sentence == "Près d'un répondant sur quatre répond « trois jours »."
    assert found.detail == "24\u202f% des 165 répondants (incertitude minimale : de 18 à 31\u202f%)."
    assert (found.said, found.kind) == (True, "answer")


def test_options_that_can_be_ticked_together_are_told_one_by_one(made):
    inquiry = Inquiry("Quoi ?", ("days",), {"days": ("3", "4", "1")})
    found = asked(made, {"3": 40, "4": 90, "1": 3}, 165, kind="multiple", inquiry=inquiry)
    assert found.sentence == "« quatre jours » (55\u202f%), « trois jours » (24\u202f%)."
    assert found.detail == "Base : 165 répondants. Les autres réponses demandées sont gardées secrètes."
    none = asked(made, {"3": 2, "4": 3, "1": 150}, 165, kind="multiple", inquiry=replace(inquiry, answers={"days": ("3", "4")}))
    assert "gardée secrète" in none.sentence


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({"3": 3, "4": 60, "1": 100}, "la réponse est gardée secrète, elle désignerait quelques personnes"),
        ({"3": 12, "4": 5, "1": 5}, "la base est trop petite (22 répondants concernés)"),
        ({"3": 6, "4": 0, "1": 0}, "la base est trop petite (6 répondants concernés)"),
    ],
)
def test_what_cannot_be_said_has_its_reason(made, counts, reason):
    found = asked(made, counts)
    assert found.sentence == f"On ne peut pas le dire : {reason}."
    assert not found.said
    assert "%" not in found.detail


def test_a_small_base_is_told_one_person_at_a_time(made):
    assert asked(made, {"3": 12, "4": 5, "1": 5}).detail == "Douze personnes sur 22 répondent « trois jours »."


@pytest.mark.parametrize(
    ("distribution", "reason"),
    [
        (None, "la question n'est pas dans les réponses reçues"),
        (Distribution("days", base=0, missing={"not_asked": 165}, rule="nothing"), "la question n'a été posée à aucun répondant"),
        (Distribution("days", base=0, missing={"not_answered": 165}, rule="nothing"), "personne n'a répondu à la question"),
        (Distribution("days", base=None, rule="nothing"), "moins de 5 personnes ont répondu à la question"),
    ],
)
def test_nobody_asked_or_too_few_is_no_answer(made, distribution, reason):
    view = made.view([made.question(LABELS, name="days")], [distribution] if distribution else [])
    assert answer(view, Inquiry("Combien ?", ("days",), {"days": ("3",)})).sentence == f"On ne peut pas le dire : {reason}."
    assert not answer(view, Inquiry("Combien ?", ("nowhere",))).said


def test_a_variable_without_answers_is_told_as_any_finding(made):
    found = asked(made, {"3": 120, "4": 25, "1": 20}, inquiry=Inquiry("Combien ?", ("days",)))
    assert found.sentence == "Question posée : « trois jours » en tête."
    small = asked(made, {"3": 12, "4": 5, "1": 5}, inquiry=Inquiry("Combien ?", ("days",)))
    assert small.sentence == "On ne peut pas le dire : la base est trop petite (22 répondants concernés)."
    alone = asked(made, {"3": 8, "4": 0, "1": 0}, inquiry=Inquiry("Combien ?", ("days",)))
    assert "huit personnes sur huit" in alone.detail


def test_a_variable_that_stands_in_is_told_by_the_answers_asked_for(made):
    question, made_up = made.question(LABELS, name="days"), made.question({"1": "trois ou quatre", "2": "autre"}, name="days_3_4")
    view = made.view([question, made_up], [made.distribution({"1": 60, "2": 105}, variable="days_3_4")], live=True)
    found = answer(view, Inquiry("Combien ?", ("days",), {"days": ("3", "4")}, made={"days": "days_3_4"}))
    assert "« trois jours » ou « quatre jours »" in found.sentence
    assert "days_3_4_percent" in found.detail


def test_several_variables_are_told_one_after_the_other(made):
    view = made.view(
        [made.question(LABELS, name=name) for name in ("days", "wish")],
        [made.distribution({"3": 40, "4": 125}, variable=name) for name in ("days", "wish")],
    )
    found = answer(view, Inquiry("Combien ?", ("days", "wish"), {"days": ("3",), "wish": ("4",)}))
    assert found.sentence.count("répond") == 4
    assert "quatre jours" in found.sentence


def test_matrices_are_told_by_their_rows(made):
    released, questionnaire = made.whole(165)
    view = replace(made.view([], []), released=released, questionnaire=questionnaire)
    matrix = next(question for question in questionnaire.questions if question.type == "matrix")
    assert answer(view, Inquiry("?", (matrix.name,))).said
    item = Inquiry("?", (f"{matrix.name}__{matrix.items[0].code}",))
    assert answer(view, item).sentence
    assert not answer(replace(view, released=replace(released, distributions=())), Inquiry("?", (matrix.name,))).said


def test_two_inquiries_alike_are_told_apart(made):
    one = Inquiry("Combien ?", ("days",), {"days": ("3",)})
    view = made.view([made.question(LABELS, name="days")], [made.distribution({"3": 40, "4": 125}, variable="days")])
    assert keys(answered(view, [one, one])) == ("days-3", "days-3-2")


@pytest.mark.parametrize("sampling", ["volunteer", "quota", "probability", "census"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_is_ever_called_significant(made, sampling, lang):
    found = asked(made, {"3": 40, "4": 125}, sampling=sampling, lang=lang)
    assert "signific" not in f"{found.sentence}{found.detail}".lower()
    assert ("(" in found.detail) == (sampling != "census")
