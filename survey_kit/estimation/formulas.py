"""Formulas of models, as statsmodels and R write them, read by patsy into a response and columns over the rows that are complete."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from survey_kit.design.design import unknown_variable
from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array


@dataclass(frozen=True, slots=True)
class Terms:
    """The columns of a model and which of them each term has; a term's factors are sorted, so that a:b is b:a."""

    columns: tuple[str, ...]
    names: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]

    def positions(self, names: Sequence[str]) -> list[int]:
        """list of int: the columns of some terms.

        Raises: SurveyKitError with the model's terms when it has none of that name.
        """
        known = {_sorted(name): place for name, place in zip(self.names, self.places, strict=True)}
        for name in names:
            if _sorted(name) not in known:
                raise SurveyKitError("term_unknown", got=name, expected=", ".join(self.names))
        return sorted({place for name in names for place in known[_sorted(name)]})


@dataclass(frozen=True, slots=True)
class Matrices:
    """A formula on a table: response, columns, the positions of the complete rows, the variables named.

    `response_levels` is the number of categories of a response that is no number, else 0.
    """

    y: Array
    x: Array
    rows: Codes
    terms: Terms
    variables: tuple[str, ...]
    response_levels: int


def matrices(design: Design, formula: str) -> Matrices:
    """Matrices: the formula's response and columns.

    Raises: SurveyKitError when the formula can't be read, names a variable that isn't there, or a factor of it has a single category.
    """
    import patsy

    frame = getattr(design.engine, "frame")  # noqa: B009 - models are fitted to tables in memory
    description = _described(formula)
    if len(description.lhs_termlist) != 1 or not description.rhs_termlist:
        raise SurveyKitError("formula_sides", where=formula)
    variables = _variables(design, description, formula)
    used = pd.DataFrame({name: _plain(frame[name]) for name in variables}).reset_index(drop=True)
    used = used.dropna()
    if len(used) < 2:
        raise SurveyKitError("model_empty", where=formula, got=len(used), expected=2)
    for name in used.columns:
        if isinstance(used[name].dtype, pd.CategoricalDtype):
            used[name] = used[name].cat.remove_unused_categories()
    try:
        left, right = patsy.dmatrices(description, used, NA_action="raise", eval_env=patsy.EvalEnvironment([{"np": np}]))
    except (patsy.PatsyError, NameError, TypeError, ValueError) as error:
        raise SurveyKitError("formula_invalid", where=formula, got=str(error).splitlines()[0] if str(error) else "~") from error
    _refuse_one_category(right.design_info, used, formula)
    categorical = any(info.type == "categorical" for info in left.design_info.factor_infos.values())
    terms = Terms(tuple(right.design_info.column_names), *_places(right.design_info))
    y, x = np.asarray(left)[:, -1], np.asarray(right)
    return Matrices(y, x, used.index.to_numpy(), terms, variables, left.shape[1] if categorical else 0)


def _refuse_one_category(info: Any, used: pd.DataFrame, formula: str) -> None:
    """None: checks that each factor among the terms has two categories or more.

    Raises: SurveyKitError when one has not: it would vanish from the model without a word.
    """
    import patsy
    from patsy.categorical import categorical_to_int

    for factor, told in info.factor_infos.items():
        if told.type != "categorical":
            continue
        met = np.unique(categorical_to_int(factor.eval(told.state, used), told.categories, patsy.NAAction()))
        if len(met) < 2:
            raise SurveyKitError("model_one_category", where=formula, got=factor.name(), expected=told.categories[met[0]])


def term_names(term: str | Sequence[str]) -> tuple[str, ...]:
    """tuple of str: the terms named by "a", "a + C(b)", "~ a:b" or by a list of such."""
    listed = [term] if isinstance(term, str) else list(term)
    return tuple(
        each.name()
        for text in listed
        for each in _described(text.split("~")[-1].join(("~ ", ""))).rhs_termlist
        if each.name() != "Intercept"
    )


def _described(formula: str) -> Any:
    import patsy

    try:
        return patsy.ModelDesc.from_formula(formula)
    except (patsy.PatsyError, SyntaxError) as error:
        raise SurveyKitError("formula_invalid", where=formula, got=str(error).splitlines()[0]) from error


def _variables(design: Design, description: Any, formula: str) -> tuple[str, ...]:
    """tuple of str: the columns that a formula names, bare or within Q("...")."""
    found: dict[str, None] = {}
    for term in (*description.lhs_termlist, *description.rhs_termlist):
        for factor in term.factors:
            try:
                tree = ast.parse(factor.code)
            except SyntaxError as error:
                raise SurveyKitError("formula_invalid", where=formula, got=factor.code) from error
            for name in _named(tree):
                if name not in design.engine.names:
                    raise unknown_variable(name, design.engine.names)
                found[name] = None
    return tuple(found)


def _named(tree: ast.AST) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    functions = {id(node.func) for node in calls}
    quoted = [
        node.args[0].value
        for node in calls
        if isinstance(node.func, ast.Name) and node.func.id == "Q" and node.args and isinstance(node.args[0], ast.Constant)
    ]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in functions]
    return [*map(str, quoted), *(name for name in names if name not in {"np", "Treatment", "Sum", "Poly", "Diff", "Helmert"})]


def _plain(values: pd.Series[Any]) -> pd.Series[Any]:
    """Series: without pandas' nullable types, which patsy doesn't read; truth values with gaps as objects."""
    if pd.api.types.is_bool_dtype(values.dtype) and not isinstance(values.dtype, pd.CategoricalDtype):
        return values.astype(object).where(values.notna(), None)
    if pd.api.types.is_numeric_dtype(values.dtype):
        return values.astype("Float64").astype(float) if pd.api.types.is_extension_array_dtype(values.dtype) else values
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values
    return values.astype(object).where(values.notna(), None)


def _places(info: Any) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    names = tuple(term.name() for term in info.terms)
    return names, tuple(tuple(range(*info.term_slices[term].indices(len(info.column_names)))) for term in info.terms)


def _sorted(name: str) -> str:
    return ":".join(sorted(name.replace(" ", "").split(":")))
