"""Letters of significance: beside each percentage, the columns of the same banner variable whose percentage is lower beyond chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count, islice, product
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion
from survey_kit.estimation.quadratic_forms import t_tails
from survey_kit.significance.allowed import one_of
from survey_kit.significance.pairwise import CORRECTIONS, Correction, corrected_p
from survey_kit.tabulation.stubs import frame_of

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.estimation.estimate import Estimates

# Smallest unweighted base of a column that is compared: below it a percentage is "indicative" at most.
SMALLEST_BASE: Final = 30
# Estimates of more cells than this (places by places) are not compared: nobody reads their letters.
MOST_CELLS: Final = 400
REST: Final = "(rest)"
UNTOLD: Final = ("volunteer", "census")


@dataclass(frozen=True, slots=True)
class Compared:
    """How columns are compared: the letter of each (banner variable, category), the levels and the correction; with each other, or each with the `rest`."""

    letters: Mapping[tuple[str, str], str]
    levels: tuple[float, ...]
    correction: Correction
    rest: bool = False


def lettered(sampling: str, letters: bool | None, correction: str) -> bool:  # noqa: FBT001 - as it stands in `tabulate`
    """bool: whether columns are compared: where nothing is asked, of samples whose chance is known at least as an order of magnitude.

    Raises: SurveyKitError when letters are asked for of volunteers or of a census, or when the correction is unknown.
    """
    one_of("correction_unknown", correction, CORRECTIONS)
    if letters and sampling in UNTOLD:
        raise SurveyKitError("letters_untold", got=sampling)
    return sampling not in UNTOLD if letters is None else letters


def names(columns: int) -> tuple[str, ...]:
    """Tuple of str: a letter a column; after Z come two letters.

    >>> names(3), names(28)[-2:]
    (('A', 'B', 'C'), ('AA', 'AB'))
    """
    letters = ("".join(word) for size in count(1) for word in product(ascii_uppercase, repeat=size))
    return tuple(islice(letters, columns))


def of_columns(
    found: Estimates, named: Sequence[str], levels: Sequence[float], correction: Correction, *, apart: bool = False
) -> list[tuple[str, ...]]:
    """list, a tuple of letters a domain: for each category the columns whose share is lower; capitals at the first level, small ones at the
    second. The domains of `found` don't overlap; each test has the covariance that the design gives the two shares (none where its domains
    are drawn `apart`: one by one and unstratified), and the design's df.

    Source: Woodruff (1971), JASA 66, 411-414; see `significance.pairwise`.
    """
    blocks = found.blocks
    cells = [[""] * len(block.categories) for block in blocks]
    tested = [place for place, block in enumerate(blocks) if block.base >= SMALLEST_BASE]
    pairs = list(combinations(tested, 2))
    if not pairs or len({block.categories for block in blocks}) > 1 or len(found.estimate) > MOST_CELLS:
        return [tuple(line) for line in cells]
    gaps, p = _tests(found, pairs, correction, apart=apart)
    for (category, at), chance in np.ndenumerate(p):
        first, second = pairs[at]
        higher, lower = (first, second) if gaps[category, at] > 0 else (second, first)
        cells[higher][category] += _marked(named[lower], float(chance), levels)
    return [tuple(line) for line in cells]


def against_rest(design: Design, variable: str, column: str, found: Estimates, compared: Compared) -> list[tuple[str, ...]]:
    """list, a tuple of marks a domain: for each category "+" where the column is above all other columns together beyond chance, "-" where it is below, at
    the first level; corrected for the columns of a row.

    Source: as `of_columns`, of a column and of its complement, which don't overlap.
    """
    values = frame_of(design)[column].astype(object)
    gaps, p = [], []
    for block in found.blocks:
        inside = (values == block.domain[0]).astype("boolean").where(values.notna())
        both = proportion(design.extended({REST: inside}), variable, by=REST)
        if len(both.blocks) < 2 or min(each.base for each in both.blocks) < SMALLEST_BASE:
            gaps.append(np.zeros(len(block.categories)))
            p.append(np.ones(len(block.categories)))
            continue
        own_gaps, own = _tests(both, [(1, 0)], "none", apart=design.plain)
        gaps.append(own_gaps[:, 0])
        p.append(own[:, 0])
    chances = np.array([corrected_p(line, compared.correction) for line in np.array(p).T]).T
    return [
        tuple("" if chance >= compared.levels[0] or not gap else "+" if gap > 0 else "-" for gap, chance in zip(*line, strict=True))
        for line in zip(gaps, chances, strict=True)
    ]


def _tests(found: Estimates, pairs: Sequence[tuple[int, int]], correction: Correction, *, apart: bool) -> tuple[Array, Array]:
    """Two ndarrays, categories x pairs: the differences of shares, and p-values corrected for the pairs of a category."""
    shares = found.estimate.reshape(len(found.blocks), -1)
    between = _between(found, apart=apart)
    gaps = np.array([shares[a] - shares[b] for a, b in pairs]).T
    variances = np.array([between[a, a] + between[b, b] - 2 * between[a, b] for a, b in pairs]).T
    t = np.divide(gaps, np.sqrt(np.maximum(variances, 0.0)), out=np.full_like(gaps, np.nan), where=variances > 0)
    p = np.vectorize(t_tails, otypes=[float])(t, found.df)
    return gaps, np.array([corrected_p(line, correction) for line in p])


def _between(found: Estimates, *, apart: bool) -> Array:
    """ndarray, domains x domains x categories: covariances of a category's shares. Of domains apart the scores of one are zero in the other."""
    domains, categories = len(found.blocks), len(found.blocks[0].categories)
    if not apart:
        return np.asarray(np.einsum("acbc->abc", found.covariance.reshape(domains, categories, domains, categories)))
    between = np.zeros((domains, domains, categories))
    between[np.arange(domains), np.arange(domains)] = [np.diagonal(block.covariance) for block in found.blocks]
    return between


def _marked(letter: str, chance: float, levels: Sequence[float]) -> str:
    """str: the letter as the p-value allows: a capital, a small one or none."""
    if chance < levels[0]:
        return letter
    return letter.lower() if len(levels) > 1 and chance < levels[1] else ""
