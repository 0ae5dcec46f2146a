"""Rules evaluated on responses, with three truth values: yes, no, and missing where an answer that decides is missing.

A missing operand gives a missing result, except where `and` or `or` is decided by its other side (Kleene's logic).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire.model import Choice, Derived, Question, Questionnaire
from survey_kit.questionnaire.rules_parse import Binary, Call, Choose, Constant, Member, Name, Node, Rule, Unary, parse

if TYPE_CHECKING:
    from numpy.typing import NDArray

Function = Callable[..., "pd.Series[Any]"]
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
NO_FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a condition holds and where it doesn't; neither of both where it is missing."""

    yes: NDArray[np.bool_]
    no: NDArray[np.bool_]


Array = np.ndarray[Any, Any]
Values = Truth | Array  # numbers are float64 with NaN, texts object with None, dates datetime64 with NaT


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
    return _series(_value(rule.tree, Scope(frame, questionnaire, functions)), frame.index)


def asked(relevance: str, frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series[bool]:
    """Series of bool: whether a question with that relevance was asked, as far as the answers tell.

    Where the rule is undecided because an answer is missing, an online form does not show the question: not asked. Where
    it is undecided because the export has no column for a variable of the rule, nothing is known against it: asked.
    """
    if not relevance:
        return pd.Series(data=True, index=frame.index)
    rule = parse(relevance)
    truth = _truth(_value(rule.tree, Scope(frame, questionnaire)))
    lacking = any(not _present(name, frame, questionnaire) for name in rule.names)
    return pd.Series(~truth.no if lacking else truth.yes, index=frame.index)


def derive(
    variable: Derived, frame: pd.DataFrame, questionnaire: Questionnaire, functions: Mapping[str, Function] = NO_FUNCTIONS
) -> pd.Series[Any]:
    """Series: the derived variable: codes as text (single, yes_no: "1" and "0"), Int64 or Float64 numbers.

    `cases` give the first code whose condition holds; it is missing where an earlier condition is undecided, where none
    holds, outside `relevance`, and where what it `needs` is missing.
    """
    scope = Scope(frame, questionnaire, functions)
    made = _by_cases(variable, scope) if variable.cases else _value(parse(variable.rule).tree, scope)
    kept = _kept(variable, scope)
    return _typed(variable, made, frame.index).where(pd.Series(kept, index=frame.index))


def _kept(variable: Derived, scope: Scope) -> NDArray[np.bool_]:
    kept = np.ones(len(scope.frame), dtype=bool)
    if variable.relevance:
        kept &= _truth(_value(parse(variable.relevance).tree, scope)).yes
    if variable.needs:
        needed = _value(parse(variable.needs).tree, scope)
        kept &= needed.yes if isinstance(needed, Truth) else _known(needed)
    return kept


def _by_cases(variable: Derived, scope: Scope) -> Values:
    made = np.full(len(scope.frame), None, dtype=object)
    open_ = np.ones(len(scope.frame), dtype=bool)
    for code, condition in variable.cases:
        truth = _truth(_value(parse(condition).tree, scope) if condition else Truth(open_.copy(), ~open_))
        made[open_ & truth.yes] = code
        open_ &= truth.no
    return made


def _typed(variable: Derived, made: Values, index: pd.Index[Any]) -> pd.Series[Any]:
    if variable.type in ("integer", "decimal"):
        numbers = pd.Series(_numbers(made), index=index).astype("Float64")
        return numbers.round().astype("Int64") if variable.type == "integer" else numbers
    if variable.type == "yes_no" and not variable.cases:
        truth = _truth(made)
        made = _texts(truth)
    return pd.Series(_texts(made), index=index, dtype="object")


def _value(node: Node, scope: Scope) -> Values:
    return _EVALUATORS[type(node)](node, scope)


def _constant(node: Constant, scope: Scope) -> Values:
    return np.full(len(scope.frame), node.value, dtype=float if isinstance(node.value, float) else object)


def _named(node: Name, scope: Scope) -> Values:
    return _column(node.name, scope)


def _unary(node: Unary, scope: Scope) -> Values:
    value = _value(node.operand, scope)
    if node.operator == "-":
        return -_numbers(value)
    truth = _truth(value)
    return Truth(truth.no, truth.yes)


def _binary(node: Binary, scope: Scope) -> Values:
    left, right = _value(node.left, scope), _value(node.right, scope)
    if node.operator in ("and", "or"):
        one, other = _truth(left), _truth(right)
        both = node.operator == "and"
        return Truth(one.yes & other.yes, one.no | other.no) if both else Truth(one.yes | other.yes, one.no & other.no)
    if node.operator in _ARITHMETIC:
        with np.errstate(divide="ignore", invalid="ignore"):
            result = _ARITHMETIC[node.operator](_numbers(left), _numbers(right))
        return np.where(np.isfinite(result), result, np.nan)
    return _compared(node.operator, left, right)


_ARITHMETIC: Final[Mapping[str, Any]] = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
_ORDERS: Final[Mapping[str, Any]] = {
    "=": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip


def _compared(operator: str, left: Values, right: Values) -> Truth:
    """Codes that are numbers on both sides are compared as numbers, else as text; an order of texts that are no numbers is missing."""
    order = _ORDERS[operator]
    if _dates(left) is not None and _dates(right) is not None:
        return _decided(order(left, right), _known(left) & _known(right))
    one, other = _numbers(left), _numbers(right)
    numeric = ~np.isnan(one) & ~np.isnan(other)
    result = order(one, other)
    if operator not in ("=", "!=") or numeric.all():
        return _decided(result, numeric)
    left_text, right_text = _texts(left), _texts(right)
    known = _known(left_text) & _known(right_text)
    return _decided(np.where(numeric, result, order(left_text, right_text).astype(bool)), known)


def _decided(result: NDArray[np.bool_], known: NDArray[np.bool_]) -> Truth:
    return Truth(result & known, ~result & known)


def _chosen(node: Choose, scope: Scope) -> Values:
    truth = _truth(_value(node.condition, scope))
    yes, no = _value(node.yes, scope), _value(node.no, scope)
    if isinstance(yes, Truth) or isinstance(no, Truth):
        one, other = _truth(yes), _truth(no)
        return Truth((truth.yes & one.yes) | (truth.no & other.yes), (truth.yes & one.no) | (truth.no & other.no))
    if _dates(yes) is not None and _dates(no) is not None:
        return _pick(truth.yes, yes, _pick(truth.no, no, np.datetime64("NaT")))
    if "f" in (yes.dtype.kind, no.dtype.kind):
        return _pick(truth.yes, _numbers(yes), _pick(truth.no, _numbers(no), np.nan))
    return _pick(truth.yes, _texts(yes), _pick(truth.no, _texts(no), None))


def _called(node: Call, scope: Scope) -> Values:
    if node.function == "number":
        return _number(node, scope)
    values = [_value(argument, scope) for argument in node.arguments]
    if node.function == "known":
        known = _known(values[0])
        return Truth(known, ~known)
    if node.function == "year":
        return _year(values[0])
    if node.function == "months_between":
        return _months_between(values[0], values[1])
    if node.function not in scope.functions:
        return np.full(len(scope.frame), np.nan)
    return _from_series(scope.functions[node.function](*(_series(value, scope.frame.index) for value in values)))


def _year(value: Values) -> Values:
    dates = _dates(value)
    return _numbers(value) if dates is None else np.where(np.isnat(dates), np.nan, dates.astype("datetime64[Y]").astype(int) + 1970.0)


def _months_between(first: Values, last: Values) -> Values:
    """Whole calendar months from one date to another; a date within its month counts as its month."""
    start, end = _dates(first), _dates(last)
    if start is None or end is None:
        return np.full(len(_known(first)), np.nan)
    months = (end.astype("datetime64[M]") - start.astype("datetime64[M]")).astype(float)
    return np.where(np.isnat(start) | np.isnat(end), np.nan, months)


def _number(node: Call, scope: Scope) -> Values:
    """The numbers that the choices of a question stand for; of a numeric question, its answer."""
    argument = node.arguments[0]
    value = _value(argument, scope)
    choices = _choices(argument.name, scope.questionnaire) if isinstance(argument, Name) else ()
    if not choices:
        return _numbers(value)
    numbers = {choice.code: choice.number for choice in choices}
    return pd.Series(_texts(value), dtype="object").map(numbers).astype(float).to_numpy()


def _choices(name: str, questionnaire: Questionnaire) -> tuple[Choice, ...]:
    variable = _variable(name, questionnaire)
    return variable.choices if variable is not None else ()


def _variable(name: str, questionnaire: Questionnaire) -> Question | Derived | None:
    return questionnaire.question(name) or next((made for made in questionnaire.derived if name == made.name or name in made.aliases), None)


def _present(name: str, frame: pd.DataFrame, questionnaire: Questionnaire) -> bool:
    variable = _variable(name, questionnaire)
    columns = variable.answer_columns if isinstance(variable, Question) else (name if variable is None else variable.name,)
    return any(column in frame.columns for column in columns)


def _column(name: str, scope: Scope) -> Values:
    variable = _variable(name, scope.questionnaire)
    column = name if variable is None else variable.name
    if isinstance(variable, Question) and variable.type == "multiple":
        return _answered(variable, scope.frame)
    if column not in scope.frame.columns:
        return np.full(len(scope.frame), np.nan)
    return _from_series(scope.frame[column])


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
    return _truth(_from_series(frame[column]))


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


def _truth(value: Values) -> Truth:
    """A number is true when it isn't 0: the code "1" of a yes/no question."""
    if isinstance(value, Truth):
        return value
    numbers = _numbers(value)
    known = ~np.isnan(numbers)
    return Truth(known & (numbers != 0), known & (numbers == 0))


def _known(value: Values) -> NDArray[np.bool_]:
    if isinstance(value, Truth):
        return value.yes | value.no
    return ~np.asarray(pd.isna(value))


def _numbers(value: Values) -> NDArray[np.float64]:
    if isinstance(value, Truth):
        return np.where(value.yes, 1.0, np.where(value.no, 0.0, np.nan))
    if value.dtype == float:
        return value
    return np.full(len(value), np.nan) if _dates(value) is not None else _parsed(value)


def _parsed(texts: Array) -> NDArray[np.float64]:
    codes, distinct = pd.factorize(texts)
    numbers = np.array([_as_number(text) for text in distinct], dtype=float)
    return np.append(numbers, np.nan)[codes]


def _as_number(text: object) -> float:
    return float(str(text)) if _NUMBER.fullmatch(str(text)) else float("nan")


def _texts(value: Values) -> Array:
    if isinstance(value, Truth):
        return _pick(value.yes, "1", _pick(value.no, "0", None))
    if value.dtype == object:
        return _pick(np.asarray(pd.isna(value)), None, value)
    if (dates := _dates(value)) is not None:
        return np.array([None if np.isnat(day) else str(day) for day in dates], dtype=object)
    return np.array([None if np.isnan(number) else f"{number:g}" for number in value], dtype=object)


def _dates(value: Values) -> Array | None:
    return value if not isinstance(value, Truth) and value.dtype.kind == "M" else None


def _pick(condition: Array, yes: Any, no: Any) -> Array:
    """`numpy.where` that keeps None in a column of texts."""
    return np.asarray(np.where(condition, yes, no))


def _from_series(series: pd.Series[Any]) -> Values:
    kind = series.dtype
    if pd.api.types.is_bool_dtype(kind):
        known = series.notna().to_numpy(dtype=bool)
        ticked = series.fillna(value=False).to_numpy(dtype=bool)
        return Truth(ticked & known, ~ticked & known)
    if pd.api.types.is_datetime64_any_dtype(kind):
        return _naive(series)
    if pd.api.types.is_numeric_dtype(kind):
        return series.to_numpy(dtype=float, na_value=np.nan)
    return _pick(series.isna().to_numpy(), None, series.astype("object").to_numpy())


def _naive(series: pd.Series[Any]) -> Values:
    plain = series.dt.tz_localize(None) if getattr(series.dtype, "tz", None) is not None else series
    return plain.to_numpy(dtype="datetime64[ns]")


def _series(value: Values, index: pd.Index[Any]) -> pd.Series[Any]:
    if isinstance(value, Truth):
        made = pd.array(value.yes, dtype="boolean")
        made[~(value.yes | value.no)] = pd.NA
        return pd.Series(made, index=index)
    if value.dtype == float:
        return pd.Series(value, index=index).astype("Float64")
    return pd.Series(value, index=index)


_EVALUATORS: Final[Mapping[type[Node], Callable[[Any, Scope], Values]]] = {
    Constant: _constant, Name: _named, Member: _member, Call: _called, Unary: _unary, Choose: _chosen, Binary: _binary,
}  # fmt: skip
