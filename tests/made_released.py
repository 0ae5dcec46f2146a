"""Released values made by hand, for the tests of what the report says: no survey, no estimation, only counts."""

import math
import zlib
from dataclasses import replace  # noqa: F401 -- for the tests
from datetime import date

import pandas as pd

from survey_kit.disclosure.long import LONG_COLUMNS
from survey_kit.disclosure.released import Cell, Distribution, Measure, Quantity, Released, ReleasedAnalysis
from survey_kit.findings.view import View
from survey_kit.questionnaire.model import Choice, Item, Question, Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.survey.survey import Provenance


def wilson(count, base, z=1.959964):
    part = count / base
    middle = (part + z * z / (2 * base)) / (1 + z * z / base)
    half = z * math.sqrt(part * (1 - part) / base + z * z / (4 * base * base)) / (1 + z * z / base)
    return max(0.0, middle - half) * 100, min(1.0, middle + half) * 100


def rule_of(base):
    return next(
        rule for least, rule in ((100, "full"), (30, "limited"), (15, "indicative"), (5, "counts"), (0, "nothing")) if base >= least
    )


def no_rows():
    """DataFrame: the long form of tables that have no columns."""
    return pd.DataFrame(columns=list(LONG_COLUMNS))


def distribution(counts, base=None, *, variable="v", item="", multiple=False, missing=(), measures=(), mask=True):
    """Distribution of counts by code; counts of 1 to 4 are kept back, None is kept back to protect another."""
    base = base or sum(count or 0 for count in counts.values())
    rule = rule_of(base)
    shown = rule not in {"counts", "nothing"}
    cells = []
    for code, count in counts.items():
        if count is None or (mask and 0 < count < 5):
            cells.append(Cell(code, None, None, None, status="secondary" if count is None else "primary"))
        else:
            low, high = wilson(count, base) if shown else (None, None)
            cells.append(Cell(code, count, float(count), 100 * count / base if shown else None, 1.0 if shown else None, low, high))
    return Distribution(
        variable,
        item,
        multiple=multiple,
        base=base,
        weighted_base=float(base),
        effective_base=float(base),
        cells=tuple(cells),
        measures=tuple(measures if shown else (Measure(measure.name, None) for measure in measures)),
        missing=dict(missing),
        rule=rule,
    )


def question(counts, *, kind="single", name="v", concept="", ordered=False, lang="fr", maximum=None, other=(), relevance=""):
    """Question whose choices are the labels of the counts."""
    choices = tuple(Choice(code, {lang: label}, opens_text=code in other) for code, label in counts.items())
    return Question(
        name,
        kind,
        {"fr": "Question posée", "en": "Question asked"},
        choices,
        concept=concept,
        ordered=ordered,
        maximum=maximum,
        relevance=relevance,
    )


def view(questions, distributions, *, respondents=165, analyses=(), drafted=False, **options):
    released = Released(None, tuple(distributions), tuple(analyses), sampling=options.get("sampling", "volunteer"))
    return View(
        released, Questionnaire("made", {"fr": "Enquête", "en": "Survey"}, tuple(questions), drafted=drafted), respondents, **options
    )


def provenance(received=193, left_out=None, *, synthetic=True):
    out = {"consent_refused": 3, "test_row": 25} if left_out is None else left_out
    return Provenance(
        "exemple.csv",
        "81b905b6" * 8,
        "limesurvey",
        received=received,
        columns=120,
        left_out=out,
        personal={"email": 1},
        first_day=date(2022, 4, 4),
        last_day=date(2022, 6, 30),
        synthetic=synthetic,
    )


def _spread(name, size, base):
    """list of int: counts that add up to the base, uneven, the same for the same name."""
    seed = zlib.crc32(name.encode())
    weights = [1 + ((seed >> (3 * place % 29)) & 15) ** 1.6 for place in range(size)]
    counts = [int(base * weight / sum(weights)) for weight in weights]
    counts[0] += base - sum(counts)
    return counts


def _bases(question, respondents):
    share = (
        1.0 if not question.relevance else 0.88 if "situation" in question.relevance else 0.6 if "activity" in question.relevance else 0.4
    )
    return max(int(respondents * share), 0)


def _of_question(question, respondents):  # noqa: PLR0911 -- one return a type
    base = _bases(question, respondents)
    choices = [choice.code for choice in question.choices if choice.missing in {"", "dont_know"}]
    missing = {"not_asked": respondents - base}
    if question.type == "matrix":
        return [distribution(dict(zip(choices, _spread(question.name + item.code, len(choices), base), strict=True)), base, variable=question.name, item=item.code,
                             measures=[Measure("mean", 2 + place / 6, 0.1, 1.8 + place / 6, 2.2 + place / 6)]) for place, item in enumerate(question.items)]  # fmt: skip
    if question.type == "multiple":
        counts = {code: min(count * 2, base) for code, count in zip(choices, _spread(question.name, len(choices), base), strict=True)}
        return [distribution(counts, base, variable=question.name, multiple=True, missing=missing)]
    if question.type == "text":
        return [Distribution(question.name, base=base // 3, rule=rule_of(base // 3))]
    if question.type in {"integer", "decimal"}:
        found = distribution(dict(zip(("0-19", "20-39", "40-59"), _spread(question.name, 3, base), strict=True)), base, variable=question.name, missing=missing,
                             measures=[Measure("mean", 24.31, 1.0, 22.3, 26.4), Measure("median", 22.0), Measure("q1", 10.0), Measure("q3", 35.0)])  # fmt: skip
        return [found]
    if question.type in {"month", "date", "datetime"}:
        return [distribution({"2020": base // 2, "2021": base - base // 2}, base, variable=question.name, missing=missing)]
    if question.type == "place":
        return [distribution({"12096": base // 2, "12224": base - base // 2}, base, variable=question.name, missing=missing)]
    return [
        distribution(
            dict(zip(choices, _spread(question.name, len(choices), base), strict=True)), base, variable=question.name, missing=missing
        )
    ]


def _mean(low, base):
    return (Measure("mean", low + 0.2, 0.1, low, low + 0.4) if base >= 15 else Measure("mean", None),)


def demand():
    names = (
        ("interested", 64.0, 64.0, 64.0, False),
        ("days", 330.0, 330.0, 330.0, False),
        ("carried_out", 0.5, 0.25, 1.0, True),
        ("occupancy", 0.5, 0.5, 0.8, True),
        ("desks_by_occupancy", 32.0, 20.0, 32.0, False),
        ("whole_desks", 11.0, 4.0, 22.0, False),
    )
    return ReleasedAnalysis(
        "coworking_demand", 139, tuple(Quantity(name, value, low, high, assumed) for name, value, low, high, assumed in names)
    )


def whole(respondents=165):
    """Released and Questionnaire: every question of the shipped questionnaire, as if so many had answered."""
    questionnaire = read_questionnaire("haut-rouergue")
    asked = [question for question in questionnaire.questions if question.role in {"", "consent"}]
    found = [one for question in asked for one in _of_question(question, respondents)]
    for derived in questionnaire.derived:
        base = int(respondents * 0.6)
        if derived.choices:
            counts = dict(zip([choice.code for choice in derived.choices], _spread(derived.name, len(derived.choices), base), strict=True))
            found.append(distribution(counts, base, variable=derived.name))
        elif derived.name in {"telework_days", "telework_days_wished", "telework_gap"}:
            low = 0.3 if derived.name == "telework_gap" else 2.2
            found.append(Distribution(derived.name, base=base, measures=_mean(low, base), rule=rule_of(base)))
    return Released(no_rows(), tuple(found), (demand(),) if respondents > 30 else ()), questionnaire


def drafted():
    """Questionnaire and Released: as an unknown export gives them, with wordings that must stay text."""
    labels = ("<img src=file:///etc/passwd>", "{{7*7}}", "=cmd|' /C calc'!A0")
    questions = (
        Question("q1", "single", {"fr": "Dans quel secteur travaillez-vous actuellement au sein de votre organisation ?"}, tuple(Choice(text, {"fr": text}) for text in labels)),
        Question("q2", "multiple", {"fr": "Vos outils"}, tuple(Choice(text, {"fr": text}) for text in ("visio", "téléphone", "courriel"))),
        Question("q3", "matrix", {"fr": "Votre avis"}, tuple(Choice(str(step), {"fr": str(step)}, number=float(step)) for step in range(1, 6)), (Item("a", {"fr": "l'aide"}), Item("b", {"fr": "le lieu"}))),
        Question("q4", "text", {"fr": "Une remarque ?"}),
        Question("q5", "integer", {"fr": "Jours de télétravail par semaine"}, concept="telework_days"),
    )  # fmt: skip
    made = Questionnaire("ebauche", {"fr": "Enquête télétravail"}, questions, drafted=True)
    found = [
        distribution(dict(zip(labels, (60, 30, 10), strict=True)), 100, variable="q1"),
        distribution({"visio": 80, "téléphone": 40, "courriel": 3}, 98, variable="q2", multiple=True),
        *(distribution({str(step): 20 for step in range(1, 6)}, 100, variable="q3", item=item) for item in ("a", "b")),
        Distribution("q4", base=40, rule="limited"),
        distribution(
            {"0": 20, "1": 30, "2": 50}, 100, variable="q5", measures=[Measure("median", 1.5), Measure("mean", 1.3, 0.1, 1.1, 1.5)]
        ),
    ]
    return Released(no_rows(), tuple(found)), made
