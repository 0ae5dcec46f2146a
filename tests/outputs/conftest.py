"""A small survey with every type of question, hostile labels among them, tabulated and released."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.analyses.analysis import Analysis, Quantity
from survey_kit.design.design import Design
from survey_kit.disclosure.release import release
from survey_kit.outputs.blocks import Told
from survey_kit.questionnaire.model import Choice, Item, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.tabulation.crosstab import tabulate

ROWS = 120
FORMULA = "=cmd|' /C calc'!A0"


def named(text):
    return {"fr": text, "en": f"{text} (en)"}


def choices(*labels):
    return tuple(Choice(str(place), named(label)) for place, label in enumerate(labels, 1))


STEPS = tuple(Choice(str(step), named(label), number=step) for step, label in enumerate(("pas du tout", "", "", "tout à fait"), 1))
QUESTIONNAIRE = Questionnaire(
    "essai",
    named("Enquête d'essai"),
    (
        Question("trade", "single", named("votre métier ?"), choices(FORMULA, "boulanger", "menuisier", "potier", "luthier"), aliases=("A1",), concept="occupation"),
        Question("wants", "multiple", named("Que vous manque-t-il ?"), choices("médecins", "trains"), concept="missing_services", universe=named("Habitants.")),
        Question("rhythm", "scale", named("À quel point ?"), STEPS, ordered=True, concept="integration"),
        Question("children", "integer", named("Combien d'enfants ?"), concept="children"),
        Question("views", "matrix", named("Êtes-vous satisfait ?"), STEPS, (Item("a", named("logement")), Item("b", named("santé"))), concept="satisfaction"),
        Question("town", "place", named("Quelle commune ?"), concept="commune"),
        Question("sex", "single", named("Vous êtes"), choices("une femme", "un homme"), concept="gender"),
        Question("more", "text", named("Un mot ?"), concept="comment"),
        Question("few", "single", named("Peu de monde ?"), choices("oui", "non")),
    ),
    chapters={"territory": named("Vivre ici")},
)  # fmt: skip


def coded(draws, codes):
    return pd.Categorical([codes[place] if place >= 0 else None for place in draws], codes)


def survey():
    chance = np.random.default_rng(11)
    codes = list("12345")
    frame = pd.DataFrame(
        {
            "trade": coded([0] * 50 + [1] * 20 + [2] * 45 + [3] * 3 + [4] * 2, codes),
            "wants__1": pd.array(chance.random(ROWS) < 0.6, dtype="boolean"),
            "wants__2": pd.array(chance.random(ROWS) < 0.4, dtype="boolean"),
            "rhythm": coded([*[-1] * 10, *chance.integers(0, 4, 110)], codes[:4]),
            "children": pd.array(chance.integers(0, 4, ROWS), dtype="Int64"),
            "views__a": coded(chance.integers(0, 4, ROWS), codes[:4]),
            "views__b": coded([*[-1] * 100, *[0, 1] * 10], codes[:4]),
            "town": pd.array(["12096"] * 70 + ["12033"] * 50, dtype="string"),
            "sex": coded(chance.integers(0, 2, ROWS), codes[:2]),
            "more": pd.array(["oui"] * 30 + [pd.NA] * 90, dtype="string"),
            "few": coded([0, 1, 1, *[-1] * 117], codes[:2]),
            "w": chance.uniform(0.5, 2.0, ROWS),
        }
    )
    missing = frame.isna().replace({True: "not_answered", False: ""})
    missing.loc[:6, "rhythm"] = "not_asked"
    return Survey(frame, missing, QUESTIONNAIRE, Provenance("essai.csv", "0" * 64, "table", synthetic=True))


DEMAND = Analysis(
    "coworking_demand", 60, (Quantity("days", 40.0), Quantity("desks", 1.268, 0.634, 2.537), Quantity("peak", 1.3, assumption=True))
)


def told_of(*, rows=None, columns=None, lang="fr", trade=None, **options):
    """Told: released values of the small survey; `trade` takes the place of how many have each trade."""
    rows = rows or [question.name for question in QUESTIONNAIRE.questions]
    answered = survey()
    if trade is not None:
        answered.responses["trade"] = coded(np.repeat(range(len(trade)), trade), list("12345"))
    design = Design(answered, **{"sampling": "volunteer", **options})
    analyses = () if columns else (DEMAND,)
    return Told(release(tabulate(design, rows, columns), analyses=analyses), QUESTIONNAIRE, lang)


@pytest.fixture(scope="session")
def made():
    """Function: released values of the small survey, with rows, columns, lang and the design's options."""
    return told_of


@pytest.fixture(scope="session")
def responses():
    """DataFrame: the responses of the small survey."""
    return survey().responses


@pytest.fixture(scope="session")
def told():
    """Told: the small survey, one way."""
    return told_of()


@pytest.fixture(scope="session")
def formula():
    """str: a label that a spreadsheet would run."""
    return FORMULA
