"""The codebook: what was asked, of whom, with which answers. Frozen; read by `read.py`, `xlsform.py` and `infer.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, get_args

Labels = Mapping[str, str]
QuestionType = Literal[
    "single",
    "multiple",
    "scale",
    "matrix",
    "integer",
    "decimal",
    "date",
    "datetime",
    "month",
    "yes_no",
    "place",
    "ranking",
    "text",
]
MissingKind = Literal["not_asked", "not_answered", "dont_know", "refused", "not_applicable"]
TYPES: Final = get_args(QuestionType)
MISSING_KINDS: Final = get_args(MissingKind)
# dont_know is an answer: it stays in the base. The others stand outside it.
OUTSIDE_BASE: Final = ("not_asked", "not_answered", "refused", "not_applicable")
CODED: Final = ("single", "scale", "yes_no")
NO_LABELS: Final[Labels] = MappingProxyType({})


def no_labels() -> Labels:
    """Mapping: no label in any language (a default that Python 3.11 takes: a mapping can't be one itself)."""
    return NO_LABELS


def label(labels: Labels, lang: str) -> str:
    """str: the label in that language, else in French, else the first there is, else nothing."""
    return labels.get(lang) or labels.get("fr") or next(iter(labels.values()), "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be ticked. `missing` says which missing kind ticking it means, if any."""

    code: str
    labels: Labels
    exclusive: bool = False
    opens_text: bool = False
    missing: Literal["", "dont_know", "refused", "not_applicable"] = ""
    number: float | None = None
    aliases: tuple[str, ...] = ()
    short: Labels = field(default_factory=no_labels)

    def title(self, lang: str) -> str:
        """str: the short label if there is one, else the label."""
        return label(self.short, lang) or label(self.labels, lang)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a matrix."""

    code: str
    labels: Labels
    aliases: tuple[str, ...] = ()
    short: Labels = field(default_factory=no_labels)

    def title(self, lang: str) -> str:
        """str: the short label if there is one, else the label."""
        return label(self.short, lang) or label(self.labels, lang)


@dataclass(frozen=True, slots=True)
class Question:
    """One question as asked.

    `relevance` is a rule (see `rules.py`) that says of whom it was asked, empty for everybody, and `universe` the same in
    words ("Champ"). `concept` is what it measures: report sections find it by that. `role` marks the fields that run the
    survey: consent, weight, submitted, started, channel, wave, identifier, synthetic.
    """

    name: str
    type: QuestionType
    wordings: Labels
    choices: tuple[Choice, ...] = ()
    items: tuple[Item, ...] = ()
    relevance: str = ""
    universe: Labels = field(default_factory=no_labels)
    aliases: tuple[str, ...] = ()
    short: Labels = field(default_factory=no_labels)
    concept: str = ""
    chapter: str = ""
    role: str = ""
    maximum: int | None = None
    choices_from: str = ""
    bounds: tuple[float, float] | None = None
    ordered: bool = False
    core: bool = True
    sensitive: bool = False
    identifying: bool = False
    line: int = 0

    def title(self, lang: str) -> str:
        """str: the short label if there is one, else the wording."""
        return label(self.short, lang) or label(self.wordings, lang)

    def choice(self, code: str) -> Choice | None:
        """Choice or None: the one with that code."""
        return next((choice for choice in self.choices if choice.code == code), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """tuple of str: the columns that this question takes in `survey.responses`, in order."""
        return tuple(self._answer_columns()) + ((f"{self.name}__other",) if self.has_other else ())

    @property
    def answer_columns(self) -> tuple[str, ...]:
        """tuple of str: `columns` without the free text of "other"."""
        return tuple(self._answer_columns())

    @property
    def has_other(self) -> bool:
        """bool: whether a choice opens a free text."""
        return any(choice.opens_text for choice in self.choices)

    def _answer_columns(self) -> list[str]:
        if self.type == "multiple":
            return [f"{self.name}__{choice.code}" for choice in self.choices if not choice.missing]
        if self.type == "matrix":
            return [f"{self.name}__{item.code}" for item in self.items]
        if self.type == "ranking":
            return [f"{self.name}__{rank}" for rank in range(1, (self.maximum or len(self.choices)) + 1)]
        return [self.name]


@dataclass(frozen=True, slots=True)
class Derived:
    """A variable made from answers by a rule: `rule` gives its value, or `cases` the first code whose condition holds.

    `relevance` says of whom it is made (elsewhere it is not asked); `needs` is a rule that must be known, or true if it is a
    condition, for the variable to have a value: what a file that isn't there would have told. `key` marks those that the kit adds, to
    compare territories and surveys by.
    """

    name: str
    type: Literal["single", "integer", "decimal", "yes_no", "place"]
    wordings: Labels
    rule: str = ""
    cases: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    needs: str = ""
    aliases: tuple[str, ...] = ()
    universe: Labels = field(default_factory=no_labels)
    short: Labels = field(default_factory=no_labels)
    concept: str = ""
    chapter: str = ""
    ordered: bool = False
    sensitive: bool = False
    identifying: bool = False
    line: int = 0
    relevance: str = ""
    key: bool = False

    def title(self, lang: str) -> str:
        """str: the short label if there is one, else the wording."""
        return label(self.short, lang) or label(self.wordings, lang)

    def choice(self, code: str) -> Choice | None:
        """Choice or None: the one with that code."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The codebook of a survey. `drafted` is true when it was made from an export and nobody has corrected it yet; `profiles` names the variables in which
    profiles of respondents are sought.
    """

    name: str
    titles: Labels
    questions: tuple[Question, ...]
    derived: tuple[Derived, ...] = ()
    chapters: Mapping[str, Labels] = field(default_factory=lambda: MappingProxyType({}))
    territory: Labels = field(default_factory=no_labels)
    communes: tuple[str, ...] = ()
    notes: Labels = field(default_factory=no_labels)
    source: str = ""
    drafted: bool = False
    universe: Labels = field(default_factory=no_labels)
    profiles: tuple[str, ...] = ()

    def question(self, name: str) -> Question | None:
        """Question or None: by its name or one of its aliases."""
        return next((question for question in self.questions if name == question.name or name in question.aliases), None)

    @property
    def variables(self) -> tuple[Question | Derived, ...]:
        """tuple of Question and Derived: what was asked, then what is made from it."""
        return (*self.questions, *self.derived)

    def variable(self, name: str) -> Question | Derived | None:
        """Question, Derived or None: by its name or one of its aliases."""
        return next((variable for variable in self.variables if name == variable.name or name in variable.aliases), None)

    def having(self, concept: str) -> Question | Derived | None:
        """Question, Derived or None: the variable that measures a concept."""
        return next((variable for variable in self.variables if variable.concept == concept), None)

    def role(self, role: str) -> Question | None:
        """Question or None: the field that plays a role ("weight", "consent", "submitted", ...)."""
        return next((question for question in self.questions if question.role == role), None)
