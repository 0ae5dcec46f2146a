"""The sentences of the report, in French and English: they stand in `templates/texts/`, nowhere in the code."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final

from survey_kit.resources import templates

# Around a figure that stays live in a text: signs of no alphabet, then its name, then the figure as printed.
OPEN, NAMED, SHUT = "\ue000", "\ue001", "\ue002"
_MARKS: Final = re.compile(f"{OPEN}[^{NAMED}]*{NAMED}|{SHUT}")


@cache
def texts() -> dict[str, dict[str, str]]:
    """Dict: key to its templates: `fr`, `en`, and `fr_many`, `en_many` where the verb agrees with several people."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((templates() / "texts").glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def text(key: str, lang: str, *, many: bool = False, **values: object) -> str:
    """str: a text in a language, its values put in.

    Raises: KeyError when there is no such text (a fault of the kit, held by a test).
    """
    entry = texts()[key]
    template = entry.get(f"{lang}_many", entry[lang]) if many else entry[lang]
    return template.format(**values)


def known(key: str) -> bool:
    """bool: whether there is a text of that key."""
    return key in texts()


def live(name: str, shown: str) -> str:
    """str: a figure as printed, marked by its name."""
    return f"{OPEN}{name}{NAMED}{shown}{SHUT}"


def plain(text: str) -> str:
    """str: a text without the marks of its live figures.

    >>> plain(f"{live('base', '12')} personnes")
    '12 personnes'
    """
    return _MARKS.sub("", text)


def capital(sentence: str) -> str:
    """str: the same with its first letter large; a live figure that begins it stays as it is, whoever prints it makes it large.

    >>> capital("un sur deux")
    'Un sur deux'
    """
    return sentence[:1].upper() + sentence[1:]


def short_enough(title: str, words: int = 15) -> bool:
    """bool: whether a title keeps to the number of words that a reader takes in at a glance; a sign between spaces is no word."""
    return sum(any(sign.isalnum() for sign in word) for word in plain(title).split()) <= words


def cut(label: str, words: int = 8) -> str:
    """str: the first words of a label, with an ellipsis when there are more. A word without end is cut too, and what is cut has no live figures."""
    shown = plain(label)
    parts = shown.split()
    kept = " ".join(parts[:words])
    kept = kept if len(kept) <= 10 * words else kept[: 10 * words - 1]
    return label if kept == shown else f"{kept.rstrip(' ,;:.')}…"
