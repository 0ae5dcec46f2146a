"""The same question asked twice: of other respondents, of the same ones again, or of the same ones at once about before and now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

from survey_kit.analyses.differences import Difference, difference, independent
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, proportion
from survey_kit.wording import counted, few

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Block

Kind = Literal["waves", "panel", "recall"]
COLUMNS: Final = (
    "kind",
    "variable",
    "category",
    "wave",
    "reference_wave",
    "share",
    "reference_share",
    "base",
    "reference_base",
    "points",
    "relative_percent",
    "se",
    "ci_low",
    "ci_high",
    "verdict",
    "word",
)
CHANGE: Final = "(change)"


@dataclass(frozen=True, slots=True)
class Change:
    """One category of one variable in two waves; `bases` are the respondents of each, the reference second. `moved` counts, of the same respondents,
    who came to the category and who left it.
    """

    variable: str
    category: str
    waves: tuple[str, str]
    bases: tuple[int, int]
    counts: tuple[int, int]
    difference: Difference
    moved: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed: between samples ("waves"), within the same respondents ("panel"), or as they remember it ("recall")."""

    kind: Kind
    sampling: str
    changes: tuple[Change, ...]

    def __repr__(self) -> str:
        """str: how many rows of what."""
        names = list(dict.fromkeys(each.variable for each in self.changes))
        return f"Comparison: {counted(len(self.changes), 'row')} of {few(names)} ({self.kind}, {self.sampling}). to_frame() shows them."

    def to_frame(self, lang: str = "fr") -> pd.DataFrame:
        """DataFrame: a row a category: shares, points, relative_percent (the difference in per cent of the reference), se and bounds in points; `verdict` is a
        code, `word` the same in the language.
        """
        import pandas as pd

        return pd.DataFrame.from_records([self._row(each, lang) for each in self.changes], columns=list(COLUMNS))

    def _row(self, each: Change, lang: str) -> dict[str, Any]:
        found = each.difference
        names = {"kind": self.kind, "variable": each.variable, "category": each.category, "wave": each.waves[0], "reference_wave": each.waves[1]}
        sizes = {"base": each.bases[0], "reference_base": each.bases[1]}
        numbers = {"share": found.share, "reference_share": found.reference, "points": found.points, "relative_percent": found.relative}
        bounds = {"se": found.se, "ci_low": found.low, "ci_high": found.high}
        return names | sizes | numbers | bounds | {"verdict": found.verdict, "word": found.word(self.sampling, lang)}


def compare_waves(
    waves: Mapping[str, Design] | Sequence[Design], variables: Sequence[str] | str, *, panel: str | None = None, level: float = 0.95
) -> Comparison:
    """Comparison: each wave with the one before it, category by category. Waves go by name, in order, or by their number.

    Waves of other respondents have nothing to do with each other: their variances add up. With `panel`, the name of a column that tells respondents
    apart in both waves, only those who answered both are compared, under the later design, and their covariance counts.

    Raises: SurveyKitError when there are fewer than two waves, when they are unlike (sampling, a variable that one lacks, other categories), or when nobody
    stands in both waves of a panel.

    Source: Kish (1965), Survey Sampling, sections 12.4 (independent samples) and 12.5 (the same units).
    """
    named = dict(waves) if isinstance(waves, Mapping) else {str(number): design for number, design in enumerate(waves, start=1)}
    listed = (variables,) if isinstance(variables, str) else tuple(variables)
    kinds = {design.sampling for design in named.values()}
    if len(named) < 2 or len(kinds) > 1:
        raise SurveyKitError("waves_unlike", got=", ".join(sorted(kinds)) or "-", expected=2, waves=len(named))
    changes: list[Change] = []
    for (before, reference), (name, design) in pairwise(named.items()):
        for variable in listed:
            both = (name, before)
            if panel is None:
                changes += _apart((design, reference), variable, both, level)
            else:
                changes += _again((design, reference), variable, both, panel, level)
    return Comparison("panel" if panel else "waves", kinds.pop(), tuple(changes))


def compare_recall(design: Design, before: str, now: str, *, level: float = 0.95) -> Comparison:
    """Comparison: what respondents say of now with what the same respondents remember of before, in one survey. Memory errs: a recall is no panel.

    Raises: SurveyKitError when a variable is unknown, when the two have other categories, or when nobody answered both.
    """
    columns = design.column(now), design.column(before)
    changes = _paired(design, columns, now, ("now", "before"), level)
    return Comparison("recall", design.sampling, tuple(changes))


def _apart(designs: tuple[Design, Design], variable: str, waves: tuple[str, str], level: float) -> Iterator[Change]:
    """Iterator of Change: of two samples that have nothing to do with each other."""
    design, reference = designs
    later, earlier = proportion(design, variable), proportion(reference, variable)
    blocks = later.blocks[0], earlier.blocks[0]
    codes = _alike(blocks, variable, waves)
    for at, category in enumerate(codes):
        other = [str(each) for each in blocks[1].categories].index(category)
        variances = float(blocks[0].covariance[at, at]), float(blocks[1].covariance[other, other])
        se, df = independent(variances, (design.df, reference.df))
        found = difference(float(blocks[0].estimate[at]), float(blocks[1].estimate[other]), se, df, level)
        counts = int(blocks[0].count[at]), int(blocks[1].count[other])
        yield Change(variable, category, waves, (blocks[0].base, blocks[1].base), counts, found)


def _alike(blocks: tuple[Block, Block], variable: str, waves: tuple[str, str]) -> list[str]:
    """list of str: the categories, which must be the same in both waves.

    Raises: SurveyKitError when they aren't.
    """
    later, earlier = ([str(each) for each in block.categories] for block in blocks)
    if set(later) != set(earlier):
        apart = sorted(set(later) ^ set(earlier))
        raise SurveyKitError("waves_categories", where=variable, got=", ".join(apart), expected=" / ".join(waves))
    return later


def _again(designs: tuple[Design, Design], variable: str, waves: tuple[str, str], panel: str, level: float) -> list[Change]:
    """list of Change: of the respondents who stand in both waves, under the later design."""
    design, reference = designs
    later, earlier = (_frame(each) for each in (design, reference))
    for frame, name in ((later, waves[0]), (earlier, waves[1])):
        if panel not in frame or frame[panel].dropna().duplicated().any():
            raise SurveyKitError("panel_identifier", where=panel, got=name)
    was = earlier.set_index(panel)[reference.column(variable)]
    matched = later[panel].map(was[was.index.notna()])
    if not matched.notna().any():
        raise SurveyKitError("panel_nobody", where=panel, got=" / ".join(waves))
    before = f"(before) {variable}"
    return _paired(design.extended({before: matched}), (design.column(variable), before), variable, waves, level)


def _paired(design: Design, columns: tuple[str, str], variable: str, waves: tuple[str, str], level: float) -> list[Change]:
    """list of Change: of two answers of the same respondents: the mean of what each of them changed."""
    frame = _frame(design)
    later, earlier = (frame[column].astype(object) for column in columns)
    both = later.notna() & earlier.notna()
    if not both.any():
        raise SurveyKitError("panel_nobody", where=variable, got=" / ".join(waves))
    inside = both.to_numpy(dtype=bool)
    found = []
    for category in _categories(design, columns):
        now, then = ((values == category).astype(float).where(both) for values in (later, earlier))
        made = design.extended({CHANGE: now - then, "(now)": now, "(then)": then})
        change = mean(made, [CHANGE, "(now)", "(then)"], where=inside, level=level)
        _, share, reference = (float(value) for value in change.estimate)
        counts = int(now.sum()), int(then.sum())
        moved = int((now > then).sum()), int((now < then).sum())
        own = difference(share, reference, float(change.se[0]), design.df, level)
        found.append(Change(variable, str(category), waves, (int(both.sum()), int(both.sum())), counts, own, moved))
    return found


def _categories(design: Design, columns: tuple[str, str]) -> list[Any]:
    levels = [design.engine.levels(column) for column in columns]
    return list(dict.fromkeys(level for each in levels for level in each))


def _frame(design: Design) -> pd.DataFrame:
    frame: pd.DataFrame = getattr(design.engine, "frame")  # noqa: B009 - only tables in memory are matched
    return frame
