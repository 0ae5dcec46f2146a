"""Factors of answers: weighted multiple correspondence analysis, and factor analysis of categories and numbers together.

Kept apart from FactoMineR, on purpose: the scale of the weights changes no v-test (there, weights three times as large make them larger by
the root of three); a missing answer follows the margin of its question unless a category of its own is asked for; a supplementary number is
correlated over those who answered (there, its gaps take the unweighted mean); rates of Benzécri and Greenacre are not rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.segmentation import coding
from survey_kit.segmentation.axes import METHODS, Axes, Method, make_axes
from survey_kit.segmentation.supplementary import supplementary_rows
from survey_kit.wording import few

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part

@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """`eigenvalues` of all axes; `coordinates`, `contributions` (percent, missing for supplementary respondents) and `cos2` by respondent and
    axis; `categories` long: variable, category (empty for a number), axis, coordinate, contribution (percent), cos2, v_test, active;
    `variables` long: variable, axis, eta2, active; `rates` by axis: eigenvalue, rate, benzecri, greenacre (percent).
    """

    method: Method
    axes: Axes
    eigenvalues: Array
    coordinates: pd.DataFrame
    contributions: pd.DataFrame
    cos2: pd.DataFrame
    categories: pd.DataFrame
    variables: pd.DataFrame
    rates: pd.DataFrame

    def __repr__(self) -> str:
        """str: how many axes of what, and where to find them."""
        shares = ", ".join(f"{rate:.1f}%" for rate in self.rates["rate"].head(3))
        respondents, axes = self.coordinates.shape
        of = f"{axes} of {len(self.eigenvalues)} axes ({self.method}) of {few([part.name for part in self.axes.parts])}, {respondents} respondents"
        return f"Factors: {of}; the first hold {shares} of the inertia. coordinates, categories, variables and rates show them."

    def project(self, data: Any) -> pd.DataFrame:
        """DataFrame, respondents x axes: where other respondents would stand.

        Raises: SurveyKitError when a variable is missing among theirs.
        """
        others = Design(data)
        found = [coding.recoded(others, part) for part in self.axes.parts]
        places = self.axes.places(found, self.coordinates.shape[1])
        return pd.DataFrame(places, index=others.engine.frame.index, columns=self.coordinates.columns)  # type: ignore[attr-defined]


def factors(
    design: Design,
    variables: Sequence[str],
    method: Method = "mca",
    axes: int = 5,
    *,
    supplementary: Sequence[str] = (),
    where: object = None,
    exclude: Sequence[tuple[str, str]] = (),
    missing: coding.Missing = "margin",
) -> Factors:
    """Factors: the axes along which answers differ most. Respondents outside `where` and variables in `supplementary` are placed without
    having a say; `exclude` holds (variable, category) pairs that make no axis (specific analysis). `missing` answers follow the "margin" of
    their question or are a "category".

    Raises: SurveyKitError when a variable or an option is unknown, or too few variables have answers that differ.

    Source: Lebart, Morineau and Piron (1995), Statistique exploratoire multidimensionnelle, sections 1.4 and 3.1; Pagès (2004), Revue de
    statistique appliquée 52(4), 93-111 (mixed); Le Roux and Rouanet (2010), Multiple Correspondence Analysis, section 3.3 (specific).

    >>> answers = pd.DataFrame({"car": ["y", "y", "n", "n"], "train": ["n", "n", "y", "y"]})
    >>> factors(Design(answers), ["car", "train"]).eigenvalues.round(6).tolist()
    [1.0]
    """
    if method not in METHODS:
        raise SurveyKitError("segment_method", got=method, expected=", ".join(METHODS))
    weights, active = _active(design, where)
    found = coding.parts(design, variables, numbers=method == "famd")
    ready = [coding.with_missing(part) for part in found] if missing == "category" else list(found)
    usable = tuple(part for part in (coding.trimmed(part, weights) for part in ready) if coding.informative(part.at(active)))
    if not usable:
        raise coding.nothing_differs([part.name for part in found], int(active.sum()))
    made = make_axes([part.at(active) for part in usable], weights[active], method, exclude)
    others = coding.parts(design, supplementary, numbers=True)
    return _told(design, method, made, parts=usable, others=others, weights=weights, active=active, axes=axes)


def _active(design: Design, where: object) -> tuple[Array, Any]:
    mask = design.mask(where)
    weights = design.weights if mask is None else np.where(mask, design.weights, 0.0)
    if not (weights > 0).any():
        raise SurveyKitError("segment_few", got=0, expected=2)
    return weights, weights > 0


def _told(
    design: Design, method: Method, made: Axes, *, parts: tuple[Part, ...], others: tuple[Part, ...], weights: Array, active: Any, axes: int
) -> Factors:
    count = min(axes, len(made.eigenvalues))
    names = [f"axis_{number}" for number in range(1, count + 1)]
    places = made.places(parts, count if method == "mca" else len(made.eigenvalues))
    masses = weights / weights.sum()
    index = design.engine.frame.index  # type: ignore[attr-defined]
    values = made.eigenvalues[:count]
    whole, places = places, places[:, :count]
    shares = np.where(active[:, None], masses[:, None] * places**2 / values * 100, np.nan)
    distances = made.distances(parts)
    squares = places**2 / np.where(distances > 0, distances, np.nan)[:, None]
    scaled = weights / design.weights.mean()
    lines, variables = supplementary_rows(made, parts, whole, scaled, method=method, names=names, active=True)
    more, also = supplementary_rows(made, others, whole, scaled, method=method, names=names, active=False)
    return Factors(
        method,
        made,
        made.eigenvalues,
        pd.DataFrame(places, index=index, columns=names),
        pd.DataFrame(shares, index=index, columns=names),
        pd.DataFrame(squares, index=index, columns=names),
        pd.DataFrame(lines + more),
        pd.DataFrame(variables + also),
        rates(made.eigenvalues, made.inertia, parts, method),
    )


def rates(values: Array, inertia: float, parts: Sequence[Part], method: Method) -> pd.DataFrame:
    """DataFrame, a row an axis: eigenvalue, rate (percent of the inertia), and for correspondence analysis Benzécri's and Greenacre's rates,
    missing for axes that hold less than chance would give them.

    Source: Benzécri (1979), Cahiers de l'analyse des données 4, 377-378; Greenacre (2017), Correspondence Analysis in Practice, chapter 19.
    """
    told = pd.DataFrame({"axis": np.arange(1, len(values) + 1), "eigenvalue": values, "rate": values / inertia * 100})
    questions, categories = sum(not part.numeric for part in parts), sum(len(part.levels) for part in parts)
    if method != "mca" or questions < 2:
        return told.assign(modified=np.nan, benzecri=np.nan, greenacre=np.nan)
    lift = questions / (questions - 1)
    modified = np.where(values > 1 / questions + 1e-12, (lift * (values - 1 / questions)) ** 2, np.nan)
    whole = lift * ((values**2).sum() - (categories - questions) / questions**2)
    return told.assign(modified=modified, benzecri=modified / np.nansum(modified) * 100, greenacre=modified / whole * 100)
