"""What a design remembers of a calibration: how much of an influence score the known totals explain, and how the totals were met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array
    from survey_kit.weighting.margins import Controls

# As often R takes the margins in turn; with more than two of them the last digits depend on it.
SWEEPS: Final = 10
Method = Literal["post_stratify", "rake", "calibrate"]


@dataclass(frozen=True, eq=False)
class Calibration:
    """Weights made to meet `controls`: `before` and `after`, one a row; residuals are taken by least squares in the weights `metric`.

    `iterations` counts the rounds, `error` is the largest relative margin error that is left.
    """

    method: Method
    controls: Controls
    before: Array
    after: Array
    metric: Array
    iterations: int
    error: float

    def __call__(self, scores: Array) -> Array:
        """ndarray, rows x k: the scores (weights included) less what the known totals explain of them.

        Source: Deville and Särndal (1992), JASA 87, 376-382, equation 3.4; `svyrecvar` of R survey, which of raked weights takes the margins' plain
        means off in turn, ten times over.
        """
        inside = np.divide(scores, self.after[:, None], out=np.zeros_like(scores), where=self.after[:, None] != 0)
        if self.method == "rake":
            return np.asarray(self._swept(inside) * self.after[:, None])
        # Once more on what is left: the normal equations lose digits that the second pass gives back.
        for _ in range(2):
            inside = inside - self._expand(self._inverse @ self._moments(inside))
        return np.asarray(inside * self.after[:, None])

    def _swept(self, values: Array) -> Array:
        for margin in self.controls.margins * SWEEPS:
            count = np.bincount(margin.codes, minlength=len(margin.totals))[:, None]
            sums = [np.bincount(margin.codes, weights=column, minlength=len(margin.totals)) for column in values.T]
            values = values - (np.stack(sums, axis=1) / count)[margin.codes]
        return values

    @property
    def _codes(self) -> tuple[Codes, ...]:
        return tuple(margin.codes for margin in self.controls.margins)

    @cached_property
    def _inverse(self) -> Array:
        return pseudo_inverse(gram_matrix(self._codes, self.controls.numbers, self.metric))

    def _moments(self, values: Array) -> Array:
        weighted = values * self.metric[:, None]
        parts = [
            np.stack([np.bincount(margin.codes, weights=column, minlength=len(margin.totals)) for column in weighted.T], axis=1)
            for margin in self.controls.margins
        ]
        return np.concatenate([*parts, self.controls.numbers.T @ weighted])

    def _expand(self, coefficients: Array) -> Array:
        return expanded(self._codes, self.controls.numbers, coefficients)


def expanded(margins: Sequence[Codes], numbers: Array, coefficients: Array) -> Array:
    """ndarray, rows x k: the coefficients of margins' categories and of numbers, summed up for each row."""
    fitted, start = numbers @ coefficients[len(coefficients) - numbers.shape[1] :], 0
    for codes in margins:
        size = int(codes.max(initial=-1)) + 1
        fitted += coefficients[start : start + size][codes]
        start += size
    return np.asarray(fitted)


def pseudo_inverse(gram: Array) -> Array:
    """ndarray: the pseudo-inverse of sums of products, each column first brought to the same size."""
    size = np.sqrt(np.where(np.diagonal(gram) > 0, np.diagonal(gram), 1.0))
    return np.asarray(np.linalg.pinv(gram / np.outer(size, size), rcond=1e-11, hermitian=True) / np.outer(size, size))


def gram_matrix(margins: Sequence[Codes], numbers: Array, weights: Array) -> Array:
    """ndarray: the weighted sums of products of the margins' indicators and the numbers, from counts of pairs, never from their full matrix."""
    sizes = [int(codes.max(initial=-1)) + 1 for codes in margins]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
    count = starts[-1]
    gram = np.zeros((count + numbers.shape[1], count + numbers.shape[1]))
    for a, codes in enumerate(margins):
        here = slice(starts[a], starts[a + 1])
        gram[here, here] = np.diag(np.bincount(codes, weights=weights, minlength=sizes[a]))
        for b in range(a):
            pairs = np.bincount(codes * sizes[b] + margins[b], weights=weights, minlength=sizes[a] * sizes[b])
            gram[here, starts[b] : starts[b + 1]] = pairs.reshape(sizes[a], sizes[b])
        for q, column in enumerate(numbers.T):
            gram[count + q, here] = np.bincount(codes, weights=weights * column, minlength=sizes[a])
    if numbers.shape[1]:
        gram[count:, count:] = numbers.T @ (numbers * weights[:, None])
    return np.tril(gram) + np.tril(gram, -1).T
