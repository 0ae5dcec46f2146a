"""What those who ordered a survey ask of it: a question in their words, and the answers of the survey that tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# Of a variable that stands in for answers put together, or for categories held against all others: these, and the others.
GIVEN, REST = "1", "2"
NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question in words (`ask`) and the variables that answer it, an item of a matrix as "matrix__item"; `answers` are the codes to add up, by
    variable: without any, the variable is told as a whole.

    `by` is the variable whose categories are held against each other; `compared` those of them that are held against all others together, which
    `called` names. `made` gives the variable that stands in for one of these: of answers put together, or of categories held against all others.
    `places` says where in the study file each part stands ("l. 12").
    """

    ask: str
    variables: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    by: str = ""
    compared: tuple[str, ...] = ()
    called: str = ""
    made: Mapping[str, str] = field(default_factory=lambda: NOWHERE)
    places: Mapping[str, str] = field(default_factory=lambda: NOWHERE)

    @property
    def key(self) -> str:
        """str: what it is known by, whatever its words: its variables, their answers, what is compared."""
        parts = [part for name in self.variables for part in (name, *self.answers.get(name, ()))]
        return "-".join([*parts, *(("by", self.by, *self.compared) if self.by else ())])

    @property
    def banner(self) -> str:
        """str: the variable that parts respondents, or what stands in for it; empty where none does."""
        return self.made.get(self.by, self.by) if self.by else ""

    def read(self, name: str) -> tuple[str, str, tuple[str, ...]]:
        """tuple of the variable, the item and the codes in which the answer to one of its variables is read."""
        if name in self.made:
            return self.made[name], "", (GIVEN,)
        return (*parted(name), self.answers.get(name, ()))

    def place(self, part: str) -> str:
        """str: where a part of it stands in the study file, or the whole of it."""
        return self.places.get(part) or self.places.get("ask", "")


def parted(name: str) -> tuple[str, str]:
    """tuple of str: the variable and the item of "matrix__item", no item of another variable.

    >>> parted("satisfaction__care"), parted("age")
    (('satisfaction', 'care'), ('age', ''))
    """
    variable, _, item = name.partition("__")
    return variable, item
