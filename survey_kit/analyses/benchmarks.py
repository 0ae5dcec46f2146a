"""A published figure, with what must be known of it before anything is held against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from survey_kit.analyses.differences import Difference, difference, independent
from survey_kit.errors import SurveyKitError, wording
from survey_kit.questionnaire.model import label
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.estimation.estimate import Estimates


@dataclass(frozen=True, slots=True)
class Figure:
    """A published share in per cent: of whom (`base`), what was asked (`wording`), of how many (`n`, None where it isn't told), when and by whom."""

    value: float
    base: str
    wording: str
    n: int | None
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Against:
    """A survey's share held against a published figure. Where the two count other people or other things both definitions are told, and no difference."""

    figure: Figure
    share: float
    base: str
    wording: str
    n: int
    sampling: str
    difference: Difference | None

    def text(self, lang: str = "fr") -> str:
        """str: both shares with what each of them is of, and the difference where there is one."""
        told = self.figure
        own = wording("figure_own", lang, share=number(self.share, lang, 1), n=self.n, base=self.base, wording=self.wording)
        size = wording("figure_size", lang, n=told.n) if told.n is not None else wording("figure_no_size", lang)
        parts = {"base": told.base, "wording": told.wording, "size": size, "date": told.date, "source": told.source}
        published = wording("figure_published", lang, share=number(told.value, lang, 1), **parts)
        if self.difference is None:
            return f"{own} {published} {wording('figure_apart', lang)}"
        found = self.difference
        points, low, high = (number(value, lang, 1) for value in (found.points, found.low, found.high))
        gap = wording("figure_gap", lang, points=points, low=low, high=high, word=found.word(self.sampling, lang))
        return f"{own} {published} {gap}"


def compare_figures(  # noqa: PLR0917 - in the order in which they are told
    figure: Figure,
    estimate: Estimates,
    category: str | None = None,
    base: str | None = None,
    wording: str | None = None,
    sampling: str = "volunteer",
    *,
    side_by_side: bool = False,
    lang: str = "fr",
) -> Against:
    """Against: a share of a survey, one row of its estimates (`category` says which), held against a published figure.

    `base` and `wording` say whom and what the survey's share is of; left out, they are the codebook's universe and wording in `lang`. They must be those of the
    figure; with `side_by_side` they may differ: both definitions are then told, and no difference. The figure's own chance counts where its
    n is known.

    Raises: SurveyKitError when the estimate has several rows and none is named, when the survey's definition isn't known, or when the definitions differ.
    """
    row = _row(estimate, category)
    known = (estimate.variables or {}).get(_variable(estimate, row))
    own_base = base or (label(known.universe, lang) if known is not None else "")
    own_wording = wording or (label(known.wordings, lang) if known is not None else "")
    if not own_base or not own_wording:
        raise SurveyKitError("figure_undefined", where=_variable(estimate, row), got="base" if not own_base else "wording")
    alike = _bare(own_base) == _bare(figure.base) and _bare(own_wording) == _bare(figure.wording)
    if not alike and not side_by_side:
        raise SurveyKitError("figure_differs", where=figure.source, got=f"{own_base} : {own_wording}", expected=f"{figure.base} : {figure.wording}")
    share, se = float(estimate.estimate[row]), float(estimate.se[row])
    gap = _difference(figure, share, se, estimate.df) if alike else None
    return Against(figure, 100 * share, own_base, own_wording, int(estimate.to_frame()["base"].iloc[row]), sampling, gap)


def _difference(figure: Figure, share: float, se: float, df: float) -> Difference:
    """Difference: the published share's own chance is that of a simple random sample of its n, the least that it can be."""
    published = figure.value / 100
    chance = published * (1 - published) / figure.n if figure.n else 0.0
    spread, freedom = independent((se**2, chance), (df, np.inf))
    return difference(share, published, spread, freedom)


def _row(estimate: Estimates, category: str | None) -> int:
    categories = [str(each) for block in estimate.blocks for each in block.categories]
    if category is None and len(categories) == 1:
        return 0
    if category is None or categories.count(str(category)) != 1:
        raise SurveyKitError("figure_row", got=category or "-", expected=", ".join(dict.fromkeys(categories)))
    return categories.index(str(category))


def _variable(estimate: Estimates, row: int) -> str:
    return [block.variable for block in estimate.blocks for _ in block.categories][row]


def _bare(text: str) -> str:
    """str: a definition without what doesn't matter: case, spaces, the mark at its end."""
    return re.sub(r"\s+", " ", text).strip(" .?:\u00a0\u202f").casefold()
