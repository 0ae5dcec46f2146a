"""Segments that are really there: the verdict, the partition, how firm it is and what sets each segment apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from survey_kit.errors import SurveyKitError
from survey_kit.segmentation import coding
from survey_kit.segmentation.clusters import DIRECT, by_size, centred, nearest
from survey_kit.segmentation.partition import Partition, Space, partition
from survey_kit.segmentation.profile import Profile, profiles
from survey_kit.segmentation.respondents import Respondents, respondents
from survey_kit.segmentation.stability import Firm, firm, firmness
from survey_kit.segmentation.threads import one_thread
from survey_kit.segmentation.verdict import Gates, Verdict, decide
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part

# Categories below this share of a question's answers are put together before segments are sought.
RARE: Final = 0.05
# Fewer respondents than that, or a single column of answers, tell nothing of groups.
FEWEST: Final = 20
# Respondents that a segment asked for has on average at least.
SMALLEST: Final = 5
UNTESTED: Final = Gates(np.nan, np.nan, np.nan, 0, {})


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """What was found. `verdict` is "segments", "gradient" or "none"; `labels` (Series of int by row, from 1, the largest segment first) are
    missing without segments and for rows that answered nothing; `segments` is their number, `range` what the answers leave open;
    `profiles` tell each of them; `stability` is a DataFrame: segment, likeness (0 to 1), firmness.

    `gates` are the tests, `asked` says that the number was imposed and nothing tested. `places` (DataFrame, rows x axes) are respondents on the
    first two axes, the first being the gradient where there is one. `tree` are the labels before consolidation, `moved` the share that it
    moved, `method` ("classes" or "tree") what gave the partition and `agreement` the adjusted Rand index between both.
    """

    verdict: Verdict
    labels: pd.Series[Any]
    segments: int
    range: tuple[int, int]
    profiles: list[Profile]
    stability: pd.DataFrame
    gates: Gates
    asked: bool
    variables: tuple[str, ...]
    places: pd.DataFrame
    tree: pd.Series[Any]
    moved: float
    method: Literal["classes", "tree", ""]
    agreement: float
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The design, the columns that segments are sought in, their respondents, and what there is to tell of them."""

    design: Design
    used: tuple[Part, ...]
    people: Respondents
    notes: list[Note]

    @property
    def names(self) -> tuple[str, ...]:
        """tuple of str: of the columns."""
        return tuple(part.name for part in self.used)

    @property
    def index(self) -> Any:
        """Index: of the rows."""
        return self.design.engine.frame.index  # type: ignore[attr-defined]


def segment(design: Design, variables: Sequence[str], segments: int | Literal["auto"] = "auto", seed: int = 0) -> Segmentation:
    """Segmentation: of the design's respondents by their answers to some variables. With "auto" the answers decide whether there are segments,
    and how many; a number imposes them, untested. The same seed gives the same result, whatever the order of rows.

    Raises: SurveyKitError when a variable is unknown or of a kind that makes no segments, when too few respondents or too few answers that differ are
    left, or when the number asked for can't be made.

    >>> from survey_kit.design.design import Design
    >>> random = np.random.default_rng(1)
    >>> frame = pd.DataFrame({name: random.choice(list("abc"), 80) for name in ("one", "two", "three", "four")})
    >>> segment(Design(frame), ["one", "two", "three", "four"]).verdict
    'none'
    """
    used, notes = _columns(design, variables)
    people = respondents(used, design.weights)
    _check(people, used, segments)
    notes += _silent(design, people, used)
    with one_thread():
        return _found(Asked(design, used, people, notes), segments, np.random.default_rng(seed))


def _found(asked: Asked, segments: int | Literal["auto"], random: np.random.Generator) -> Segmentation:
    people, space = asked.people, Space(asked.people)
    if segments != "auto":
        return _with(asked, space, partition(space, segments), UNTESTED, random)
    tested = Space(_some(people)) if len(people.weights) > DIRECT else space
    decision = decide(tested, random)
    if decision.partition is None:
        return _without(asked, space, decision.verdict, decision.gates)
    made = decision.partition if tested is space else partition(space, decision.count)
    return _with(asked, space, made, decision.gates, random)


def _columns(design: Design, variables: Sequence[str]) -> tuple[tuple[Part, ...], list[Note]]:
    """tuple of Part and list of Note: the columns that tell anything, rare categories put together, and what was left out or put together."""
    found, notes = [], []
    for part in coding.parts(design, variables, numbers=True):
        merged, note = coding.pooled(coding.trimmed(part, design.weights), design.weights, RARE)
        notes += [note] if note else []
        if coding.informative(merged):
            found.append(merged)
        else:
            notes.append(Note("segment_left_out", column=part.name))
    return tuple(found), notes


def _check(people: Respondents, used: Sequence[Part], segments: int | str) -> None:
    if len(used) < 2:
        raise SurveyKitError("segment_one", where=", ".join(part.name for part in used), got=len(used), expected=2)
    if people.base < FEWEST:
        raise SurveyKitError("segment_few", got=people.base, expected=FEWEST)
    if segments == "auto":
        return
    most = max(len(people.weights) // SMALLEST, 2)
    if isinstance(segments, bool) or not isinstance(segments, int | np.integer) or not 2 <= segments <= most:
        raise SurveyKitError("segment_number", got=segments, expected=most)


def _silent(design: Design, people: Respondents, used: Sequence[Part]) -> list[Note]:
    """list of Note: how many rows answered none of the questions, and have no segment."""
    answered = np.zeros(design.base, dtype=bool)
    for part in used:
        answered |= part.answered
    count = int((~answered).sum())
    return [Note("segment_silent", values={"count": count, "base": people.base})] if count else []


def _some(people: Respondents) -> Respondents:
    """Respondents: an even draw of many, for what is drawn again and again."""
    kept = np.zeros(len(people.weights))
    kept[np.unique(np.linspace(0, len(kept) - 1, DIRECT).astype(np.intp))] = 1
    return people.drawn(kept)


def _without(asked: Asked, space: Space, verdict: Verdict, gates: Gates) -> Segmentation:
    nobody = pd.Series(pd.NA, index=asked.index, dtype="Int64", name="segment")
    return Segmentation(
        verdict=verdict,
        labels=nobody,
        segments=0,
        range=(0, 0),
        profiles=[],
        stability=_stability(np.empty(0)),
        gates=gates,
        asked=False,
        variables=asked.names,
        places=_places(space, asked),
        tree=nobody,
        moved=0.0,
        method="",
        agreement=np.nan,
        notes=asked.notes,
    )


def _with(asked: Asked, space: Space, made: Partition, gates: Gates, random: np.random.Generator) -> Segmentation:
    people, imposed = space.people, gates is UNTESTED
    labels = by_size(made.labels, people.weights)
    known = _firm(people, labels, random, imposed=imposed)
    series = _series(_everybody(space, asked.used, labels), asked.index)
    return Segmentation(
        verdict="segments",
        labels=series,
        segments=made.count,
        range=known.range_of(made.count),
        profiles=profiles(asked.design, series, asked.names),
        stability=_stability(known.likeness),
        gates=gates,
        asked=imposed,
        variables=asked.names,
        places=_places(space, asked),
        tree=_series(np.where(people.rows >= 0, by_size(made.tree, people.weights)[people.rows], 0), asked.index),
        moved=made.moved_share,
        method="classes" if made.by_classes else "tree",
        agreement=made.agreement,
        notes=asked.notes,
    )


def _series(numbers: NDArray[np.intp], index: Any) -> pd.Series[Any]:
    """Series of Int64: missing where there is no segment (0)."""
    found: pd.Series[Any] = pd.Series(numbers, index=index, name="segment", dtype="Int64")
    return found.mask(found == 0)


def _stability(likeness: Array) -> pd.DataFrame:
    words = pd.Series([firmness(value) for value in likeness], dtype=object)
    return pd.DataFrame({"segment": np.arange(1, len(likeness) + 1), "likeness": likeness, "firmness": words})


def _firm(people: Respondents, labels: NDArray[np.intp], random: np.random.Generator, *, imposed: bool) -> Firm:
    """Firm: of all respondents, or of an even draw of many; not asked for of a number imposed on many."""
    if len(people.weights) <= DIRECT:
        return firm(people, labels - 1, random, around=not imposed)
    if imposed:
        return Firm(np.full(int(labels.max()), np.nan), np.nan, {})
    kept = np.unique(np.linspace(0, len(labels) - 1, DIRECT).astype(np.intp))
    return firm(_some(people), labels[kept] - 1, random, around=True)


def _places(space: Space, asked: Asked) -> pd.DataFrame:
    """DataFrame, rows x 2: the first two axes."""
    found = space.axes.places(asked.used, 2)
    return pd.DataFrame(found, index=asked.index, columns=[f"axis_{number}" for number in range(1, found.shape[1] + 1)])


def _everybody(space: Space, used: Sequence[Part], labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """ndarray: the segment of each row, from 1; rows that weigh nothing but answered go to the nearest one; 0 for those that answered nothing."""
    people = space.people
    found = np.where(people.rows >= 0, labels[people.rows], 0)
    answered = np.zeros(len(found), dtype=bool)
    for part in used:
        answered |= part.answered
    left = np.flatnonzero((found == 0) & answered)
    if len(left):
        centres, _ = centred(space.places, people.weights, labels - 1, int(labels.max()))
        found[left] = nearest(space.places_of([part.at(left) for part in used]), centres) + 1
    return found
