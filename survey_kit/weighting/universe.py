"""Whom targets describe against whom the survey asked: weights carry answers over to a universe, so that it must be the survey's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.engines.memory import MemoryEngine
from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.weighting.targets import Targets

# Totals older than this, or of a later year than the answers by more than one, tell of another population.
YEARS: Final = 10
AGE: Final = "age"


def refuse_other_universe(design: Design, targets: Targets) -> None:
    """None: checks what the targets say of themselves against what is known of the survey: universe, ages, year. What isn't told isn't checked.

    Raises: SurveyKitError when they describe other people, other ages or another time.
    """
    _universe(design, targets)
    _ages(design, targets)
    _year(design, targets)


def _universe(design: Design, targets: Targets) -> None:
    known = design.questionnaire.universe if design.questionnaire is not None else {}
    if targets.universe and known and _plain(targets.universe) not in set(map(_plain, known.values())):
        raise SurveyKitError("targets_universe", got=targets.universe, expected=known.get("fr") or next(iter(known.values())))


def _plain(text: str) -> str:
    """str: letters and digits alone, without accents or case."""
    stripped = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", stripped).strip()


def _ages(design: Design, targets: Targets) -> None:
    if targets.ages is None:
        return
    known = design.questionnaire.having(AGE) if design.questionnaire is not None else None
    name = known.name if known is not None else AGE
    engine = design.engine
    if not isinstance(engine, MemoryEngine) or name not in engine.names or not engine.is_number(name):
        return
    ages = engine.number(name)
    outside = (ages < targets.ages[0]) | (ages > targets.ages[1])
    if outside.any():
        told = f"{targets.ages[0]}-{targets.ages[1]}"
        raise SurveyKitError("targets_ages", got=told, expected=f"{np.nanmin(ages):g}-{np.nanmax(ages):g}", count=int(outside.sum()))


def _year(design: Design, targets: Targets) -> None:
    years = list(_years(design))
    if targets.year is None or not years:
        return
    if not max(years) - YEARS <= targets.year <= min(years) + 1:
        raise SurveyKitError("targets_year", got=targets.year, expected=max(years))


def _years(design: Design) -> Iterable[int]:
    """Iterable of int: the years in which answers were sent."""
    role = design.questionnaire.role("submitted") if design.questionnaire is not None else None
    engine = design.engine
    if role is None or not isinstance(engine, MemoryEngine) or role.name not in engine.names:
        return ()
    moments = engine.frame[role.name].dropna()
    return sorted(set(moments.dt.year)) if hasattr(moments, "dt") else ()
