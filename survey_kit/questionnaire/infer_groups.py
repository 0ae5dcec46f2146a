"""Which columns belong to one question: a column an option, a column a row of a grid, columns filled from the left, a text of "other"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from survey_kit.questionnaire.infer_profile import Profile, profile
from survey_kit.questionnaire.infer_types import NO, YES
from survey_kit.questionnaire.texts import clean, normal

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers, Column

ASKED: Final = ("answer", "other_text", "comment")
TICKS: Final = frozenset({"x", "✓", "✔", "1", "coche", "checked"}) | YES
LEFT: Final = frozenset({"0", "unchecked"}) | NO
NUMBERED: Final = re.compile(r"(.*\D)[_ ](\d{1,2})", re.DOTALL)
ALONE: Final = 0.9
# so few rows may tick two all the same: people click on what they should not
SLIPS: Final = 0.03
SEVERAL: Final = re.compile(
    r"\(s\)|plusieurs|all that apply|cochez|choix multiples?|select up to|maximum|au plus|quel\(s\)|quelles? .*s\b", re.IGNORECASE
)
ENOUGH: Final = 20
ALIKE: Final = 0.5


@dataclass(slots=True)
class Group:
    """The columns of one question: the whole answer, its parts, the texts of "other", comments."""

    key: str
    whole: Column | None = None
    parts: list[Column] = field(default_factory=list)
    others: list[Column] = field(default_factory=list)
    comments: list[Column] = field(default_factory=list)

    @property
    def first(self) -> Column:
        """Column: the first of the group."""
        found = [*([self.whole] if self.whole else []), *self.parts, *self.others, *self.comments]
        return min(found, key=lambda column: column.position)

    def takes(self, column: Column, key: str) -> bool:
        """bool: whether a column goes on with this question."""
        if not key or key != self.key:
            return False
        return bool(column.part) or column.role in {"comment", "other_text"}

    def add(self, column: Column) -> None:
        """None: puts a column where it belongs."""
        if column.role == "comment":
            self.comments.append(column)
        elif column.role == "other_text":
            self.others.append(column)
        elif column.part:
            self.parts.append(column)
        else:
            self.whole = column


def groups(answers: Answers) -> list[Group]:
    """list of Group: the questions that the columns make, in their order."""
    found: list[Group] = []
    for column in answers.columns:
        if column.role not in ASKED:
            continue
        key = column.code or normal(column.stem)
        if not (found and found[-1].takes(column, key)):
            found.append(Group(key))
        found[-1].add(column)
    return list(_packed_together(found))


def are_ticks(columns: Sequence[Column], answers: Answers) -> bool:
    """bool: whether each of these columns is a box: ticked, not ticked, or its own label."""
    marked = False
    for column in columns:
        texts = {text.strip() for text in set(column.values)} - {""} - answers.not_asked
        own = normal(column.part)
        forms = {normal(text) for text in texts} - {own}
        if not forms <= TICKS | LEFT | {normal(text) for text in answers.ticked | answers.unticked}:
            return False
        marked = marked or bool(texts)
    return marked


def only_one(columns: Sequence[Column], answers: Answers) -> bool:
    """bool: whether boxes are the answers to a question that takes one: hardly anybody ticks two, nearly everybody one."""
    if SEVERAL.search(clean(columns[0].heading)):
        return False
    counts = Counter(dict.fromkeys(range(len(answers.rows)), 0))
    for column in columns:
        own = normal(column.part)
        ticked = {
            text
            for text in set(column.values)
            if (form := normal(text)) and form not in LEFT and text not in answers.not_asked and (form in TICKS or form == own)
        }
        counts.update(row for row, value in enumerate(column.values) if value in ticked)
    several = Counter(counts.values())
    return (
        len(answers.rows) >= ENOUGH
        and sum(times for number, times in several.items() if number > 1) <= SLIPS * len(answers.rows)
        and several[1] >= ALONE * len(answers.rows)
    )


def common_answers(columns: Sequence[Column], answers: Answers) -> Profile | None:
    """Profile or None: the answers of all rows of a grid together, when the rows share most of theirs."""
    each = [profile(column.values, answers.not_asked) for column in columns]
    given = [found for found in each if found.counts]
    if len(given) < 2:
        return None
    counts: Counter[str] = Counter()
    silent: dict[str, str] = {}
    for found in given:
        counts.update(found.counts)
        silent |= found.silent
    forms = {normal(text) or text for text in counts}
    shared = sum(len({normal(text) or text for text in found.counts}) for found in given) / (len(given) * len(forms))
    return Profile(counts, silent, sum(found.blank for found in each)) if shared > ALIKE else None


def is_packed(columns: Sequence[Column], answers: Answers) -> bool:
    """bool: whether columns are filled from the left with answers of one list."""
    blank = answers.not_asked | {""}
    for earlier, later in pairwise(columns):
        if any(after.strip() not in blank and before.strip() in blank for before, after in zip(earlier.values, later.values, strict=True)):
            return False
    firsts = {text.strip() for text in columns[0].values} - blank
    rest = {text.strip() for column in columns[1:] for text in column.values} - blank
    repeated = not rest or bool(rest & firsts)
    return repeated and 1 < len(firsts | rest) <= 40 and not all(text.replace(",", "").replace(".", "").isdigit() for text in firsts | rest)


def _packed_together(found: list[Group]) -> Iterator[Group]:
    """Iterator of Group: columns called X_1, X_2, ... that stand one after the other are one group."""
    place = 0
    while place < len(found):
        run = _run(found, place)
        if len(run) > 1:
            yield Group(run[0].key, parts=[_numbered(one) for one in run])
        else:
            yield found[place]
        place += len(run)


def _numbered(group: Group) -> Column:
    assert group.whole is not None  # noqa: S101 - a run is made of whole columns
    return group.whole


def _run(found: Sequence[Group], start: int) -> Sequence[Group]:
    names = [_number_of(group) for group in found[start:]]
    stem, number = names[0]
    if number != 1:
        return found[start : start + 1]
    length = next((at for at, (other, count) in enumerate(names) if other != stem or count != at + 1), len(names))
    return found[start : start + length]


def _number_of(group: Group) -> tuple[str, int]:
    if group.whole is None or group.parts or group.others:
        return "", 0
    named = NUMBERED.fullmatch(clean(group.whole.heading))
    return (named[1].strip(), int(named[2])) if named else ("", 0)


def stem_of(column: Column) -> str:
    """str: the wording of a column's question, without its part."""
    return clean(column.stem or column.code or column.heading)


def counted_parts(columns: Sequence[Column]) -> Mapping[int, str]:
    """Mapping: position to the label of the part of a column, made unique where it stands twice or is blank."""
    seen: Counter[str] = Counter()
    found: dict[int, str] = {}
    for place, column in enumerate(columns, 1):
        label = clean(column.part) or str(place)
        seen[label] += 1
        found[column.position] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    return found
