"""Whether there is anything to find: no association, one gradient, or segments; and how many.

The first gate shuffles questions against one another: where the first axis holds no more than that, answers know nothing of one another. The
second draws respondents from a gradient fitted to the same answers, of whatever spread: where the second axis holds no more than those of such
respondents, one gradient tells it all. Two families of gradients must both be refused. Two segments have one axis, as a gradient has: they are
told from it where nobody needs to stand between its poles. The third asks whether respondents gather around
centres, or fill the space that several independent gradients make: that too is told as a gradient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from survey_kit.segmentation.clumps import gathered
from survey_kit.segmentation.columns import Columns, columns
from survey_kit.segmentation.laws import drawn
from survey_kit.segmentation.number import MOST_SEGMENTS, chosen, compared
from survey_kit.segmentation.permutation import permuted, tail
from survey_kit.segmentation.threads import one_thread
from survey_kit.segmentation.traits import along_a_scale, between_poles

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.laws import Laws
    from survey_kit.segmentation.partition import Partition, Space

Verdict = Literal["segments", "gradient", "none"]
DRAWS: Final = 199
# None of the draws may be as large: a p-value of 1 in 200, below one per cent.
ASSOCIATED: Final = 0.005
BEYOND_A_GRADIENT: Final = 0.02
GATHERED: Final = 0.02
PLACINGS: Final = 99
# Two segments: at most this share of respondents between the poles, and that much log-likelihood to gain from letting them stand there.
NOBODY: Final = 0.045
AS_LIKELY: Final = 2.0
MIDDLE: Final = slice(2, -2)
# The axes beyond the first that segments are looked for on.
BEYOND: Final = slice(1, 3)
# Draws that are as large before the second gate stops: what it says is then settled.
ENOUGH: Final = 20


@dataclass(frozen=True, slots=True)
class Gates:
    """What the gates found: `association`, `gradient` and `gathered` are p-values (missing where an earlier gate stopped), `draws` how many the
    first two rest on; `criterion` by number of segments, the larger the better.
    """

    association: float
    gradient: float
    gathered: float
    draws: int
    criterion: dict[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """The verdict, what led to it, the number of segments (0 without) and their partition."""

    verdict: Verdict
    gates: Gates
    count: int
    partition: Partition | None


def decide(space: Space, random: np.random.Generator) -> Decision:
    """Decision: of some respondents and their axes."""
    with one_thread():
        return _decided(space, random)


def _decided(space: Space, random: np.random.Generator) -> Decision:
    people = space.people
    known = columns(people.parts, people.weights)
    observed = known.eigenvalues()
    association = tail(observed[0], permuted(known, DRAWS, random)[:, 0])
    if association > ASSOCIATED:
        return Decision("none", Gates(association, np.nan, np.nan, DRAWS, {}), 0, None)
    place = space.axes.places(people.parts, 1)[:, 0]
    laws = [family(known, place, people.effective) for family in (between_poles, along_a_scale)]
    values, parts = compared(space, range(1, min(MOST_SEGMENTS, len(people.weights) // 2) + 1))
    count = chosen(values)
    if count == 1:
        return Decision("none", Gates(association, np.nan, np.nan, DRAWS, values), 0, None)
    beyond = max(across(known, each, observed, random) for each in laws)
    if beyond > BEYOND_A_GRADIENT:
        two = _two_apart(known, laws[0], place, people.effective)
        gates = Gates(association, beyond, np.nan, DRAWS, values)
        return Decision("segments", gates, 2, parts[2]) if two else Decision("gradient", gates, 0, None)
    width = min(max(2, count - 1), space.places.shape[1])
    close = gathered(space.places[:, :width], people.weights, count, PLACINGS, random) if width > 1 else 1.0
    gates = Gates(association, beyond, close, DRAWS, values)
    if close > GATHERED:
        return Decision("gradient", gates, 0, None)
    return Decision("segments", gates, count, parts[count])


def _two_apart(known: Columns, between: Laws, place: Array, effective: float) -> bool:
    """bool: whether nobody needs to stand between the two poles of a gradient: its middle is empty, and without it answers are as likely."""
    if between.sizes[MIDDLE].sum() > NOBODY:
        return False
    given, two = known.indicators(), between_poles(known, place, effective, 2)
    return bool((between.memberships(known, given)[1] - two.memberships(known, given)[1]) * effective < AS_LIKELY)


def across(known: Columns, laws: Laws, observed: Array, random: np.random.Generator) -> float:
    """float: the p-value of the axes beyond the first among respondents drawn from a gradient; draws stop once it is plain that they are nothing
    special.

    Source: Besag and Clifford (1991), Biometrika 78, 301-304 (sequential Monte Carlo p-values).
    """
    if len(observed) < 2:
        return 1.0
    larger, own = 0, observed[BEYOND].sum()
    for number in range(1, DRAWS + 1):
        larger += bool(known.eigenvalues(*drawn(known, laws, random))[BEYOND].sum() >= own)
        if larger == ENOUGH:
            return larger / number
    return (1 + larger) / (DRAWS + 1)
