"""The sentences of the report, in French and English: they stand in `templates/texts/`, nowhere in the code."""

from __future__ import annotations

import tomllib
from functools import cache

from survey_kit.resources import templates


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


def capital(sentence: str) -> str:
    """str: the same with its first letter large.

    >>> capital("un sur deux")
    'Un sur deux'
    """
    return sentence[:1].upper() + sentence[1:]


def short_enough(title: str, words: int = 15) -> bool:
    """bool: whether a title keeps to the number of words that a reader takes in at a glance; a sign between spaces is no word."""
    return sum(any(sign.isalnum() for sign in word) for word in title.split()) <= words


def cut(label: str, words: int = 8) -> str:
    """str: the first words of a label, with an ellipsis when there are more. A word without end is cut too."""
    parts = label.split()
    kept = " ".join(parts[:words])
    kept = kept if len(kept) <= 10 * words else kept[: 10 * words - 1]
    return label if kept == label else f"{kept.rstrip(' ,;:.')}…"
