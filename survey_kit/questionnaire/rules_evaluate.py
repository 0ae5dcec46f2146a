"""Rules evaluated on responses, with three truth values: yes, no, and missing where an answer that decides is missing.

A missing operand gives a missing result, except where `and` or `or` is decided by its other side (Kleene's logic).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire.model import Choice, Derived, Question, Questionnaire
from survey_kit.questionnaire.rules_parse import Binary, Call, Choose, Constant, Member, Name, Node, Rule, Unary, parse
from survey_kit.questionnaire.rules_values import (
    Truth,
    Values,
    as_dates,
    as_numbers,
    as_texts,
    combinations,
    from_series,
    known_where,
    pick,
    taken,
    to_series,
    truth_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Function = Callable[..., "pd.Series[Any]"]
MANY_ROWS: Final = 2_000  # beyond, each combination of answers is evaluated once
NO_FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule is evaluated in: responses, their codebook, and the functions handed in."""

    frame: pd.DataFrame
    questionnaire: Questionnaire
    functions: Mapping[str, Function] = field(default_factory=lambda: NO_FUNCTIONS)


def evaluate(
    rule: Rule, frame: pd.DataFrame, questionnaire: Questionnaire, functions: Mapping[str, Function] = NO_FUNCTIONS
) -> pd.Series[Any]:
    """Series: boolean (nullable) for a condition, Float64 for a number, text or dates else; indexed as `frame`.

    A variable that `frame` lacks is missing everywhere. `functions` take and give Series (`epci`, `population`, ...); one
    that the rule calls and that is not handed in gives missing.
    """
    return to_series(_whole(rule, Scope(frame, questionnaire, functions)), frame.index)


def asked(relevance: str, frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series[bool]:
    """Series of bool: whether a question with that relevance was asked, as far as the answers tell.

    Where the rule is undecided because an answer is missing, an online form does not show the question: not asked. Where
    it is undecided because the export has no column for a variable of the rule, nothing is known against it: asked.
    """
    return pd.Series(_asked(relevance, Scope(frame, questionnaire)), index=frame.index)


def _asked(relevance: str, scope: Scope) -> NDArray[np.bool_]:
    if not relevance:
        return np.ones(len(scope.frame), dtype=bool)
    rule = parse(relevance)
    truth = truth_of(_whole(rule, scope))
    lacking = not all(_held(name, scope) for name in rule.names)
    return ~truth.no if lacking else truth.yes


def derive(
    variable: Derived, frame: pd.DataFrame, questionnaire: Questionnaire, functions: Mapping[str, Function] = NO_FUNCTIONS
) -> pd.Series[Any]:
    """Series: the derived variable: codes as text (single, yes_no: "1" and "0"), Int64 or Float64 numbers.

    `cases` give the first code whose condition holds; it is missing where an earlier condition is undecided, where none
    holds, outside `relevance`, and where what it `needs` is missing.
    """
    scope = Scope(frame, questionnaire, functions)
    made = _by_cases(variable, scope) if variable.cases else _whole(parse(variable.rule), scope)
    kept = _kept(variable, scope)
    return _typed(variable, made, frame.index).where(pd.Series(kept, index=frame.index))


def _kept(variable: Derived, scope: Scope) -> NDArray[np.bool_]:
    kept = _asked(variable.relevance, scope)
    if variable.needs:
        needed = _whole(parse(variable.needs), scope)
        kept &= needed.yes if isinstance(needed, Truth) else known_where(needed)
    return kept


def _by_cases(variable: Derived, scope: Scope) -> Values:
    made = np.full(len(scope.frame), None, dtype=object)
    open_ = np.ones(len(scope.frame), dtype=bool)
    for code, condition in variable.cases:
        truth = truth_of(_whole(parse(condition), scope) if condition else Truth(open_.copy(), ~open_))
        made[open_ & truth.yes] = code
        open_ &= truth.no
    return made


def _typed(variable: Derived, made: Values, index: pd.Index[Any]) -> pd.Series[Any]:
    if variable.type in ("integer", "decimal"):
        numbers = pd.Series(as_numbers(made), index=index).astype("Float64")
        return numbers.round().astype("Int64") if variable.type == "integer" else numbers
    if variable.type == "yes_no" and not variable.cases:
        truth = truth_of(made)
        made = as_texts(truth)
    return pd.Series(as_texts(made), index=index, dtype="object")


def _whole(rule: Rule, scope: Scope) -> Values:
    """The rule on every row; of a large table on one row of each combination of answers."""
    columns = list(dict.fromkeys(column for name in rule.names for column in _held(name, scope)))
    if len(scope.frame) <= MANY_ROWS or not columns:
        return _value(rule.tree, scope)
    held, first = combinations(scope.frame[columns])
    return taken(_value(rule.tree, replace(scope, frame=scope.frame[columns].iloc[first])), held)


def _value(node: Node, scope: Scope) -> Values:
    return _EVALUATORS[type(node)](node, scope)


def _constant(node: Constant, scope: Scope) -> Values:
    return np.full(len(scope.frame), node.value, dtype=float if isinstance(node.value, float) else object)


def _named(node: Name, scope: Scope) -> Values:
    return _column(node.name, scope)


def _unary(node: Unary, scope: Scope) -> Values:
    value = _value(node.operand, scope)
    if node.operator == "-":
        return -as_numbers(value)
    truth = truth_of(value)
    return Truth(truth.no, truth.yes)


def _binary(node: Binary, scope: Scope) -> Values:
    left, right = _value(node.left, scope), _value(node.right, scope)
    if node.operator in ("and", "or"):
        one, other = truth_of(left), truth_of(right)
        both = node.operator == "and"
        return Truth(one.yes & other.yes, one.no | other.no) if both else Truth(one.yes | other.yes, one.no & other.no)
    if node.operator in _ARITHMETIC:
        with np.errstate(divide="ignore", invalid="ignore"):
            result = _ARITHMETIC[node.operator](as_numbers(left), as_numbers(right))
        return np.where(np.isfinite(result), result, np.nan)
    return _compared(node.operator, left, right)


_ARITHMETIC: Final[Mapping[str, Any]] = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
_ORDERS: Final[Mapping[str, Any]] = {
    "=": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip


def _compared(operator: str, left: Values, right: Values) -> Truth:
    """Codes that are numbers on both sides are compared as numbers, else as text; an order of texts that are no numbers is missing."""
    order = _ORDERS[operator]
    if as_dates(left) is not None and as_dates(right) is not None:
        return _decided(order(left, right), known_where(left) & known_where(right))
    one, other = as_numbers(left), as_numbers(right)
    numeric = ~np.isnan(one) & ~np.isnan(other)
    result = order(one, other)
    if operator not in ("=", "!=") or numeric.all():
        return _decided(result, numeric)
    left_text, right_text = as_texts(left), as_texts(right)
    known = known_where(left_text) & known_where(right_text)
    return _decided(np.where(numeric, result, order(left_text, right_text).astype(bool)), known)


def _decided(result: NDArray[np.bool_], known: NDArray[np.bool_]) -> Truth:
    return Truth(result & known, ~result & known)


def _chosen(node: Choose, scope: Scope) -> Values:
    truth = truth_of(_value(node.condition, scope))
    yes, no = _value(node.yes, scope), _value(node.no, scope)
    if isinstance(yes, Truth) or isinstance(no, Truth):
        one, other = truth_of(yes), truth_of(no)
        return Truth((truth.yes & one.yes) | (truth.no & other.yes), (truth.yes & one.no) | (truth.no & other.no))
    if as_dates(yes) is not None and as_dates(no) is not None:
        return pick(truth.yes, yes, pick(truth.no, no, np.datetime64("NaT")))
    if "f" in (yes.dtype.kind, no.dtype.kind):
        return pick(truth.yes, as_numbers(yes), pick(truth.no, as_numbers(no), np.nan))
    return pick(truth.yes, as_texts(yes), pick(truth.no, as_texts(no), None))


def _called(node: Call, scope: Scope) -> Values:
    if node.function == "number":
        return _number(node, scope)
    values = [_value(argument, scope) for argument in node.arguments]
    if node.function == "known":
        known = known_where(values[0])
        return Truth(known, ~known)
    if node.function == "year":
        return _year(values[0])
    if node.function == "months_between":
        return _months_between(values[0], values[1])
    if node.function not in scope.functions:
        return np.full(len(scope.frame), np.nan)
    return from_series(scope.functions[node.function](*(to_series(value, scope.frame.index) for value in values)))


def _year(value: Values) -> Values:
    dates = as_dates(value)
    return as_numbers(value) if dates is None else np.where(np.isnat(dates), np.nan, dates.astype("datetime64[Y]").astype(int) + 1970.0)


def _months_between(first: Values, last: Values) -> Values:
    """Whole calendar months from one date to another; a date within its month counts as its month."""
    start, end = as_dates(first), as_dates(last)
    if start is None or end is None:
        return np.full(len(known_where(first)), np.nan)
    months = (end.astype("datetime64[M]") - start.astype("datetime64[M]")).astype(float)
    return np.where(np.isnat(start) | np.isnat(end), np.nan, months)


def _number(node: Call, scope: Scope) -> Values:
    """The numbers that the choices of a question stand for; of a numeric question, its answer."""
    argument = node.arguments[0]
    value = _value(argument, scope)
    choices = _choices(argument.name, scope.questionnaire) if isinstance(argument, Name) else ()
    if not choices:
        return as_numbers(value)
    numbers = {choice.code: choice.number for choice in choices}
    return pd.Series(as_texts(value), dtype="object").map(numbers).astype(float).to_numpy()


def _choices(name: str, questionnaire: Questionnaire) -> tuple[Choice, ...]:
    variable = _variable(name, questionnaire)
    return variable.choices if variable is not None else ()


def _variable(name: str, questionnaire: Questionnaire) -> Question | Derived | None:
    return questionnaire.question(name) or next((made for made in questionnaire.derived if name == made.name or name in made.aliases), None)


def _held(name: str, scope: Scope) -> list[str]:
    """The columns of a variable that the responses have."""
    variable = _variable(name, scope.questionnaire)
    columns = variable.answer_columns if isinstance(variable, Question) else (name if variable is None else variable.name,)
    return [column for column in columns if column in scope.frame.columns]


def _column(name: str, scope: Scope) -> Values:
    variable = _variable(name, scope.questionnaire)
    column = name if variable is None else variable.name
    if isinstance(variable, Question) and variable.type == "multiple":
        return _answered(variable, scope.frame)
    if column not in scope.frame.columns:
        return np.full(len(scope.frame), np.nan)
    return from_series(scope.frame[column])


def _answered(question: Question, frame: pd.DataFrame) -> Truth:
    """A set named alone: yes where something is ticked."""
    truths = [_ticked(frame, column) for column in question.answer_columns]
    none = np.zeros(len(frame), dtype=bool)
    yes, no = none.copy(), ~none
    for truth in truths:
        yes, no = yes | truth.yes, no & truth.no
    return Truth(yes, no if truths else none)


def _ticked(frame: pd.DataFrame, column: str) -> Truth:
    if column not in frame.columns:
        nowhere = np.zeros(len(frame), dtype=bool)
        return Truth(nowhere, nowhere)
    return truth_of(from_series(frame[column]))


def _member(node: Member, scope: Scope) -> Truth:
    variable = _variable(node.left.name, scope.questionnaire) if isinstance(node.left, Name) else None
    if isinstance(variable, Question) and variable.type == "multiple":
        truths = [_ticked(scope.frame, f"{variable.name}__{code}") for code in node.codes]
    else:
        value = _value(node.left, scope)
        truths = [_compared("=", value, _code_values(code, len(scope.frame))) for code in node.codes]
    yes, no = truths[0].yes, truths[0].no
    for truth in truths[1:]:
        yes, no = yes | truth.yes, no & truth.no
    return Truth(yes, no)


def _code_values(code: str, rows: int) -> Values:
    return np.full(rows, code, dtype=object)


_EVALUATORS: Final[Mapping[type[Node], Callable[[Any, Scope], Values]]] = {
    Constant: _constant, Name: _named, Member: _member, Call: _called, Unary: _unary, Choose: _chosen, Binary: _binary,
}  # fmt: skip
