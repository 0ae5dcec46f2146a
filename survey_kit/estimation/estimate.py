"""What an estimator gives back: estimates with their uncertainty and the bases that they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from survey_kit.errors import wording
from survey_kit.questionnaire.model import label
from survey_kit.wording import counted, few

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.engines.engine import Array
    from survey_kit.questionnaire.model import Derived, Question


@dataclass(frozen=True, slots=True)
class Block:
    """The k estimates of one variable in one domain: what every estimator builds before it is put together with the others.

    `weighed` counts the respondents of the base that weigh anything; `srs` holds the k variances that a simple random sample of as many would have,
    without replacement's correction; `scores` gives the k columns of scores by unit (or of replicates) that covariances with other blocks are made of.
    """

    variable: str
    categories: tuple[Any, ...]
    domain: tuple[Any, ...]
    estimate: Array
    covariance: Array
    srs: Array
    base: int
    weighed: int
    weighted_base: float
    squared_weights: float
    count: Array
    weighted_count: Array
    low: Array | None = None
    high: Array | None = None
    scores: Callable[[], Array] | None = None

    @property
    def se(self) -> Array:
        """ndarray, k: the standard errors, in the unit of the estimate."""
        return np.sqrt(np.maximum(np.diagonal(self.covariance), 0.0))

    @property
    def effective_base(self) -> float:
        """float: Kish's effective base, the squared sum of weights over the sum of squared weights.

        Source: Kish (1965), Survey Sampling, section 11.7.
        """
        return self.weighted_base**2 / self.squared_weights if self.squared_weights else 0.0


@dataclass(frozen=True, slots=True)
class Estimates:
    """Estimates in rows: those of a variable together, domain by domain. Shares are between 0 and 1.

    `left_out` counts by variable who was asked of and stands outside its base. `notes` says in a word what was done otherwise than asked
    ("deff_wr": against sampling with replacement, because the weights don't reach beyond the base).
    """

    blocks: tuple[Block, ...]
    by: tuple[str, ...]
    low: Array
    high: Array
    deff: Array
    df: float
    level: float
    notes: tuple[str, ...] = ()
    variables: Mapping[str, Question | Derived] | None = None
    probabilities: bool = False
    joint: Callable[[Sequence[Array], Array], Array] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        """str: how many rows of what, and what was done otherwise than asked."""
        names, bases = list(dict.fromkeys(block.variable for block in self.blocks)), [block.base for block in self.blocks]
        of = few(names) + (f" by {few(self.by)}" if self.by else "")
        based = f"base {bases[0]}" if len(set(bases)) == 1 else f"bases {min(bases, default=0)} to {max(bases, default=0)}"
        known = f"{100 * self.level:g}%" if np.isfinite(self.low).any() else "no"
        told = f"{counted(len(self.estimate), 'row')} of {of or 'nothing'}, {based}, {known} intervals on {self.df:g} degrees of freedom"
        return "\n".join([f"Estimates: {told}. to_frame() shows them.", *(wording(code, "en") for code in self.notes)])

    @property
    def estimate(self) -> Array:
        """ndarray: the estimates, rows as in `to_frame()`."""
        return _joined([block.estimate for block in self.blocks])

    @property
    def se(self) -> Array:
        """ndarray: their standard errors, in the same unit."""
        return _joined([block.se for block in self.blocks])

    @property
    def covariance(self) -> Array:
        """ndarray, rows and columns as in `to_frame()`: variances and covariances, across variables and domains too (between quantiles: NaN)."""
        scores = [block.scores for block in self.blocks]
        known = [each for each in scores if each is not None]
        if self.joint is not None and len(self.blocks) > 1 and len(known) == len(scores):
            return self.joint([each() for each in known], self.estimate)
        matrix = np.full((len(self.estimate), len(self.estimate)), np.nan)
        start = 0
        for block in self.blocks:
            end = start + len(block.estimate)
            matrix[start:end, start:end] = block.covariance
            start = end
        return matrix

    def to_frame(self, labels: str | None = None) -> pd.DataFrame:
        """DataFrame: variable, category, each `by` column, estimate, se, ci_low, ci_high, deff, df, base, weighted_base.

        `labels` ("fr" or "en") puts the codebook's labels in the place of its codes. `deff` is against sampling without replacement, unless "wr" was
        asked for or `notes` holds "deff_wr": then the weights add up to no more than the base, and it is against sampling with replacement.
        """
        import pandas as pd

        sizes = [len(block.estimate) for block in self.blocks]
        categories = [category for block in self.blocks for category in block.categories]
        variables = np.repeat(np.array([block.variable for block in self.blocks], dtype=object), sizes)
        columns: dict[str, Any] = {"variable": variables}
        columns["probability" if self.probabilities else "category"] = self._labelled(variables, categories, labels)
        for position, name in enumerate(self.by):
            values = [block.domain[position] for block in self.blocks for _ in range(len(block.estimate))]
            columns[name] = self._labelled([name] * len(values), values, labels)
        columns |= {"estimate": self.estimate, "se": self.se, "ci_low": self.low, "ci_high": self.high, "deff": self.deff, "df": self.df}
        columns["base"] = np.repeat([block.base for block in self.blocks], sizes)
        columns["weighted_base"] = np.repeat([block.weighted_base for block in self.blocks], sizes)
        return pd.DataFrame(columns)

    def _labelled(self, variables: Iterable[str], codes: Sequence[Any], lang: str | None) -> list[Any]:
        known = self.variables or {}
        return [_label(known.get(variable), code, lang) if lang else code for variable, code in zip(variables, codes, strict=True)]


def _label(variable: Question | Derived | None, code: Any, lang: str) -> Any:
    choice = next((choice for choice in getattr(variable, "choices", ()) if choice.code == str(code)), None)
    return label(choice.labels, lang) if choice is not None else code


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if parts else np.empty(0)
