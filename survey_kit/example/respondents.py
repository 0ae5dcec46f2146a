"""Synthetic respondents to a questionnaire: invented people, drawn from profiles, routed by the questionnaire's own rules.

The same seed gives the same people, whatever the day and the machine. One generator serves each question, so that a change
to one question leaves the answers to the others as they were, apart from what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from survey_kit.example import draws, texts
from survey_kit.example.draws import Chance
from survey_kit.example.profiles import (
    AGES,
    BLANK,
    BLANKS,
    CAME_FROM,
    DAYS_TICKED,
    MONTHS_SETTLED,
    NOT_CONCERNED,
    ORIGINS,
    RECIPES,
    SATISFACTION,
    SATISFACTION_SHIFTS,
    SHARES,
    Recipe,
    Steps,
)
from survey_kit.questionnaire.rules import parse
from survey_kit.questionnaire.rules_evaluate import asked
from survey_kit.survey import places
from survey_kit.survey.gazetteer import ABROAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from survey_kit.questionnaire.model import Question, Questionnaire

SEED: Final = 2022
RESPONDENTS: Final = 165
OPENED: Final = datetime(2022, 4, 4)  # noqa: DTZ001 local time, as the platforms write it
# days after opening and how many answers come then, in per cent: launch, two reminders, the last days
WAVES: Final = "0-9:38 10-34:14 35-43:24 44-70:8 71-79:12 80-87:4"
HOURS: Final = "8:6 9:9 10:9 11:7 12:8 13:9 14:7 15:6 16:5 17:7 18:8 19:6 20:10 21:9 22:4"
ITEM_BLANK: Final = 0.9
ROLES_LEFT_OUT: Final = ("weight", "identifier", "synthetic")

Row = dict[str, Any]
Special = Callable[["Question", Chance, "Questionnaire"], object]


@dataclass(frozen=True, slots=True)
class Respondents:
    """People and what they answered. `answers` has the questionnaire's columns, with codes as ticked; `missing` says why a cell is empty."""

    questionnaire: Questionnaire
    answers: pd.DataFrame
    missing: pd.DataFrame
    profiles: tuple[str, ...]
    started: tuple[datetime, ...]
    submitted: tuple[datetime, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """tuple of Question: those that an export holds."""
        return tuple(question for question in self.questionnaire.questions if question.role not in ROLES_LEFT_OUT)


def synthetic_respondents(questionnaire: Questionnaire, count: int = RESPONDENTS, seed: int = SEED) -> Respondents:
    """Respondents: that many invented people, in the order in which they answered."""
    people = _people(count, seed)
    before = Random(f"{seed}:came_from")  # noqa: S311
    rows: list[Row] = [
        {"profile": profile, "submitted_at": end, "came_from": draws.pick(draws.row_of(CAME_FROM, {"profile": profile}), before)}
        for profile, _, _, end in people
    ]
    gaps: list[dict[str, str]] = [{} for _ in people]
    for question in questionnaire.questions:
        if question.role not in ROLES_LEFT_OUT:
            _answer(question, questionnaire, people, (rows, gaps), Random(f"{seed}:{question.name}"))  # noqa: S311
    columns = [column for question in questionnaire.questions if question.role not in ROLES_LEFT_OUT for column in question.columns]
    return Respondents(
        questionnaire=questionnaire,
        answers=frame(questionnaire, rows, columns),
        missing=pd.DataFrame([{column: gap.get(column, "") for column in columns} for gap in gaps], columns=pd.Index(columns)),
        profiles=tuple(person[0] for person in people),
        started=tuple(person[2] for person in people),
        submitted=tuple(person[3] for person in people),
    )


def frame(questionnaire: Questionnaire, rows: Iterable[Row], columns: list[str]) -> pd.DataFrame:
    """DataFrame: rows of answers, each column in the type in which rules read it."""
    listed = list(rows)
    typed = {column: kind for question in questionnaire.questions for column, kind in _types(question).items()}
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in listed], dtype=typed[name]) for name in columns}, index=range(len(listed))
    )


def _types(question: Question) -> dict[str, Any]:
    kinds = {
        "integer": "Int64",
        "decimal": "Float64",
        "multiple": "boolean",
        "date": "datetime64[ns]",
        "datetime": "datetime64[ns]",
        "month": "datetime64[ns]",
    }
    kind = kinds.get(question.type, "object")
    return dict.fromkeys(question.answer_columns, kind) | ({f"{question.name}__other": "object"} if question.has_other else {})


Person = tuple[str, float, datetime, datetime]


def _people(count: int, seed: int) -> list[Person]:
    rng = Random(f"{seed}:people")  # noqa: S311
    total = sum(SHARES.values())
    exact = {profile: count * share / total for profile, share in SHARES.items()}
    profiles = [profile for profile, number in exact.items() for _ in range(int(number))]
    rest = sorted(SHARES, key=lambda profile: exact[profile] % 1, reverse=True)
    profiles += rest[: count - len(profiles)]
    rng.shuffle(profiles)
    return sorted((_person(profile, rng) for profile in profiles), key=lambda person: person[3])


def _person(profile: str, rng: Random) -> Person:
    day = OPENED + timedelta(days=int(draws.pick(draws.weights(WAVES), rng)))
    end = day + timedelta(hours=int(draws.pick(draws.weights(HOURS), rng)), minutes=int(rng.random() * 60), seconds=int(rng.random() * 60))
    spent = timedelta(seconds=int(420 + 900 * rng.random() ** 2 + 240 * rng.random()))
    return profile, rng.gauss(0, 1), end - spent, end


def _answer(
    question: Question, questionnaire: Questionnaire, people: list[Person], state: tuple[list[Row], list[dict[str, str]]], rng: Random
) -> None:
    rows, gaps = state
    relevant = asked(question.relevance, frame(questionnaire, rows, _read_by(question.relevance, questionnaire)), questionnaire)
    for person, row, gap, shown in zip(people, rows, gaps, relevant, strict=True):
        chance = Chance(rng, row, person[1])
        if not shown:
            gap.update(dict.fromkeys(question.columns, "not_asked"))
        elif not question.role and rng.random() * 100 < BLANKS.get(question.name, _usual_blank(question)):
            gap.update(dict.fromkeys(question.columns, "not_answered"))
        else:
            row.update(_drawn(question, questionnaire, person, chance))
            gap.update(_unfilled(question, row))


def _unfilled(question: Question, row: Row) -> dict[str, str]:
    gap = {column: "not_answered" for column in question.answer_columns if column not in row}
    # the text beside "other" was not asked of those who chose something else
    return gap | ({f"{question.name}__other": "not_asked"} if question.has_other and f"{question.name}__other" not in row else {})


def _read_by(relevance: str, questionnaire: Questionnaire) -> list[str]:
    names = parse(relevance).names if relevance else ()
    return [column for question in map(questionnaire.question, names) if question for column in question.answer_columns]


def _usual_blank(question: Question) -> float:
    return 70.0 if question.type == "text" else BLANK


def _drawn(question: Question, questionnaire: Questionnaire, person: Person, chance: Chance) -> Row:
    if question.role in {"consent", "started", "submitted"}:
        return {question.name: {"consent": "1", "started": person[2], "submitted": person[3]}[question.role]}
    if question.concept in SPECIAL and question.type in SPECIAL[question.concept][0]:
        value = SPECIAL[question.concept][1](question, chance, questionnaire)
        return {} if value is None else {question.name: value}
    return _by_type(question, questionnaire, chance)


def _by_type(question: Question, questionnaire: Questionnaire, chance: Chance) -> Row:
    recipe = _recipe(question)
    if question.type in {"multiple", "matrix", "single", "scale", "yes_no"}:
        draw = {"multiple": _set, "matrix": _matrix}.get(question.type, _single)
        return draw(question, recipe, chance)
    if question.type == "ranking":
        return {f"{question.name}__{place}": code for place, code in enumerate(draws.ranks(question, chance), 1)}
    return {question.name: _simple(question, questionnaire, recipe, chance)}


def _simple(question: Question, questionnaire: Questionnaire, recipe: Recipe | None, chance: Chance) -> object:
    match question.type:
        case "integer":
            return draws.whole(question, recipe, chance)
        case "decimal":
            return round(draws.number(question, chance), 1)
        case "place":
            return _origin(question, chance, questionnaire)
        case "text":
            return texts.COMMENT
        case _:
            return _day(question, chance)


def _recipe(question: Question) -> Recipe | None:
    recipe = RECIPES.get(question.name)
    if not isinstance(recipe, tuple) or question.type == "integer":
        return recipe
    known = {choice.code for choice in question.choices}
    # another questionnaire may use the name with other codes
    return recipe if all(code in known for text in recipe[0].rows.values() for code in draws.weights(text)) else None


def _single(question: Question, recipe: Recipe | None, chance: Chance) -> Row:
    code = draws.single(question, recipe, chance)
    choice = question.choice(code)
    return {question.name: code} | _other(question, chance, opened=bool(choice and choice.opens_text))


def _set(question: Question, recipe: Recipe | None, chance: Chance) -> Row:
    size = DAYS_TICKED.get(str(chance.row.get("telework_frequency"))) if question.concept == "telework_weekdays" else None
    ticked = draws.ticks(question, recipe, chance, size)
    opened = any(choice.opens_text for choice in question.choices if choice.code in ticked)
    columns = {f"{question.name}__{choice.code}": choice.code in ticked for choice in question.choices if not choice.missing}
    return {**columns, **_other(question, chance, opened=opened)}


def _other(question: Question, chance: Chance, *, opened: bool) -> Row:
    if not opened:
        return {}
    said = texts.OTHERS.get(question.name, texts.OTHER)
    return {f"{question.name}__other": said[int(chance.rng.random() * len(said))]}


def _matrix(question: Question, recipe: Recipe | None, chance: Chance) -> Row:
    made: Row = {}
    for place, item in enumerate(question.items):
        missing = next((choice.code for choice in question.choices if choice.missing == "not_applicable"), None)
        if chance.rng.random() * 100 < ITEM_BLANK:
            continue
        if missing and _not_concerned(question, place, chance):
            made[f"{question.name}__{item.code}"] = missing
            continue
        pulled = _item_steps(question, place, chance) or recipe
        mean = draws.mean(pulled, question.choices, chance.row) + (0 if pulled else 0.4 * Random(item.code + question.name).gauss(0, 1))  # noqa: S311
        made[f"{question.name}__{item.code}"] = draws.step(question.choices, mean, pulled, chance)
    return made


def _not_concerned(question: Question, place: int, chance: Chance) -> bool:
    if question.name != "satisfaction" or place not in NOT_CONCERNED:
        return chance.rng.random() < 0.01
    by, rates = NOT_CONCERNED[place]
    return chance.rng.random() * 100 < rates.get(str(chance.row.get(by)), 2)


def _item_steps(question: Question, place: int, chance: Chance) -> Steps | None:
    if question.name != "satisfaction" or len(question.items) != len(SATISFACTION):
        return None
    shift = SATISFACTION_SHIFTS.get(str(chance.row["profile"]), (0.0,) * len(SATISFACTION))[place]
    return Steps("profile", {"*": str(SATISFACTION[place] + shift)}, pull=0.45, spread=0.75)


def _day(question: Question, chance: Chance) -> datetime:
    end: Any = chance.row["submitted_at"]
    moment: datetime = end - timedelta(days=int(chance.rng.random() * 120))
    midnight = moment.replace(hour=0, minute=0, second=0)
    return midnight.replace(day=1) if question.type == "month" else midnight


# ---- questions that are known by what they measure


def _settled(question: Question, chance: Chance, _questionnaire: Questionnaire) -> datetime:
    end: Any = chance.row["submitted_at"]
    months = end.year * 12 + end.month - 1 - int(draws.pick(draws.row_of(MONTHS_SETTLED, chance.row), chance.rng))
    day = 1 if question.type == "month" else 1 + int(chance.rng.random() * 28)
    return datetime(months // 12, months % 12 + 1, day)  # noqa: DTZ001


def _age(_question: Question, chance: Chance, _questionnaire: Questionnaire) -> int:
    return int(draws.pick(draws.row_of(AGES, chance.row), chance.rng))


def _birth_year(question: Question, chance: Chance, questionnaire: Questionnaire) -> int:
    end: Any = chance.row["submitted_at"]
    return int(end.year) - _age(question, chance, questionnaire)


def _commune(question: Question, chance: Chance, questionnaire: Questionnaire) -> str:
    people = {code: float(places.population(code) or 0) for code in questionnaire.communes}
    return draws.pick(people, chance.rng) if sum(people.values()) > 0 else _origin(question, chance, questionnaire)


def _origin(_question: Question, chance: Chance, _questionnaire: Questionnaire) -> str:
    name, _, departement = draws.pick(draws.row_of(ORIGINS, chance.row), chance.rng).partition("|")
    found = places.find(f"{name.replace('_', ' ')} ({departement})" if departement else name)
    return found.code if found else ABROAD


def _comment(_question: Question, chance: Chance, _questionnaire: Questionnaire) -> str:
    return texts.COMMENTS[int(chance.rng.random() * len(texts.COMMENTS))]


SPECIAL: Final[Mapping[str, tuple[tuple[str, ...], Special]]] = MappingProxyType({
    "settled_date": (("month", "date"), _settled),
    "age": (("integer",), _age),
    "birth_year": (("integer",), _birth_year),
    "commune": (("place",), _commune),
    "previous_place": (("place",), _origin),
    "comment": (("text",), _comment),
})  # fmt: skip
