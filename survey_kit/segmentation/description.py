"""What sets segments apart: shares and means inside against everybody's, tested by linearisation under the design.

Kept apart from FactoMineR's `catdes`, on purpose: weights are never rounded nor taken for counts of respondents (there, weights three times as large
make values about twice as large, and unequal weights are forgotten), and a number is tested on those who answered it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from scipy import stats

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.linearization import Scores, variance
from survey_kit.segmentation import coding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part

COLUMNS: Final = ("segment", "variable", "category", "share_in", "share_all", "v_test", "p_value")
# Respondents whom chance drew, or who stand for such.
TESTED: Final = ("probability", "quota")


def describe_segments(design: Design, labels: Any, variables: Sequence[str], active: Sequence[str] = ()) -> pd.DataFrame:
    """DataFrame, a row a segment and category (for a number, a row a segment, its category empty): segment, variable, category, share_in and
    share_all (between 0 and 1, of those who answered; for a number, means), v_test, p_value.

    `labels` is the segment of each row, missing for rows outside. v-tests are values of a normal law: above 2 an answer is given more than by
    everybody, below -2 less. p-values are corrected for their number (the share of false discoveries); those of `active` variables are missing,
    since the segments were made from them; so are those of volunteers and of a census, whom chance did not draw.

    Raises: SurveyKitError when the labels are not one a row, when no row has one, or when a variable is unknown or of a kind that is not described.

    Source: Lebart, Morineau and Piron (1995), Statistique exploratoire multidimensionnelle, section 2.3 (v-tests); Binder (1983), International
    Statistical Review 51, 279-292 (linearisation); Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.

    >>> from survey_kit.design.design import Design
    >>> frame = pd.DataFrame({"home": ["house"] * 30 + ["flat"] * 30})
    >>> told = describe_segments(Design(frame), pd.Series([1] * 40 + [2] * 20), ["home"])
    >>> told[["segment", "category", "share_in", "share_all"]].round(2).values.tolist()
    [[1, 'flat', 0.25, 0.5], [1, 'house', 0.75, 0.5], [2, 'flat', 1.0, 0.5], [2, 'house', 0.0, 0.5]]
    """
    codes, segments = _labels(design, labels)
    made = {part.name for part in coding.parts(design, active, numbers=True)} if len(active) else set()
    blocks = [_described(design, part, codes, segments) for part in told_parts(design, variables)]
    found = pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame(columns=list(COLUMNS))
    tested = ~found["variable"].isin(made).to_numpy() & found["v_test"].notna().to_numpy() & (design.sampling in TESTED)
    found["p_value"] = np.nan
    plain = 2 * stats.norm.sf(found["v_test"].abs().to_numpy(dtype=float))
    if tested.any():
        found.loc[tested, "p_value"] = stats.false_discovery_control(plain[tested].clip(0, 1))
    order = found["segment"].map({segment: place for place, segment in enumerate(segments)})
    return found.loc[order.sort_values(kind="stable").index, list(COLUMNS)].reset_index(drop=True)


def told_parts(design: Design, variables: Sequence[str]) -> list[Part]:
    """list of Part: the columns of variables as they are told: amounts and scales by their mean, choices one by one, even where they have an order.

    Raises: SurveyKitError when a variable is unknown or of a kind that is not described.
    """
    names = (variables,) if isinstance(variables, str) else variables
    return [part for name in names for part in coding.parts(design, [name], numbers=_numeric(design, name))]


def _numeric(design: Design, name: str) -> bool:
    known = design.variable(name)
    return known is None or known.type != "single"


def _labels(design: Design, labels: Any) -> tuple[NDArray[np.intp], list[Any]]:
    """ndarray and list: the number of each row's segment (-1 outside) and the segments, in order."""
    told = pd.Series(labels)
    if len(told) != design.base:
        raise SurveyKitError("segment_labels", got=len(told), expected=design.base)
    frame = getattr(design.engine, "frame", None)
    if frame is not None and isinstance(labels, pd.Series) and not labels.index.equals(frame.index):
        told = labels.reindex(frame.index) if set(labels.index) == set(frame.index) else told
    codes, found = pd.factorize(told, sort=True)
    if not len(found):
        raise SurveyKitError("segment_labels", got=0, expected=design.base)
    return np.where(design.weights > 0, codes, -1).astype(np.intp), [value.item() if hasattr(value, "item") else value for value in found]


def _described(design: Design, part: Part, codes: NDArray[np.intp], segments: list[Any]) -> pd.DataFrame:
    """DataFrame: the lines of a variable, all segments."""
    inside = part.answered & (codes >= 0)
    weights = np.where(inside, design.weights, 0.0)
    values = _values(part, inside)
    total = weights.sum()
    everybody = weights @ values / total if total else np.full(values.shape[1], np.nan)
    lines = []
    for number, segment in enumerate(segments):
        member = (codes == number).astype(float)
        mass = weights @ member
        own = (weights * member) @ values / mass if mass else np.full(values.shape[1], np.nan)
        tests = _tests(design, weights, member, values - everybody)
        lines += [
            {"segment": segment, "variable": part.name, "category": level, "share_in": one, "share_all": all_, "v_test": test}
            for level, one, all_, test in zip(part.levels or ("",), own, everybody, tests, strict=True)
        ]
    return pd.DataFrame(lines)


def _values(part: Part, inside: NDArray[np.bool_]) -> Array:
    """ndarray, rows x categories (or 1): indicators, or the number; 0 where there is no answer."""
    if part.numeric:
        return np.where(inside, np.nan_to_num(part.numbers), 0.0)[:, None]
    found = np.zeros((len(part.codes), len(part.levels)))
    rows = np.flatnonzero(inside)
    found[rows, part.codes[rows]] = 1.0
    return found


def _tests(design: Design, weights: Array, member: Array, centred: Array) -> Array:
    """ndarray: one v-test a column of centred values; NaN where everybody is inside, nobody is, or the answers are all alike."""
    total = weights.sum()
    if not total:
        return np.full(centred.shape[1], np.nan)
    scores = (weights * (member - weights @ member / total))[:, None] * centred
    if design.plain:
        spread = np.array([variance(Scores((column @ column).reshape(1, 1), column.sum().reshape(1)), design)[0, 0] for column in scores.T])
    else:
        spread = np.array([variance(column[:, None], design)[0, 0] for column in scores.T])
    sums = scores.sum(axis=0)
    effective = total**2 / (weights**2).sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(spread > 1e-18 * total**2, sums / np.sqrt(spread), np.nan)
    return _normal(values, max(min(design.df, effective - 1), 1.0))


def _normal(values: Array, df: float) -> Array:
    """ndarray: the values of a normal law that are as unlikely as those of a t law."""
    return np.asarray(np.sign(values) * stats.norm.isf(stats.t.sf(np.abs(values), df).clip(1e-300)))
