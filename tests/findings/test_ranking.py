import re

import pytest

from survey_kit.findings.ranking import AGENDA, findings, of_concept
from survey_kit.findings.view import View
from survey_kit.questionnaire.concepts import CONCEPTS


def told(made, respondents=165, lang="fr", sampling="volunteer"):
    released, questionnaire = made.whole(respondents)
    view = View(released, questionnaire, respondents, lang, sampling)
    return findings(view, [variable.name for variable in (*questionnaire.questions, *questionnaire.derived)]), view


def test_the_agenda_names_concepts_that_exist():
    assert {concept for line in AGENDA for concept in line} - set(CONCEPTS) == {"coworking_demand"}


def test_the_field_comes_first(made):
    found, _ = told(made)
    assert [claim.variable for claim in found] == ["motives", "telework_decisive", "telework_gap", "coworking_demand", "missing_services"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_finding_is_one_sentence_tied_to_its_cells(made, lang):
    found, view = told(made, lang=lang)
    for claim in found:
        assert claim.sentence.endswith(".")
        assert len(claim.title.split()) <= 16
        assert not claim.title.endswith(".")
        for variable, item, code in claim.cells:
            distribution = view.released.distribution(variable, item)
            assert distribution.cell(code) is not None or distribution.measure(code) is not None


def test_no_percentage_comes_without_its_base(made):
    found, _ = told(made)
    for claim in found:
        if "%" in claim.sentence + claim.detail:
            assert re.search(r"\d+ répondants|postes pour les", claim.detail), claim


def test_a_few_people_are_counted_one_by_one(made):
    found, _ = told(made, 12)
    assert found
    assert all("%" not in claim.sentence + claim.detail for claim in found)
    assert any(re.search(r"\w+ personnes sur \w+", claim.sentence) for claim in found)


def test_a_larger_survey_puts_no_such_count_forward(made):
    found, _ = told(made, 22)
    assert not [claim for claim in found if re.search(r"personnes? sur", claim.sentence)]


def test_an_unknown_concept_says_nothing(made):
    _, view = told(made)
    assert of_concept(view, "no_such_concept") is None
    assert of_concept(view, "telework_gap").variable == "telework_gap"


def test_what_everybody_answered_is_no_finding(made):
    asked = made.question({"a": "Oui", "b": "Non"}, name="alone")
    shown = made.view([asked], [made.distribution({"a": 160, "b": 0}, 160, variable="alone")], respondents=160)
    assert findings(shown, ["alone"]) == ()
