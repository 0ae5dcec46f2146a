"""What stands in the tables of the workbook and of the terminal: blocks of plain values, a block a variable, before any cell is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.errors import wording
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, names
from survey_kit.questionnaire.concepts import CHAPTERS, CONCEPTS
from survey_kit.questionnaire.model import Question, label

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution, Measure, Quantity, Released, ReleasedAnalysis
    from survey_kit.questionnaire.model import Derived, Questionnaire

    Variable = Question | Derived

Value = int | float | str | None
Look = Literal["answer", "merged", "net", "indicative", "hidden", "base", "measure", "outside", "heading", "item", "assumption"]
# What a column holds: it decides its number format.
Holds = Literal["count", "weighted", "percent", "value"]
OUTSIDE: Final = ("not_asked", "not_answered", "refused", "not_applicable", "dont_know")
NOBODY: Final = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: the code, the label, then a value a column. None is an empty cell; "s" is kept back, "–" has no meaning here.

    `looks` tells how each value looks where they don't all look like the line; `marks` are letters of significance, one text a value.
    """

    look: Look
    code: str
    label: str
    values: tuple[Value, ...] = ()
    looks: tuple[Look, ...] = ()
    marks: tuple[str, ...] = ()

    def mark(self, place: int) -> str:
        """str: the letters beside a value."""
        return self.marks[place] if place < len(self.marks) else ""


@dataclass(frozen=True, slots=True)
class Block:
    """The table of one variable. `banner` names what each column belongs to ("" for the whole), `notes` stand under it."""

    name: str
    title: str
    headings: tuple[str, ...]
    holds: tuple[Holds, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    banner: tuple[str, ...] = ()
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Released values with the codebook and the language in which they are told."""

    released: Released
    questionnaire: Questionnaire
    lang: str = "fr"

    def text(self, key: str, **values: object) -> str:
        """str: a text of the tables in the language."""
        return wording(f"table_{key}", self.lang, **values)

    def variable(self, name: str) -> Variable | None:
        """Question, Derived or None: the variable of that name."""
        both: tuple[Variable, ...] = (*self.questionnaire.questions, *self.questionnaire.derived)
        return next((variable for variable in both if variable.name == name), None)


def chapters(told: Told) -> list[tuple[str, str, list[Block]]]:
    """List of (key, title, blocks): the tables of the whole, by chapter of the questionnaire."""
    found: dict[str, list[Block]] = {}
    for name in dict.fromkeys(distribution.variable for distribution in told.released.distributions):
        found.setdefault(_chapter(told.variable(name)), []).append(block(told, name))
    order = (*told.questionnaire.chapters, *CHAPTERS, *found)
    return [(key, _chapter_title(told, key), found[key]) for key in dict.fromkeys(order) if key in found]


def block(told: Told, name: str) -> Block:
    """Block: all that is released of a variable in the whole population, an item of a matrix after the other."""
    variable = told.variable(name)
    parts = told.released.items(name)
    columns = _columns(told)
    lines = [line for part in parts for line in _part(told, variable, part, len(columns))]
    base = parts[0].base if len(parts) == 1 else None
    return Block(
        name,
        title(variable, name, told.lang),
        tuple(heading for heading, _ in columns),
        tuple(holds for _, holds in columns),
        tuple(lines),
        tuple(_notes(told, variable, parts)),
        base=base,
    )


def title(variable: Variable | None, name: str, lang: str) -> str:
    """str: the question as asked, after the number that the questionnaire gives it."""
    if variable is None:
        return name
    number = next((alias for alias in variable.aliases if alias[:1].isupper() and alias.isalnum()), "")
    asked = capital(label(variable.wordings, lang) or name)
    return f"{number}. {asked}" if number else asked


def analysis_block(told: Told, analysis: ReleasedAnalysis) -> Block:
    """Block: a special analysis, its assumptions marked as such."""
    heads = (told.text("head_value"), told.text("head_scenario_low"), told.text("head_scenario_high"))
    lines = [_quantity(told, quantity) for quantity in analysis.quantities]
    size: Value = told.text("hidden") if analysis.base is None else analysis.base
    lines.append(Line("base", "", told.text("base"), (size, None, None)))
    return Block(
        analysis.name,
        told.text(f"analysis_{analysis.name}"),
        heads,
        ("value",) * 3,
        tuple(lines),
        (told.text("note_scenario"),),
        base=analysis.base,
    )


def _quantity(told: Told, quantity: Quantity) -> Line:
    hidden = told.text("hidden")
    numbers = (quantity.value, quantity.low, quantity.high)
    if all(number is None for number in numbers):
        return Line("hidden", quantity.name, told.text(f"quantity_{quantity.name}"), (hidden, None, None))
    return Line("assumption" if quantity.assumption else "measure", quantity.name, told.text(f"quantity_{quantity.name}"), numbers)


def _chapter(variable: Variable | None) -> str:
    return "other" if variable is None else variable.chapter or CONCEPTS.get(variable.concept, "other")


def _chapter_title(told: Told, key: str) -> str:
    own = label(told.questionnaire.chapters.get(key, {}), told.lang)
    return own or (told.text(f"chapter_{key}") if key in CHAPTERS else capital(key))


def _columns(told: Told) -> list[tuple[str, Holds]]:
    """List of (heading, what it holds): unweighted count, weighted count where there are weights, share, bounds unless it is a census."""
    weighted: list[tuple[str, Holds]] = [(told.text("head_weighted_count"), "weighted")] if told.released.weighted else []
    share = told.text("head_weighted_share" if told.released.weighted else "head_share")
    bounds: list[tuple[str, Holds]] = []
    if told.released.sampling != "census":
        bounds = [(told.text("head_low"), "percent"), (told.text("head_high"), "percent")]
    return [(told.text("head_count"), "count"), *weighted, (share, "percent"), *bounds]


def _row(told: Told, *values: Value) -> tuple[Value, ...]:
    """tuple: count, weighted count, share, low and high bound, without those that have no column here."""
    count, weighted, share, *bounds = values
    return (count, *((weighted,) if told.released.weighted else ()), share, *(() if told.released.sampling == "census" else bounds))


def _part(told: Told, variable: Variable | None, part: Distribution, width: int) -> Iterator[Line]:
    if part.item:
        yield Line("item", part.item, item_title(told, variable, part.item), (None,) * width)
    if part.rule == "nothing":
        yield Line("hidden", "", told.text(_nothing(variable, part)), (None,) * width)
    else:
        known = {} if variable is None else names(variable, part, told.lang)
        yield from (_answer(told, cell, known, part) for cell in part.cells)
        yield from _base(told, part)
        yield from _measures(told, part.measures)
    yield from _outside(told, part.missing, width)


def _nothing(variable: Variable | None, part: Distribution) -> str:
    """str: the key of what is said where there is no table: too few people, nobody, or a rule that had nothing to work on."""
    if part.base is None:
        return "nothing"
    return "nobody" if isinstance(variable, Question) else "not_computed"


def item_title(told: Told, variable: Variable | None, item: str) -> str:
    """str: the label of an item of a matrix, or the rank."""
    if isinstance(variable, Question) and variable.type == "matrix":
        return capital(next((each.title(told.lang) for each in variable.items if each.code == item), item))
    return told.text("rank", rank=item)


def _answer(told: Told, cell: Cell, known: Mapping[str, str], part: Distribution) -> Line:
    named, hidden = capital(cell_label(cell, known, told.lang)), told.text("hidden")
    if cell.status or cell.count is None:
        return Line("hidden", cell.code, named, _row(told, *(hidden,) * 5))
    if cell.percent is None:
        return Line("answer", cell.code, named, _row(told, cell.count, cell.weighted_count, *(NOBODY,) * 3))
    look: Look = "indicative" if part.rule == "indicative" else "merged" if cell.together else "answer"
    bounds = (NOBODY if bound is None else bound for bound in (cell.low, cell.high))
    return Line(look, cell.code, named, _row(told, cell.count, cell.weighted_count, cell.percent, *bounds))


def _base(told: Told, part: Distribution) -> Iterator[Line]:
    whole = None if part.multiple or part.rule == "counts" or not part.cells else 100.0
    yield Line("base", "", told.text("base"), _row(told, part.base, part.weighted_base, whole, None, None))
    if told.released.weighted and part.effective_base:
        yield Line("base", "", told.text("effective_base"), _row(told, round(part.effective_base), None, None, None, None))


def _measures(told: Told, measures: Sequence[Measure]) -> Iterator[Line]:
    hidden = told.text("hidden")
    if measures:
        yield Line(
            "heading",
            "",
            told.text("head_measure"),
            _row(told, None, None, told.text("head_value"), told.text("head_low"), told.text("head_high")),
        )
    for measure in measures:
        named = told.text(f"measure_{measure.name}")
        if measure.value is None:
            yield Line("hidden", measure.name, named, _row(told, None, None, *(hidden,) * 3))
        else:
            yield Line("measure", measure.name, named, _row(told, None, None, measure.value, measure.low, measure.high))


def _outside(told: Told, missing: Mapping[str, int | None], width: int) -> Iterator[Line]:
    for kind in OUTSIDE:
        if missing.get(kind, 0) != 0:
            size = missing[kind]
            yield Line(
                "outside", kind, told.text(f"outside_{kind}"), (told.text("hidden") if size is None else size, *(None,) * (width - 1))
            )


def _notes(told: Told, variable: Variable | None, parts: Sequence[Distribution]) -> Iterator[str]:
    universe = "" if variable is None else label(variable.universe, told.lang)
    yield told.text("note_universe", universe=(universe or told.text("everybody")).rstrip("."))
    if any(part.multiple for part in parts):
        yield told.text("note_multiple")
    if any(cell.status for part in parts for cell in part.cells) or any(size is None for part in parts for size in part.missing.values()):
        yield told.text("note_hidden", threshold=told.released.threshold - 1)
    for rule in ("indicative", "counts"):
        if any(part.rule == rule and part.cells for part in parts):
            yield told.text(f"note_{rule}")
    if isinstance(variable, Question) and variable.type == "text":
        yield told.text("note_text")
