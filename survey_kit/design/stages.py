"""How units were drawn, stage by stage: who was drawn with whom, from which stratum, out of how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey_kit.engines.memory import coded
from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

Codes = NDArray[np.intp]
# Up to so many times the rows, codes are told apart by a table of them all instead of a sort.
TABLE: Final = 4
# The fewest units of a stratum whose variance can be estimated, and the share of a population that is all of it.
LEAST: Final = 2
WHOLE: Final = 1 - 1e-7
# How many strata an error names before it says how many more there are.
NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of drawing. Units are numbered from 0, stratum after stratum; a stratum of a later stage lies within one unit of the stage before.

    `units`: the unit of each row; `strata`: the stratum of each unit, ascending; `sampled` and `population`: units drawn from and present
    in each stratum (infinite without fpc); `share`: the product of the sampling fractions of the stages before, for each stratum;
    `parents`: the unit of the stage before (0 at the first) of each unit; `told`: the columns that tell strata apart, none where there is one.
    """

    units: Codes
    strata: Codes
    sampled: Array
    population: Array
    share: Array
    parents: Codes
    told: tuple[pd.Series[Any], ...] = field(default=(), repr=False, compare=False)

    @property
    def count(self) -> int:
        """int: how many units were drawn."""
        return len(self.strata)

    @property
    def starts(self) -> Codes:
        """ndarray: the first unit of each stratum."""
        return np.searchsorted(self.strata, np.arange(len(self.sampled)))

    @property
    def fraction(self) -> Array:
        """ndarray: the sampling fraction of each stratum, 0 without fpc."""
        return self.sampled / self.population

    @property
    def lone(self) -> NDArray[np.bool_]:
        """ndarray of bool: the strata of which one unit was drawn, and not the only one that there is."""
        return (self.sampled < LEAST) & (self.fraction < WHOLE)

    def name(self, stratum: int) -> str:
        """str: what the columns say of a stratum, such as "region = North"."""
        row = int(np.argmax(self.units == self.starts[stratum]))
        return ", ".join(f"{column.name} = {column.iloc[row]}" for column in self.told)


def stages(frame: pd.DataFrame, strata: Sequence[str], psu: Sequence[str], fpc: Sequence[str]) -> tuple[Stage, ...]:
    """tuple of Stage: one for each PSU column (rows themselves where there is none), ids taken within their stratum and stage.

    Raises: SurveyKitError when a column has gaps, or when the population is smaller than what was drawn or varies within a stratum.

    Source: Lumley (2010), Complex Surveys, sections 2.3 and 3.1; `svydesign` of R survey.
    """
    for names in (strata, psu, fpc):
        for name in names:
            _no_gaps(frame, name)
    found: list[Stage] = []
    parent: Codes = np.zeros(len(frame), dtype=np.intp)
    share = np.ones(1)
    for level in range(max(len(psu), 1)):
        units = _codes(frame[psu[level]]) if psu else np.arange(len(frame), dtype=np.intp)
        stratum = parent
        if level < len(strata):
            own = _codes(frame[strata[level]])
            stratum = _numbered(_within(parent, own))[0] if level else own
        population = _numbers(frame, fpc[level]) if level < len(fpc) else None
        above = [name for number in range(level) for name in (*strata[number : number + 1], psu[number])]
        told = tuple(frame[name] for name in (*above, *strata[level : level + 1]))
        stage = _stage(parent, stratum, units, population, share, told)
        found.append(stage)
        parent, share = stage.units, (stage.share * stage.fraction)[stage.strata]
    return tuple(found)


def lonely(code: str, stage: Stage, number: int, strata: NDArray[np.bool_]) -> SurveyKitError:
    """SurveyKitError: some strata of a stage hold a lone unit; it names the first of them and says how many more there are."""
    if not stage.told:
        return SurveyKitError("lonely_whole")
    places = np.flatnonzero(strata)
    more = f" (+{len(places) - NAMED})" if len(places) > NAMED else ""
    return SurveyKitError(code, where="; ".join(map(stage.name, places[:NAMED].tolist())) + more, got=len(places), stage=number)


def _stage(  # noqa: PLR0917 - what a stage is made of
    parent: Codes, stratum: Codes, units: Codes, fpc: pd.Series[float] | None, share: Array, told: tuple[pd.Series[Any], ...]
) -> Stage:
    width = int(units.max(initial=0)) + 1
    numbered, pairs = _numbered(stratum * width + units)
    strata = pairs // width
    sampled = np.bincount(strata).astype(float)
    population = np.full(len(sampled), np.inf) if fpc is None else _population(fpc, stratum, sampled)
    parents = np.zeros(len(pairs), dtype=np.intp)
    if parent.any():
        parents[numbered] = parent
    of_stratum = np.zeros(len(sampled), dtype=np.intp)
    of_stratum[strata] = parents
    return Stage(numbered.reshape(-1), strata, sampled, population, share[of_stratum], parents, told)


def _population(fpc: pd.Series[float], stratum: Codes, sampled: Array) -> Array:
    """ndarray: the units present in each stratum; numbers of at most 1 are sampling fractions."""
    values, name = fpc.to_numpy(), str(fpc.name)
    of_stratum = np.zeros(len(sampled))
    of_stratum[stratum] = values
    if (varying := ~np.isclose(values, of_stratum[stratum], rtol=1e-9, atol=0)).any():
        raise SurveyKitError("fpc_varies", where=name, got=f"{values[varying][0]:g}", expected=f"{of_stratum[stratum][varying][0]:g}")
    if (values <= 0).any():
        raise SurveyKitError("fpc_not_positive", where=name, got=f"{values.min():g}")
    if (values <= 1).all():
        return np.asarray(sampled / of_stratum)
    if (small := of_stratum < sampled - 1e-9).any():
        raise SurveyKitError("fpc_small", where=name, got=f"{of_stratum[small][0]:g}", expected=f"{sampled[small][0]:g}")
    return of_stratum


def _numbers(frame: pd.DataFrame, name: str) -> pd.Series[float]:
    if not pd.api.types.is_numeric_dtype(frame[name].dtype):
        raise SurveyKitError("fpc_text", where=name)
    return frame[name].astype(float)


def _no_gaps(frame: pd.DataFrame, name: str) -> None:
    gaps = frame[name].isna()
    if gaps.any():
        rows = ", ".join(str(row) for row in frame.index[gaps][:5])
        raise SurveyKitError("design_gaps", where=name, got=int(gaps.sum()), rows=rows)


def _codes(values: pd.Series[Any]) -> Codes:
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iu":
        return coded(values)[0]
    return np.asarray(pd.factorize(values, sort=False)[0], dtype=np.intp)


def _within(outer: Codes, inner: Codes) -> Codes:
    return np.asarray(outer * (int(inner.max(initial=0)) + 1) + inner, dtype=np.intp)


def _numbered(codes: Codes) -> tuple[Codes, Codes]:
    """Codes and Codes: the same numbered from 0 without a gap, in their order, and the codes met: read off a table where that is not too long."""
    size = int(codes.max(initial=0)) + 1
    if size > TABLE * len(codes):
        met, numbered = np.unique(codes, return_inverse=True)
        return numbered.reshape(-1), met
    there = np.bincount(codes, minlength=size) > 0
    if there.all():
        return codes, np.arange(size)
    return (np.cumsum(there) - 1)[codes], np.flatnonzero(there)


def drawn_weights(drawn: Sequence[Stage]) -> Array:
    """ndarray: for each row the inverse of its probability of being drawn, the product over the stages."""
    counts = [(stage.population / stage.sampled)[stage.strata][stage.units] for stage in drawn]
    return np.asarray(np.multiply.reduce(counts))
