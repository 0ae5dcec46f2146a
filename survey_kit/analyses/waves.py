"""The same question asked twice: of other respondents, of the same ones again, or of the same ones at once about before and now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

from survey_kit.analyses.differences import Difference, difference, independent, of_means
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, proportion
from survey_kit.wording import counted, few

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Block

Kind = Literal["waves", "panel", "recall"]
Statistic = Literal["share", "mean"]
COLUMNS: Final = (
    "kind",
    "variable",
    "category",
    "statistic",
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
    """One category of one variable in two waves, or its mean (of no category: ""); `bases` are the respondents of each, the reference second, `counts` those
    of the category. `moved` counts, of the same respondents, who came to the category and who left it; of a mean whose number rose, and fell.
    """

    variable: str
    category: str
    waves: tuple[str, str]
    bases: tuple[int, int]
    counts: tuple[int, int]
    difference: Difference
    moved: tuple[int, int] = (0, 0)
    statistic: Statistic = "share"


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
        code, `word` the same in the language. Of a number one row, with `statistic` "mean" and no category: means in the place of shares, and all else but
        relative_percent in its unit too.
        """
        import pandas as pd

        return pd.DataFrame.from_records([self._row(each, lang) for each in self.changes], columns=list(COLUMNS))

    def _row(self, each: Change, lang: str) -> dict[str, Any]:
        found = each.difference
        names = {"kind": self.kind, "variable": each.variable, "category": each.category, "statistic": each.statistic, "wave": each.waves[0], "reference_wave": each.waves[1]}
        sizes = {"base": each.bases[0], "reference_base": each.bases[1]}
        numbers = {"share": found.share, "reference_share": found.reference, "points": found.points, "relative_percent": found.relative}
        bounds = {"se": found.se, "ci_low": found.low, "ci_high": found.high}
        return names | sizes | numbers | bounds | {"verdict": found.verdict, "word": found.word(self.sampling, lang)}


def compare_waves(
    waves: Mapping[str, Design] | Sequence[Design], variables: Sequence[str] | str, *, panel: str | None = None, level: float = 0.95
) -> Comparison:
    """Comparison: each wave with the one before it, category by category; of numbers, their means. Waves go by name, in order, or by their number. A column
    of numbers is compared by its mean, however few they are, unless it is coded: a categorical column, or choices in the codebook.

    Waves of other respondents have nothing to do with each other: their variances add up. With `panel`, the name of a column that tells respondents
    apart in both waves, only those who answered both are compared, under the later design, and their covariance counts.

    Raises: SurveyKitError when there are fewer than two waves, when they are unlike (sampling, a variable that one lacks, other categories), when nobody
    answered in a wave, or when nobody stands in both waves of a panel.

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
    """Comparison: what respondents say of now with what the same respondents remember of before, in one survey: categories, or the means of two numbers.
    Memory errs: a recall is no panel.

    Raises: SurveyKitError when a variable is unknown, when one is a number and the other is not, or when nobody answered both.
    """
    columns = design.column(now), design.column(before)
    numbers = _are_numbers((design, design), columns, now, ("now", "before"))
    changes = _paired(design, columns, now, ("now", "before"), level, numbers=numbers)
    return Comparison("recall", design.sampling, tuple(changes))


def _apart(designs: tuple[Design, Design], variable: str, waves: tuple[str, str], level: float) -> Iterator[Change]:
    """Iterator of Change: of two samples that have nothing to do with each other.

    Raises: SurveyKitError when nobody answered in one of them.
    """
    numbers = _are_numbers(designs, (variable, variable), variable, waves)
    later, earlier = (mean(each, variable) if numbers else proportion(each, variable) for each in designs)
    for estimates, wave in zip((later, earlier), waves, strict=True):
        if not sum(block.base for block in estimates.blocks):
            raise SurveyKitError("waves_nobody", where=variable, got=wave)
    blocks = later.blocks[0], earlier.blocks[0]
    dfs = designs[0].df, designs[1].df
    if numbers:
        yield _means_apart(blocks, dfs, waves, level)
        return
    codes = _alike(blocks, variable, waves)
    for at, category in enumerate(codes):
        other = [str(each) for each in blocks[1].categories].index(category)
        variances = float(blocks[0].covariance[at, at]), float(blocks[1].covariance[other, other])
        se, df = independent(variances, dfs)
        found = difference(float(blocks[0].estimate[at]), float(blocks[1].estimate[other]), se, df, level)
        counts = int(blocks[0].count[at]), int(blocks[1].count[other])
        yield Change(variable, category, waves, (blocks[0].base, blocks[1].base), counts, found)


def _means_apart(blocks: tuple[Block, Block], dfs: tuple[float, float], waves: tuple[str, str], level: float) -> Change:
    """Change: of the means of two samples, as `svycontrast` of R survey has it."""
    later, earlier = blocks
    se, df = independent((float(later.covariance[0, 0]), float(earlier.covariance[0, 0])), dfs)
    found = of_means(float(later.estimate[0]), float(earlier.estimate[0]), se, df, level)
    return Change(later.variable, "", waves, (later.base, earlier.base), (later.base, earlier.base), found, statistic="mean")


def _are_numbers(designs: tuple[Design, Design], names: tuple[str, str], variable: str, waves: tuple[str, str]) -> bool:
    """bool: whether a variable is a number in both waves, and not coded as categories.

    Raises: SurveyKitError when it is in one of them only.
    """
    kinds = {_is_number(design, name) for design, name in zip(designs, names, strict=True)}
    if len(kinds) > 1:
        raise SurveyKitError("waves_kinds", where=variable, got=" / ".join(waves))
    return kinds.pop()


def _is_number(design: Design, name: str) -> bool:
    if design.members(name):
        return False
    column = design.column(name)
    truth = str(_frame(design)[column].dtype) in {"bool", "boolean"}
    return design.engine.is_number(column) and not truth and not getattr(design.variable(name), "choices", ())


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
    numbers = _are_numbers(designs, (variable, variable), variable, waves)
    return _paired(design.extended({before: matched}), (design.column(variable), before), variable, waves, level, numbers=numbers)


def _paired(
    design: Design, columns: tuple[str, str], variable: str, waves: tuple[str, str], level: float, *, numbers: bool
) -> list[Change]:
    """list of Change: of two answers of the same respondents: the mean of what each of them changed.

    Raises: SurveyKitError when nobody gave both.
    """
    frame = _frame(design)
    later, earlier = (frame[column].astype(object) for column in columns)
    both = later.notna() & earlier.notna()
    if not both.any():
        raise SurveyKitError("panel_nobody", where=variable, got=" / ".join(waves))
    if numbers:
        now, then = (frame[column].astype("Float64").astype(float).where(both) for column in columns)
        return [_changed(design, (now, then), variable, waves, level)]
    pairs = {category: [(values == category).astype(float).where(both) for values in (later, earlier)] for category in _categories(design, columns)}
    return [_changed(design, (now, then), variable, waves, level, str(category)) for category, (now, then) in pairs.items()]


def _changed(  # noqa: PLR0917 - what a change is made of
    design: Design, values: tuple[pd.Series[float], pd.Series[float]], variable: str, waves: tuple[str, str], level: float, category: str | None = None
) -> Change:
    """Change: of two numbers of the same respondents (1 and 0 where they tell of a category), missing where one of them is."""
    now, then = values
    made = design.extended({CHANGE: now - then, "(now)": now, "(then)": then})
    change = mean(made, [CHANGE, "(now)", "(then)"], where=now.notna().to_numpy(dtype=bool), level=level)
    _, later, earlier = (float(value) for value in change.estimate)
    base = int(now.notna().sum())
    moved = int((now > then).sum()), int((now < then).sum())
    se = float(change.se[0])
    if category is not None:
        counts = int(now.sum()), int(then.sum())
        return Change(variable, category, waves, (base, base), counts, difference(later, earlier, se, design.df, level), moved)
    return Change(variable, "", waves, (base, base), (base, base), of_means(later, earlier, se, design.df, level), moved, "mean")


def _categories(design: Design, columns: tuple[str, str]) -> list[Any]:
    levels = [design.engine.levels(column) for column in columns]
    return list(dict.fromkeys(level for each in levels for level in each))


def _frame(design: Design) -> pd.DataFrame:
    frame: pd.DataFrame = getattr(design.engine, "frame")  # noqa: B009 - only tables in memory are matched
    return frame
