"""Is there any association at all? Questions shuffled against one another say what the first axes would hold if there was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.columns import Columns


def permuted(known: Columns, draws: int, random: np.random.Generator) -> Array:
    """ndarray, draws x axes: eigenvalues when each question's answers are dealt out anew; options and items of one question stay together.

    Source: Buja and Eyuboglu (1992), Multivariate Behavioral Research 27, 509-540 (permutations for parallel analysis).
    """
    split = known.codes.shape[1]
    found = []
    for _ in range(draws):
        codes, numbers = known.codes.copy(), known.numbers.copy()
        orders = random.random((len(known.blocks), known.rows)).argsort(axis=1)
        for block, order in zip(known.blocks, orders, strict=True):
            for column in block:
                if column < split:
                    codes[:, column] = known.codes[order, column]
                else:
                    numbers[:, column - split] = known.numbers[order, column - split]
        found.append(known.eigenvalues(codes, numbers))
    return np.array(found)


def tail(observed: float, drawn: Array) -> float:
    """float: the p-value of a draw as large or larger, the observed one counted with the draws.

    Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, equation 4.11.

    >>> tail(2.0, np.array([1.0, 3.0, 0.0]))
    0.5
    """
    return float((1 + (drawn >= observed * (1 - 1e-12)).sum()) / (len(drawn) + 1))
