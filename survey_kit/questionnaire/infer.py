"""A questionnaire drafted from an export that fits none: types, sets, scales and their order, concepts. Every guess is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.questionnaire.concepts import CONCEPTS
from survey_kit.questionnaire.infer_concepts import IDENTIFYING, chapter_of, concept_of, is_sensitive
from survey_kit.questionnaire.infer_groups import Group, are_ticks, common_answers, counted_parts, groups, is_packed, only_one, stem_of
from survey_kit.questionnaire.infer_names import name_of, wording_of
from survey_kit.questionnaire.infer_profile import Inferred, profile
from survey_kit.questionnaire.infer_types import OTHERS, choices_of, infer
from survey_kit.questionnaire.model import Choice, Item, Question, Questionnaire
from survey_kit.questionnaire.texts import clean, normal

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers, Column
    from survey_kit.questionnaire.model import QuestionType

Lang = Literal["fr", "en"]
FIELDS: Final[Mapping[str, tuple[str, QuestionType, Mapping[str, str]]]] = MappingProxyType({
    "submitted": ("submitted", "datetime", {"fr": "Fin de la réponse", "en": "End of the answer"}),
    "started": ("started", "datetime", {"fr": "Début de la réponse", "en": "Start of the answer"}),
    "weight": ("weight", "decimal", {"fr": "Poids", "en": "Weight"}),
})  # fmt: skip
MIXED_OTHERS: Final = ("google_forms", "microsoft_forms")
OTHER: Final = {"fr": "Autre", "en": "Other"}
MOST_STEPS: Final = 21


@dataclass(frozen=True, slots=True)
class Guess:
    """One thing supposed about a column, to be checked: make a Note of the same code, column and values of it."""

    code: str
    column: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted questionnaire and every guess that made it."""

    questionnaire: Questionnaire
    guesses: tuple[Guess, ...]


@dataclass(slots=True)
class _Work:
    """A draft as it grows."""

    answers: Answers
    lang: Lang
    is_place: Callable[[str], bool] | None
    questions: list[Question] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def tell(self, column: Column, told: Sequence[tuple[str, Mapping[str, object]]]) -> None:
        """None: keeps guesses about a column."""
        self.guesses += [Guess(code, clean(column.heading), values) for code, values in told]


def draft(answers: Answers, *, name: str, lang: Lang = "fr", is_place: Callable[[str], bool] | None = None) -> Questionnaire:
    """Questionnaire: drafted from the columns; its questions name their columns by the alias `column:<position>`."""
    return draft_with_guesses(answers, name=name, lang=lang, is_place=is_place).questionnaire


def draft_with_guesses(answers: Answers, *, name: str, lang: Lang = "fr", is_place: Callable[[str], bool] | None = None) -> Draft:
    """Draft: the questionnaire that the columns suggest, and what was supposed of each.

    `is_place` tells whether a text names a commune or a country; without it no question is drafted as one of places.
    """
    work = _Work(answers, lang, is_place)
    _fields(work)
    for group in groups(answers):
        _group(group, work)
    questions = tuple(_with_concepts(work.questions))
    work.guesses += [
        Guess("draft_concept", question.wordings.get(lang, question.name), {"concept": question.concept, "name": question.name})
        for question in questions
        if question.concept
    ]
    book = Questionnaire(name=name, titles={lang: _title(name)}, questions=questions, drafted=True)
    return Draft(book, tuple(work.guesses))


def _separator(answers: Answers) -> str | None:
    """str or None: what joins several answers in a cell, "" when the platform may do it in any way, None when it never does."""
    return None if answers.facts.get("joined") == "never" else answers.separator


def _title(name: str) -> str:
    return clean(name.replace("_", " ").replace("-", " ")).capitalize()


def _fields(work: _Work) -> None:
    """None: the fields that run the survey, each once."""
    for column in work.answers.columns:
        if column.role in FIELDS and FIELDS[column.role][0] not in work.names and any(value.strip() for value in column.values):
            name, kind, wordings = FIELDS[column.role]
            work.names.add(name)
            work.questions.append(Question(name, kind, wordings, aliases=(_place(column),), role=name))
            if name == "weight":
                work.tell(column, [("draft_weight", {})])


def _group(group: Group, work: _Work) -> None:
    if group.parts:
        _parts(group, work)
    elif group.whole is not None:
        _whole(group.whole, work, others=group.others)
    if not group.parts and group.whole is None:
        _texts(group.others, work)
    _texts(group.comments, work)


def _parts(group: Group, work: _Work) -> None:
    """None: drafts a set, a grid, or a question each of columns that have a stem in common."""
    parts, answers = group.parts, work.answers
    if not parts[0].part and is_packed(parts, answers):
        _packed(parts, work)
        return
    named = [column for column in parts if column.part]
    if len(named) == len(parts) > 1 and are_ticks(parts, answers):
        _set(group, work)
        if group.whole is not None:
            work.tell(group.whole, [("draft_repeats", {})])
        return
    common = common_answers(parts, answers) if len(named) == len(parts) else None
    grid = infer(stem_of(parts[0]), common, separator=_separator(answers)) if common is not None else None
    if common is not None and grid is not None and grid.type in {"scale", "single", "yes_no"} and len(grid.choices) <= MOST_STEPS:
        _matrix(parts, grid, work)
        _texts(group.others, work)
        return
    if group.whole is not None:
        _whole(group.whole, work, others=())
    for column in parts:
        _whole(column, work, others=group.others if len(parts) == 1 else ())
    if len(parts) > 1:
        _texts(group.others, work)


def _whole(column: Column, work: _Work, *, others: Sequence[Column]) -> None:
    """None: drafts the question of one column, with the text of its "other" if that has a column."""
    found = profile(column.values, work.answers.not_asked)
    heading = stem_of(column) if not column.part else clean(column.heading)
    made = infer(
        heading, found, separator=_separator(work.answers), is_place=work.is_place,
        mixed_others=work.answers.platform in MIXED_OTHERS and not others,
    )  # fmt: skip
    opened = [other for other in others if any(text.strip() for text in other.values)]
    if made.type and len(opened) == 1 and made.type in {"single", "yes_no"}:
        made = _opening(made, opened[0], work.lang)
        opened = []
    _keep(column, heading, made, work)
    _texts(opened, work)


def _opening(made: Inferred, column: Column, lang: Lang) -> Inferred:
    """Inferred: with its "other" opening the text of that column."""
    named = next((choice for choice in made.choices if normal(choice.code) in OTHERS), None)
    opened = (
        replace(named, opens_text=True, aliases=(*named.aliases, _place(column)))
        if named
        else Choice(OTHER[lang], OTHER, opens_text=True, aliases=(_place(column),))
    )
    plain = [choice for choice in made.choices if choice is not named and not choice.missing]
    return replace(made, choices=(*plain, opened, *(choice for choice in made.choices if choice.missing)))


def _set(group: Group, work: _Work) -> None:
    """None: drafts a set, or a single choice whose options have a column each."""
    parts, labels = group.parts, counted_parts(group.parts)
    alone = only_one(parts, work.answers) and not group.others
    choices = [Choice(labels[column.position], {}, aliases=(_place(column),)) for column in parts]
    if group.others and not any(normal(choice.code) in OTHERS for choice in choices):
        first, *rest = group.others
        choices.append(Choice(OTHER[work.lang], OTHER, opens_text=True, aliases=(_place(first),)))
    else:
        rest = list(group.others)
    counts = {choice.code: 1 for choice in choices if not choice.aliases or not choice.opens_text}
    order = tuple(choice.code for choice in choices_of(counts, {})[0]) if alone else ()
    ranked = (
        sorted(choices, key=lambda choice: order.index(choice.code))
        if alone and set(order) == {choice.code for choice in choices}
        else choices
    )
    is_ordered = alone and choices_of(counts, {})[1]
    _keep(
        parts[0], stem_of(parts[0]), Inferred("single" if alone else "multiple", tuple(ranked), ordered=is_ordered), work, own_column=False
    )
    _texts(rest, work)


def _packed(parts: Sequence[Column], work: _Work) -> None:
    """None: drafts a set whose answers fill columns from the left; each column is named by an option, whatever stands in it."""
    values = [value for column in parts for value in column.values]
    found = profile(values, work.answers.not_asked)
    options, _, _, _ = choices_of(found.counts, found.silent)
    filled = [column for column in parts if any(value.strip() for value in column.values)]
    places = [_place(column) for column in filled]
    choices = tuple(replace(option, number=None, aliases=(*option.aliases, *places[at : at + 1])) for at, option in enumerate(options))
    stem = clean(parts[0].heading).rsplit("_", 1)[0].strip()
    _keep(parts[0], stem, Inferred("multiple", choices, told=(("draft_packed", {"count": len(filled)}),)), work, own_column=False)


def _matrix(parts: Sequence[Column], grid: Inferred, work: _Work) -> None:
    labels = counted_parts(parts)
    items = tuple(Item(labels[column.position], {work.lang: labels[column.position]}, aliases=(_place(column),)) for column in parts)
    numbered = grid if grid.type != "yes_no" else replace(grid, ordered=False)
    _keep(parts[0], stem_of(parts[0]), replace(numbered, type="matrix"), work, items=items, own_column=False)


def _texts(columns: Sequence[Column], work: _Work) -> None:
    """None: drafts a question of free text of each column that holds any."""
    for column in columns:
        if any(value.strip() for value in column.values):
            _keep(column, clean(column.heading), Inferred("text"), work)


def _keep(column: Column, heading: str, made: Inferred, work: _Work, *, items: tuple[Item, ...] = (), own_column: bool = True) -> None:
    """None: adds a question, and tells what was supposed of it."""
    work.tell(column, made.told)
    if not made.type:
        return
    wording = wording_of(heading) or f"Question {column.position + 1}"
    question = Question(
        name=name_of(column.code if column.code and not column.stem else heading, work.names, f"question_{column.position + 1}"),
        type=made.type,  # type: ignore[arg-type]
        wordings={work.lang: wording},
        choices=tuple(_labelled(choice, work.lang) for choice in made.choices),
        items=items,
        aliases=(_place(column),) if own_column else (),
        ordered=made.ordered,
        sensitive=is_sensitive(wording),
    )
    work.questions.append(question)
    work.tell(column, [(f"draft_{made.type}", {"name": question.name, "count": len(question.items or question.choices)})])


def _labelled(choice: Choice, lang: Lang) -> Choice:
    return choice if choice.labels else replace(choice, labels={lang: clean(choice.code)})


def _place(column: Column) -> str:
    return f"column:{column.position}"


def _with_concepts(questions: Sequence[Question]) -> Iterator[Question]:
    """Iterator of Question: each with what it measures; of several that measure the same the first."""
    known: set[str] = set()
    for question in questions:
        measured = "" if question.role else _measured(question)
        concept = "" if measured in known else measured
        known.add(concept)
        yield replace(
            question,
            concept=concept,
            chapter="" if question.role else CONCEPTS.get(measured) or chapter_of(_said(question)),
            identifying=measured in IDENTIFYING or question.type == "place",
        )


def _measured(question: Question) -> str:
    """str: the concept of a question, by its wording, else by its variable's name too."""
    return concept_of(next(iter(question.wordings.values())), question.type) or concept_of(_said(question), question.type)


def _said(question: Question) -> str:
    return " ".join((*question.wordings.values(), question.name.replace("_", " ")))
