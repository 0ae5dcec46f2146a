"""How firm segments are: the whole pass from answers to parts, again and again on respondents drawn anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from survey_kit.segmentation.agreement import adjusted_rand, jaccard
from survey_kit.segmentation.number import MOST_SEGMENTS, chosen, weighed
from survey_kit.segmentation.partition import Space

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.respondents import Respondents

Firmness = Literal["solid", "indicative", "fragile"]
BOOTSTRAPS: Final = 50
# Likeness to the nearest segment of a bootstrap, from which a segment is said to be solid, or indicative.
SOLID: Final = 0.75
INDICATIVE: Final = 0.5
# A number of segments that one bootstrap in ten prefers belongs to the range.
PREFERRED: Final = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Firm:
    """`likeness` of each segment (from the first on) to its nearest one in bootstraps, on average; `agreement` the mean adjusted Rand index of
    whole partitions; `preferred` how often each number of segments was found best, out of one (empty when the number was asked for).
    """

    likeness: Array
    agreement: float
    preferred: dict[int, float]

    def range_of(self, count: int) -> tuple[int, int]:
        """int and int: the numbers of segments that the answers leave open."""
        likely = [number for number, share in self.preferred.items() if share >= PREFERRED]
        return min([count, *likely]), max([count, *likely])


def firmness(likeness: float) -> Firmness:
    """str: "solid", "indicative" or "fragile".

    Source: Hennig (2007), Computational Statistics and Data Analysis 52, 258-271 (0.75 for a stable cluster, below 0.5 dissolved).
    """
    return "solid" if likeness >= SOLID else "indicative" if likeness >= INDICATIVE else "fragile"


def firm(people: Respondents, labels: NDArray[np.intp], random: np.random.Generator, *, around: bool) -> Firm:
    """Firm: of parts numbered from 0; with `around`, the number of segments is chosen anew among the neighbours of theirs."""
    count = int(labels.max()) + 1
    counts = range(max(count - 1, 1), min(count + 1, MOST_SEGMENTS) + 1) if around else (count,)
    likeness, agreement, preferred = [], [], dict.fromkeys(counts, 0.0)
    size = len(people.weights)
    for _ in range(BOOTSTRAPS):
        times = np.bincount(random.integers(0, size, size), minlength=size).astype(float)
        drawn, inside = people.drawn(times), labels[times > 0]
        space = Space(drawn, few=True)
        found = {number: weighed(space, number) for number in counts if number <= len(drawn.weights)}
        if around:
            preferred[chosen({number: value for number, (value, _) in found.items()})] += 1 / BOOTSTRAPS
        made = found[count][1]
        if made is not None:
            likeness.append(jaccard(inside + 1, made.labels, count))
            agreement.append(adjusted_rand(inside, made.labels))
    return Firm(np.mean(likeness, axis=0), float(np.mean(agreement)), preferred if around else {})
