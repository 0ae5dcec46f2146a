from dataclasses import replace

import pytest

from survey_kit.findings.view import View
from survey_kit.questionnaire.model import Choice, Question
from survey_kit.report.context import Context
from survey_kit.report.notes import alternative, base_line, bases, main_cell, notes, read_aloud, stopped, subtitle, universe, where

N = "\u202f"
MOTIVES = Question(
    "motives",
    "multiple",
    {"fr": "Ce qui a attiré ici (3 au plus)"},
    tuple(Choice(code, {"fr": label}) for code, label in {"1": "paysages", "2": "nature", "3": "famille", "4": "emploi"}.items()),
    universe={"fr": "Personnes qui vivent sur le territoire"},
    maximum=3,
)


def context(made, distribution, **options):
    view = made.view([MOTIVES], [distribution], **options)
    return Context(view, made.provenance(), tables={"motives": "B9"})


def spread(made, counts=(92, 71, 52, 20), **options):
    return made.distribution(dict(zip("1234", counts, strict=True)), 165, variable="motives", multiple=True, **options)


def test_the_subtitle_says_measure_unit_and_base(made):
    told = spread(made)
    assert (
        subtitle(context(made, told), MOTIVES, told)
        == "Ce qui a attiré ici (3 au plus), trois réponses au plus, en % des répondants. Base : 165 répondants"
    )
    few = made.distribution({"1": 7, "2": 5}, 12, variable="motives", multiple=True)
    assert "en nombre de personnes. Base : 12 répondants" in subtitle(context(made, few, respondents=12), MOTIVES, few)


def test_weighted_data_carry_the_effective_base(made):
    told = replace(spread(made), effective_base=151.7)
    told_line = base_line(context(made, told, weighted=True), told)
    assert told_line == "Base : 165 répondants (base efficace : 152)"
    assert "données redressées" in subtitle(context(made, told, weighted=True), MOTIVES, told)


def test_small_bases_and_silence_are_told_at_once(made):
    small = made.distribution({"1": 14, "2": 9}, variable="motives")
    assert base_line(context(made, small), small).endswith("résultat indicatif")
    silent = spread(made, missing={"not_answered": 60})
    assert subtitle(context(made, silent), MOTIVES, silent).endswith(f"Attention : 27{N}% de non-réponses")


def test_the_reading_reads_one_number_aloud(made):
    told = spread(made)
    assert (
        read_aloud(context(made, told), MOTIVES, told)
        == f"56{N}% des 165 répondants citent « paysages » ; l'incertitude minimale va de 48 à 63{N}%."
    )
    assert read_aloud(context(made, told, sampling="census"), MOTIVES, told) == f"56{N}% des 165 répondants citent « paysages »."
    few = made.distribution({"1": 7, "2": 5}, 12, variable="motives")
    assert read_aloud(context(made, few, respondents=12), MOTIVES, few) == "sept personnes sur douze répondent « paysages »."
    assert read_aloud(context(made, few), MOTIVES, made.distribution({"1": 2, "2": 3}, 165)) == ""


def test_the_note_says_how_to_read(made):
    told = spread(made, (92, 71, 52, 2), missing={"not_answered": 12})
    around = notes(context(made, told), MOTIVES, told)
    assert around.note == (
        "le total dépasse 100 %, chacun pouvant donner plusieurs réponses ; s : effectif masqué pour protéger les répondants ; 12 non-réponses, hors de la base."
    )
    assert around.universe == "personnes qui vivent sur le territoire."
    assert "données fictives" in around.source


@pytest.mark.parametrize(("rule", "told"), [("", "ensemble des répondants."), ("a = 1", "répondants à qui la question a été posée.")])
def test_the_field_without_words(made, rule, told):
    assert universe(context(made, spread(made)), replace(MOTIVES, universe={}, relevance=rule)) == told


def test_the_alternative_tells_three_numbers_and_where_the_others_are(made):
    told = spread(made)
    assert alternative(context(made, told), MOTIVES, told) == (
        f"Ce qui a attiré ici (3 au plus) : paysages (56{N}% des 165 répondants), nature (43{N}%) et famille (32{N}%). Tous les chiffres : tableau B9 en annexe."
    )
    assert where(replace(context(made, told), tables={}), MOTIVES) == ""


def test_the_alternative_opens_with_the_finding(made):
    told = spread(made)
    found = alternative(context(made, told), MOTIVES, told, "Premier attrait du territoire : « paysages »")
    assert found.startswith("Premier attrait du territoire : « paysages ». Ce qui a attiré ici (3 au plus) : paysages (56")


@pytest.mark.parametrize("opening", ["Ce qui a attiré ici (3 au plus)", "Ce qui a attiré…", "…attiré ici (3 au plus)"])
def test_a_finding_that_names_the_question_is_not_followed_by_its_name(made, opening):
    told = spread(made)
    found = alternative(context(made, told), MOTIVES, told, f"{opening} : « paysages » en tête", 1)
    assert (
        found
        == f"Ce qui a attiré ici (3 au plus) : « paysages » en tête. Paysages (56{N}% des 165 répondants). Tous les chiffres : tableau B9 en annexe."
    )


def test_the_alternative_says_that_answers_are_kept_back(made):
    told = spread(made, (92, 71, None, None))
    assert "(43\u202f%). Les autres réponses sont masquées" in alternative(context(made, told), MOTIVES, told)
    assert "masquées" not in alternative(context(made, told), MOTIVES, told, most=2)


def test_a_number_that_is_an_answer_is_quoted(made):
    asked = replace(MOTIVES, choices=tuple(Choice(code, {"fr": code}) for code in "1234"))
    told = spread(made)
    assert "« 1 » (56" in alternative(context(made, told), asked, told)


@pytest.mark.parametrize(("text", "told"), [("", ""), ("Un titre", "Un titre."), ("Vraiment ?", "Vraiment ?"), ("Et…", "Et…")])
def test_a_title_is_stopped_once(text, told):
    assert stopped(text) == told


def test_no_hidden_answer_is_read(made):
    told = spread(made, (None, 71, 52, 2))
    assert main_cell(MOTIVES, told).code == "2"
    assert "paysages" not in alternative(context(made, told), MOTIVES, told)


def test_bases_in_common(made):
    one = context(made, spread(made))
    assert bases(one, [made.distribution({"a": 40}), made.distribution({"a": 40})]) == "40 répondants concernés"
    assert bases(one, [made.distribution({"a": 40}), made.distribution({"a": 50})]) == "40 à 50 répondants selon la ligne"


def test_view_is_the_same_in_english(made):
    released, questionnaire = made.whole()
    one = Context(View(released, questionnaire, 165, "en"), made.provenance())
    told = released.distribution("motives")
    assert subtitle(one, questionnaire.question("motives"), told).startswith(
        "What attracted here, three answers at most, in % of the respondents"
    )
