"""Every error and note of the kit as data: a code, where it happened, what was got, what was expected.

The wording stands in one place, `survey_kit/messages/*.toml`, in French and in English: what is wrong and where
(`fr`, `en`), then what to do about it (`fr_do`, `en_do`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("fr", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """dict: code to its templates by language, of all areas together."""
    found: dict[str, dict[str, str]] = {}
    for area in sorted(files("survey_kit").joinpath("messages").iterdir(), key=lambda entry: entry.name):
        if area.name.endswith(".toml"):
            found |= tomllib.loads(area.read_text(encoding="utf-8"))
    return found


def wording(code: str, /, lang: str = "fr", **values: object) -> str:
    """str: the paragraph of a code in a language, its values put in: what is wrong, then what to do.

    Raises: KeyError when no catalogue knows the code (a fault of the kit, held by a test).
    """
    templates = catalogue()[code]
    parts = (templates.get(key, "") for key in (lang, f"{lang}_do"))
    return " ".join(part.format(**values) for part in parts if part)


class SurveyKitError(Exception):
    """An input or a request that the kit refuses. `also` holds further faults found in the same reading."""

    def __init__(
        self,
        code: str,
        *,
        where: str = "",
        got: object = "",
        expected: object = "",
        also: tuple[SurveyKitError, ...] = (),
        **values: object,
    ) -> None:
        self.code = code
        self.where = where
        self.got = got
        self.expected = expected
        self.also = also
        self.values = {"where": where, "got": got, "expected": expected, **values}
        super().__init__(code)

    @property
    def hint(self) -> str:
        """str: what to do, in French."""
        return catalogue()[self.code].get("fr_do", "").format(**self.values)

    def message(self, lang: str = "fr") -> str:
        """str: one paragraph, with those of the further faults on lines of their own."""
        return "\n".join([wording(self.code, lang, **self.values), *(other.message(lang) for other in self.also)])

    def __str__(self) -> str:
        return self.message("fr")
