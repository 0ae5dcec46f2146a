"""Answers as plain arrays, to draw from again and again: questions permuted, respondents simulated, and the axes that each draw would have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from survey_kit.segmentation.burt import moments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """`codes` (rows x coded columns, -1 missing), `widths` their numbers of categories, `firsts` where each starts among all categories and the
    end; `numbers` (rows x numbers, standardised, NaN missing); `masses` adding up to 1; `blocks` the column numbers (coded, then numbers) that
    belong to one question.
    """

    codes: NDArray[np.intp]
    widths: NDArray[np.intp]
    firsts: NDArray[np.intp]
    numbers: Array
    masses: Array
    blocks: tuple[tuple[int, ...], ...]

    @property
    def rows(self) -> int:
        """int: the number of respondents."""
        return len(self.masses)

    @property
    def categories(self) -> int:
        """int: of all coded columns together."""
        return int(self.firsts[-1])

    def indicators(self, codes: NDArray[np.intp] | None = None) -> Array:
        """ndarray, rows x categories: 1 where an answer was given, a row of zeros in a question for a missing one."""
        codes = self.codes if codes is None else codes
        found = np.zeros((len(codes), self.categories + 1))
        found[np.arange(len(codes))[:, None], np.where(codes >= 0, codes + self.firsts[:-1], self.categories)] = 1.0
        return found[:, :-1]

    def totals(self, values: Array) -> Array:
        """ndarray: sums over each question's categories (the last dimension)."""
        if not len(self.widths):
            return values
        return np.asarray(np.add.reduceat(values, self.firsts[:-1], axis=-1))

    def by_question(self, values: Array) -> Array:
        """ndarray: sums over each question's categories, spread again over its categories."""
        return np.repeat(self.totals(values), self.widths, axis=-1)

    def eigenvalues(self, codes: NDArray[np.intp] | None = None, numbers: Array | None = None) -> Array:
        """ndarray: those of the mixed factor analysis of these rows, or of as many others with the same masses, the largest first."""
        codes, numbers = self.codes if codes is None else codes, self.numbers if numbers is None else numbers
        table, roots = self._standard(codes, numbers), np.sqrt(self.masses)
        weighted = table * roots[:, None]
        return np.asarray(np.linalg.eigvalsh(weighted.T @ weighted)[::-1], dtype=float)

    def _standard(self, codes: NDArray[np.intp], numbers: Array) -> Array:
        """ndarray, rows x columns: indicators over their share's root, less that root, and standardised numbers; 0 where missing."""
        given = self.indicators(codes)
        shares = self.masses @ given
        told = self.by_question(shares)
        shares = np.divide(shares, told, out=np.zeros_like(shares), where=told > 0)
        roots = np.sqrt(shares)
        coded = np.divide(given, roots, out=np.zeros_like(given), where=roots > 0)
        coded -= roots * np.repeat(codes >= 0, self.widths, axis=1)
        known = ~np.isnan(numbers)
        plain = np.where(known, numbers, 0.0)
        masses = self.masses @ known
        masses = np.where(masses > 0, masses, 1.0)
        means = self.masses @ plain / masses
        spreads = np.sqrt((self.masses @ plain**2 / masses - means**2).clip(0))
        return np.hstack([coded, np.where(known, (plain - means) / np.where(spreads > 0, spreads, 1.0), 0.0)])


def columns(parts: Sequence[Part], weights: Array) -> Columns:
    """Columns: of some parts, under weights of any scale."""
    coded, numeric = [part for part in parts if not part.numeric], [part for part in parts if part.numeric]
    rows = len(weights)
    codes = np.stack([part.codes for part in coded], axis=1) if coded else np.empty((rows, 0), dtype=np.intp)
    values = []
    for part in numeric:
        mean, spread = moments(part, weights)
        values.append((part.numbers - mean) / (spread or 1.0))
    widths = np.array([len(part.levels) for part in coded], dtype=np.intp)
    blocks: dict[str, list[int]] = {}
    for number, part in enumerate([*coded, *numeric]):
        blocks.setdefault(part.block, []).append(number)
    firsts = np.concatenate([np.zeros(1, dtype=np.intp), np.cumsum(widths)]).astype(np.intp)
    numbers = np.stack(values, axis=1) if values else np.empty((rows, 0))
    return Columns(codes, widths, firsts, numbers, weights / weights.sum(), tuple(tuple(block) for block in blocks.values()))
