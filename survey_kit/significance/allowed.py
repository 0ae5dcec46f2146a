"""What kind of survey a test is asked of: none for a census, and of volunteers none that may be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_kit.errors import SurveyKitError
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.design.design import Design

UNTOLD = {"volunteer": "test_untold", "quota": "test_quota"}


def refuse_census(design: Design) -> None:
    """None: checks that the design leaves anything to test.

    Raises: SurveyKitError when everybody answered.
    """
    if design.sampling == "census":
        raise SurveyKitError("test_census")


def reservations(design: Design, variables: Sequence[str], left_out: int) -> tuple[Note, ...]:
    """tuple of Note: what has to be said beside a test: answers that were left out, and what may not be told of it."""
    notes = [Note("test_left_out", column=", ".join(variables), values={"count": left_out})] if left_out else []
    if design.sampling in UNTOLD:
        notes.append(Note(UNTOLD[design.sampling]))
    return tuple(notes)


def one_of(code: str, got: str, known: Sequence[str]) -> None:
    """None: checks a choice.

    Raises: SurveyKitError with `code` when it is none of those known.
    """
    if got not in known:
        raise SurveyKitError(code, got=got, expected=", ".join(known))
