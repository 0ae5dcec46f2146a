import re
from dataclasses import replace

import pytest

from survey_kit.findings.view import View
from survey_kit.report.chapters import chapters, numbered
from survey_kit.report.context import Context
from survey_kit.report.document import Box, Facts, Figure, Findings, KeyFigures
from survey_kit.report.front import essentials, fiche, reason, responses, scope
from survey_kit.report.places import anchors


def context(made, respondents=165, **options):
    released, questionnaire = made.whole(respondents)
    from survey_kit.report.back import annex_numbers

    one = Context(View(released, questionnaire, respondents, **options), made.provenance(respondents + 28))
    return replace(one, tables=annex_numbers(one))


def first(section, kind):
    return next((block for block in section.blocks if isinstance(block, kind)), None)


def test_the_fiche_tells_who_how_when_and_how_many(made):
    facts = dict(first(fiche(context(made)), Facts).rows)
    assert facts["Échantillon"] == "Volontaires, sans tirage au sort : échantillon non probabiliste"
    assert facts["Période"] == "Du 4 avril au 30 juin 2022"
    assert (
        facts["Réponses"]
        == "193 reçues, 165 exploitées. Écartées : 28, pour les motifs suivants : refus de participer (3) et réponse d'essai (25)."
    )
    assert facts["Taux de réponse"].startswith("Non calculable")
    assert facts["Redressement"].startswith("Aucun")
    assert re.match(r"Incertitude minimale de ± \d+ points au plus", facts["Précision"])
    assert facts["Données personnelles"].startswith("1 colonne de données personnelles reconnue et retirée")


def test_the_fiche_follows_the_survey(made):
    weighted = dict(first(fiche(context(made, weighted=True)), Facts).rows)
    assert weighted["Redressement"].startswith("Données redressées")
    assert "Précision" not in dict(first(fiche(context(made, sampling="census")), Facts).rows)
    one = context(made)
    assert responses(replace(one, provenance=replace(one.provenance, left_out={}))).endswith("exploitées.")
    drafted = replace(one, view=replace(one.view, questionnaire=replace(one.questionnaire, drafted=True)))
    assert first(fiche(drafted), Box).title == "Questionnaire ébauché d'après le fichier"


def test_a_reason_without_words_keeps_its_code():
    assert reason("no_such_reason", "fr") == "no such reason"


def test_the_essentials_fit_one_page_and_point_to_their_figures(made):
    one = context(made)
    body = numbered(one, chapters(one))
    section = essentials(one, body)
    told = first(section, Findings).items
    assert 1 <= len(told) <= 5
    places = {block.id: block.number for part in body for block in part.blocks if isinstance(block, Figure)}
    for finding in told:
        assert finding.reference
        assert finding.target in places or finding.target.startswith("table-")
        if finding.target in places:
            assert finding.reference == places[finding.target].lower()
    keys = first(section, KeyFigures).figures
    assert len(keys) <= 4
    assert all("Base : " in key.detail and "ncertitude minimale" in key.detail for key in keys)
    assert first(section, Box).title == "Ce que l'enquête ne dit pas"
    assert anchors(body)["motives"][0] == "figure-motives"


def test_a_few_people_come_after_the_limits(made):
    one = context(made, 12)
    section = essentials(one, numbered(one, chapters(one)))
    assert section.title == "Ce que 12 personnes nous ont dit"
    assert section.blocks[0].kind == "scope"
    assert first(section, KeyFigures) is None


def test_nothing_to_put_forward(made):
    one = context(made)
    empty = replace(one, view=replace(one.view, released=replace(one.released, distributions=(), analyses=())))
    assert first(essentials(empty, ()), Box).title == "Aucun résultat ne se détache"


@pytest.mark.parametrize("sampling", ["volunteer", "quota", "probability", "census"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_how_far_the_results_reach(made, sampling, lang):
    box = scope(context(made, sampling=sampling, lang=lang))
    assert "165" in box.paragraphs[0]
    assert ("volontaires" in box.paragraphs[0]) == (sampling == "volunteer" and lang == "fr")


def test_the_box_of_volunteers_is_not_shortened(made):
    (text,) = scope(context(made)).paragraphs
    assert text == (
        "Les répondants sont des volontaires. Personne n'a été tiré au sort : ceux qui ont répondu diffèrent de ceux qui ne l'ont pas fait, dans une "
        "mesure inconnue. Les pourcentages décrivent 165 personnes. Les intervalles à 95 % mesurent la seule part d'aléa, comme si le tirage avait été "
        "aléatoire ; ils ne disent rien du biais de volontariat. On peut s'appuyer sur ces résultats pour comprendre des situations et des attentes ; on "
        "ne peut pas en déduire un nombre d'habitants concernés."
    )
