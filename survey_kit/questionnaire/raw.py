"""What stands in a questionnaire file, each value with its place, before it means anything: the same of YAML and of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeGuard

from survey_kit.questionnaire.faults import Fault, closest

YES = frozenset({"true", "yes", "oui", "vrai", "1", "x"})
NO = frozenset({"false", "no", "non", "faux", "0", ""})


@dataclass(frozen=True, slots=True)
class Raw:
    """A text, a list or a mapping as written; `where` is its place, `line` its line or row."""

    content: str | tuple[Raw, ...] | Mapping[str, Raw]
    where: str = ""
    line: int = 0


def is_number(text: str) -> bool:
    """bool: whether a text is a finite number."""
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _is_mapping(content: object) -> TypeGuard[Mapping[str, Raw]]:
    return isinstance(content, Mapping)


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of the file under reading: asks it for values, and writes down each fault that it finds."""

    raw: Raw
    faults: list[Fault]

    @property
    def content(self) -> Mapping[str, Raw]:
        """dict: the values by key, empty when it is no mapping."""
        return self.raw.content if _is_mapping(self.raw.content) else {}

    def place(self, key: str) -> str:
        """str: where the value of a key stands, or the entry itself when it has none."""
        return self.content[key].where if key in self.content else self.raw.where

    def fault(self, code: str, at: str = "", /, **values: object) -> None:
        """None: writes down a fault at the value of the key `at`."""
        self.faults.append(Fault(code, self.place(at), values))

    def check_keys(self, known: tuple[str, ...]) -> None:
        """None: writes down what isn't a mapping, and each key that isn't known."""
        if not _is_mapping(self.raw.content):
            self.fault("questionnaire_not_mapping")
        for key, value in self.content.items():
            if key not in known:
                self.faults.append(
                    Fault("questionnaire_key", value.where, {"got": key, "suggestion": closest(key, known), "expected": ", ".join(known)})
                )

    def text(self, key: str, default: str = "") -> str:
        """str: the text of a key, without blanks around."""
        value = self.content.get(key)
        if value is None:
            return default
        if not isinstance(value.content, str):
            self.fault("questionnaire_not_text", key, key=key)
            return default
        return value.content.strip()

    def required(self, key: str) -> str:
        """str: the text of a key that must be there."""
        text = self.text(key)
        if not text and (key not in self.content or isinstance(self.content[key].content, str)):
            self.fault("questionnaire_required", key, key=key)
        return text

    def one_of(self, key: str, known: tuple[str, ...], default: str = "") -> str:
        """str: the text of a key, which must be one of those words."""
        text = self.text(key, default)
        if text and text not in known:
            self.fault("questionnaire_value", key, key=key, got=text, suggestion=closest(text, known), expected=", ".join(known))
            return default
        return text

    def flag(self, key: str) -> bool:
        """bool: whether a key says true, yes or oui."""
        text = self.text(key).lower()
        if text not in YES | NO:
            self.fault("questionnaire_flag", key, key=key, got=text)
        return text in YES

    def number(self, key: str) -> float | None:
        """float or None: the number of a key."""
        text = self.text(key)
        if not text:
            return None
        if not is_number(text):
            self.fault("questionnaire_number", key, key=key, got=text)
            return None
        return float(text)

    def texts(self, key: str) -> tuple[str, ...]:
        """tuple of str: the list of a key; one text alone is a list of one."""
        value = self.content.get(key)
        if value is None or value.content == "":
            return ()
        if isinstance(value.content, str):
            return (value.content.strip(),)
        listed = value.content if isinstance(value.content, tuple) else ()
        texts = tuple(one.content.strip() for one in listed if isinstance(one.content, str))
        if not listed or len(texts) < len(listed):
            self.fault("questionnaire_not_list", key, key=key)
            return ()
        return texts

    def below(self, key: str) -> Entry | None:
        """Entry or None: the mapping of a key."""
        value = self.content.get(key)
        if value is None or value.content == "":
            return None
        if not _is_mapping(value.content):
            self.fault("questionnaire_not_mapping", key)
            return None
        return replace(self, raw=value)

    def entries(self, key: str) -> tuple[Entry, ...]:
        """tuple of Entry: the list of mappings of a key."""
        value = self.content.get(key)
        if value is None or value.content == "":
            return ()
        if not isinstance(value.content, tuple):
            self.fault("questionnaire_not_list", key, key=key)
            return ()
        return tuple(replace(self, raw=one) for one in value.content)

    def labels(self, key: str) -> dict[str, str]:
        """dict: language to text; a text alone is French."""
        value = self.content.get(key)
        if value is None:
            return {}
        if isinstance(value.content, str):
            return {"fr": value.content.strip()} if value.content.strip() else {}
        entry = self.below(key)
        return entry.languages() if entry else {}

    def languages(self, other: tuple[str, ...] = ()) -> dict[str, str]:
        """dict: language to text of the entry itself; whatever is neither a language nor one of the other keys is a fault."""
        found = {key: self.text(key) for key in self.content if _is_language(key) and key not in other}
        self.check_keys((*found, "fr", "en", *other) if found else ("fr", "en", *other))
        return {key: text for key, text in found.items() if text}


def _is_language(key: str) -> bool:
    return 2 <= len(key) <= 3 and key.isalpha() and key.islower()
