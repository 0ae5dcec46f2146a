import pytest

from survey_kit.loaders.correspondences import Correction
from survey_kit.loaders.match import choose, fit, match
from survey_kit.questionnaire.answers import Answers, Column
from survey_kit.questionnaire.model import Choice, Item, Question, Questionnaire
from survey_kit.questionnaire.read import read_questionnaire


def fr(text):
    return {"fr": text}


PLACES = Question(
    "places",
    "multiple",
    {"fr": "Dans quels lieux télétravaillez-vous ?", "en": "Where do you telework?"},
    choices=(
        Choice("1", {"fr": "chez moi, pièce dédiée", "en": "at home, own room"}),
        Choice("2", fr("chez moi, sans pièce dédiée")),
        Choice("3", fr("au café"), aliases=("bar",)),
        Choice("4", fr("autre"), opens_text=True),
    ),
    aliases=("A29",),
)
RHYTHM = Question(
    "rhythm",
    "single",
    fr("À quel rythme télétravaillez-vous ?"),
    choices=tuple(Choice(str(n), fr(text)) for n, text in enumerate(("jamais", "un jour", "deux jours", "trois jours"))),
    aliases=("A26",),
)
WISH = Question("wish", "single", fr("À quel rythme voudriez-vous télétravailler ?"), choices=RHYTHM.choices, aliases=("A27",))
GRID = Question(
    "grid",
    "matrix",
    fr("Êtes-vous satisfait de"),
    items=(Item("1", fr("logement")), Item("2", fr("services publics"), aliases=("sp",))),
    aliases=("A45",),
)
RANKING = Question(
    "needs", "ranking", fr("Classez vos besoins"), choices=(Choice("a", fr("débit")), Choice("b", fr("calme"))), maximum=2, aliases=("A42",)
)
COMMUNE = Question("commune", "place", fr("Dans quelle commune habitez-vous ?"), aliases=("A03",))
WEIGHT = Question("weight", "decimal", fr("Poids"), role="weight")
BOOK = Questionnaire("essai", fr("Essai"), (PLACES, RHYTHM, WISH, GRID, RANKING, COMMUNE, WEIGHT))


def column(position=0, heading="", values=("x",), role="answer", **parts):
    stem = parts.pop("stem", "" if "code" in parts else heading)
    return Column(position, heading or parts.get("code", stem), values, role, stem=stem, **parts)


def answers(*columns):
    placed = tuple(Column(place, one.heading, one.values, one.role, one.code, one.stem, one.part) for place, one in enumerate(columns))
    return Answers("table", placed, tuple(range(2, 2 + len(placed[0].values))))


def one(found, questionnaire=BOOK, corrections=()):
    matches = match(answers(found), questionnaire, corrections)
    return (matches[0].variable, matches[0].how, matches[0].used) if matches else None


@pytest.mark.parametrize(
    ("found", "variable"),
    [
        (column(code="A26"), "rhythm"),
        (column(code="a26"), "rhythm"),
        (column(code="rhythm"), "rhythm"),
        (column(heading="rhythm"), "rhythm"),
        (column(code="A29", part="2"), "places__2"),
        (column(code="A29", part="bar"), "places__3"),
        (column(code="places", part="3"), "places__3"),
        (column(code="A29", part="other", role="other_text"), "places__other"),
        (column(code="places", part="other"), "places__other"),
        (column(stem="Dans quels lieux télétravaillez-vous", part="Chez moi, pièce dédiée"), "places__1"),
        (column(stem="Where do you telework?", part="At home, own room"), "places__1"),
        (column(stem="Dans quels lieux télétravaillez-vous ?", part="Autre", role="other_text"), "places__other"),
        (column(stem="Dans quels lieux télétravaillez-vous ?"), "places"),
        (column(code="A45", part="2"), "grid__2"),
        (column(code="A45_2"), "grid__2"),
        (column(stem="Êtes-vous satisfait de :", part="Services publics"), "grid__2"),
        (column(stem="Services publics"), "grid__2"),
        (column(code="A42", part="1"), "needs__1"),
        (column(stem="Classez vos besoins", part="Rang 2"), "needs__2"),
        (column(stem="Classez vos besoins", part="1er choix"), "needs__1"),
        (column(stem="À quel rythme télétravaillez-vous ?", part="deux jours"), "rhythm__2"),
        (column(stem="A26. Tout autre libellé"), "rhythm"),
        (column(stem="Dans quels lieux.. ", part="chez moi, sans.. "), "places__2"),
        (column(heading="Poids", role="weight"), "weight"),
    ],
)  # fmt: skip
def test_a_column_finds_its_variable(found, variable):
    matched, _, used = one(found)
    assert (matched, used) == (variable, True)


@pytest.mark.parametrize(
    "found",
    [
        column(code="A99"),
        column(stem="Quelle est votre pointure ?"),
        column(stem="Dans quels lieux télétravaillez-vous ?", part="sur la plage"),
        column(stem="Dans quels lieux télétravaillez-vous ?", part="Commentaire", role="comment"),
        column(stem="Êtes-vous satisfait de"),
        column(stem="Poids", role="metadata"),
        column(stem="id", role="identifier"),
        column(stem="Dans quelle commune habitez-vous ?", part="autre", role="other_text"),
    ],
)
def test_what_is_nothing_of_the_questionnaire_is_left_alone(found):
    assert one(found) is None


def test_a_near_wording_is_used_when_it_is_very_near_and_nearer_than_any_other():
    assert one(column(stem="Dans quelle commune habitez vous donc ?"))[1] == "close wording"
    assert one(column(stem="Dans quelle commune habitez-vous donc ?"))[2] is True


def test_a_less_near_wording_is_only_proposed():
    assert one(column(stem="Dans quelle commune viviez-vous ?", values=("Rodez",))) == ("commune", "close wording", False)


def test_answers_that_speak_for_a_question_make_a_proposal_used():
    reworded = "À quel rythme télétravaillez-vous en ce moment, au juste ?"
    assert one(column(stem=reworded, values=("bla", "ble", "bli")))[2] is False
    assert one(column(stem=reworded, values=("jamais", "un jour", "deux jours", "")))[2] is True


def test_subquestions_with_numbers_only_follow_the_order_of_the_choices_when_their_count_agrees():
    complete = answers(*(column(code="A29", part=f"SQ00{place}") for place in (1, 2, 3)))
    found = match(
        complete,
        Questionnaire(
            "e",
            fr("e"),
            (
                Question(
                    **{
                        **{f: getattr(PLACES, f) for f in ("name", "type", "wordings", "aliases")},
                        "choices": tuple(Choice(c, fr(c * 3)) for c in "abc"),
                    }
                ),
            ),
        ),
    )
    assert [(one.variable, one.how, one.used, one.confidence) for one in found] == [
        (f"places__{code}", "order", True, 0.9) for code in "abc"
    ]
    lacking = match(
        answers(*(column(code="A29", part=f"SQ00{place}") for place in (1, 2))),
        Questionnaire(
            "e",
            fr("e"),
            (Question("places", "multiple", fr("x"), choices=tuple(Choice(c, fr(c * 3)) for c in "abcdef"), aliases=("A29",)),),
        ),
    )
    assert {one.used for one in lacking} == {False}


def test_of_two_columns_that_are_one_variable_the_fuller_is_used_and_the_other_told():
    found = match(
        answers(column(stem=COMMUNE.wordings["fr"], values=("", "a", "")), column(stem=COMMUNE.wordings["fr"], values=("a", "b", ""))), BOOK
    )
    assert [(one.used, one.how) for one in found] == [(False, "repeated"), (True, "wording")]


def test_what_the_user_corrected_goes_before_everything():
    found = column(heading="Ma colonne")
    assert one(found, corrections=(Correction("ma  Colonne", "commune", kept=True),)) == ("commune", "correction", True)
    right = column(heading=COMMUNE.wordings["fr"])
    assert one(right, corrections=(Correction(right.heading, "commune", kept=False),)) == ("commune", "correction", False)
    assert one(right, corrections=(Correction(right.heading, "", kept=False),)) is None
    assert one(right, corrections=(Correction(right.heading, "rhythm", kept=True, position=7),)) == ("commune", "wording", True)


def test_a_drafted_questionnaire_finds_its_columns_by_position():
    drafted = Questionnaire(
        "ébauche",
        fr("e"),
        (
            Question("q1", "single", fr("Lieu"), aliases=("column:0",)),
            Question(
                "q2",
                "multiple",
                fr("Lieu"),
                choices=(Choice("a", fr("a"), aliases=("column:1",)), Choice("b", fr("b"), aliases=("column:2",))),
            ),
        ),
        drafted=True,
    )
    three = answers(*(column(heading="Lieu") for _ in range(3)))
    assert [one.variable for one in match(three, drafted, own_draft=True)] == ["q1", "q2__a", "q2__b"]
    assert [one.variable for one in match(three, drafted)] == ["q1", "q2__a", "q2__b"]


def test_places_of_an_old_draft_count_only_where_the_wording_is_the_same():
    drafted = Questionnaire(
        "e", fr("e"), (Question("q1", "text", fr("Lieu"), aliases=("column:0",)), Question("q2", "text", fr("Âge"), aliases=("column:1",)))
    )
    assert [(one.variable, one.how) for one in match(answers(column(heading="Âge"), column(heading="Lieu")), drafted)] == [
        ("q2", "wording"),
        ("q1", "wording"),
    ]


def test_a_shipped_questionnaire_is_chosen_only_when_it_fits():
    book = read_questionnaire("haut-rouergue")
    known = [column(heading=question.wordings["fr"]) for question in book.questions[:12]]
    foreign = [column(heading=f"Colonne étrangère numéro {place}") for place in range(30)]
    found, matches = choose(answers(*known), [BOOK, book])
    assert found.name == "haut-rouergue"
    assert len(matches) >= 11
    assert choose(answers(*known[:6], *foreign), [BOOK, book]) == (None, ())
    assert choose(answers(*known), []) == (None, ())


def test_a_fit_needs_several_questions():
    found = answers(*(column(code="A29", part=part) for part in "123"))
    assert fit(found, match(found, BOOK)) == 0.0
