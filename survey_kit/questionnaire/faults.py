"""What is wrong in a questionnaire file: every fault, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from survey_kit.errors import SurveyKitError, catalogue, wording

# the file can be read in spite of these; `check` tells them all the same
TOLERATED: Final = frozenset({"questionnaire_unreachable", "xlsform_type", "xlsform_rule"})

_PLACE: Final = re.compile(r"(?:(.*)!|l\. )([A-Z]*)(\d+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `where` is "l. 12" in YAML, "survey!C12" in a workbook."""

    code: str
    where: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def message(self) -> str:
        """str: what is wrong and what to do, in French."""
        return self.text("fr")

    @property
    def tolerated(self) -> bool:
        """bool: whether the questionnaire can be read in spite of it."""
        return self.code in TOLERATED

    def text(self, lang: str) -> str:
        """str: what is wrong and what to do, without the place."""
        meant = str(self.values.get("suggestion", ""))
        suggestion = wording("questionnaire_suggestion", lang, suggestion=meant) if meant else ""
        return wording(self.code, lang, **{**self.values, "suggestion": suggestion})


class QuestionnaireError(SurveyKitError):
    """A questionnaire, or another file written the same way, that can't be read, with all its faults."""

    def __init__(self, file: str, faults: Iterable[Fault], code: str = "questionnaire_faults") -> None:
        self.faults = tuple(faults)
        super().__init__(code, where=file, file=file, count=len(self.faults))

    def message(self, lang: str = "fr") -> str:
        """str: one paragraph, then a line for each fault."""
        colon = catalogue()["questionnaire_colon"][lang]
        lines = (f"  {fault.where}{colon}{fault.text(lang)}" if fault.where else f"  {fault.text(lang)}" for fault in self.faults)
        return "\n".join([super().message(lang), *lines])


def closest(word: str, known: Iterable[str]) -> str:
    """str: the known word nearest to that one, or nothing when none is near.

    >>> closest("tite", ["title", "type"])
    'title'
    """
    spelled = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), spelled, n=1, cutoff=0.6)
    return spelled[near[0]] if near else ""


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """list of Fault: each once, in the order of the file."""
    distinct = {(fault.where, fault.code, repr(sorted(fault.values.items()))): fault for fault in faults}
    return sorted(distinct.values(), key=lambda fault: _position(fault.where))


def _position(where: str) -> tuple[str, int, int, str]:
    """Sheet, row, column of a place: "survey!C12", "survey!12" and "l. 12"."""
    found = _PLACE.fullmatch(where)
    return (found[1] or "", int(found[3]), len(found[2]), found[2]) if found else ("", 0, 0, where)
