"""A plain table: whatever has headings and one row a respondent, from no platform that the kit knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from survey_kit.loaders.export import Grid, Platform, without_marks
from survey_kit.loaders.headings import clean, normal, split_brackets, split_dashes
from survey_kit.loaders.moments import mostly_times, read_moments
from survey_kit.questionnaire.answers import Answers, Column, Role
from survey_kit.survey.survey import Note

NAMES: Final[Mapping[str, Role]] = {
    **dict.fromkeys(("id", "response id", "respondentid", "respondent id", "responseid", "record id", "identifiant", "uuid", "instanceid", "index"), "identifier"),
    **dict.fromkeys(("submitted", "submitdate", "submission time", "recordeddate", "enddate", "end date", "date de reponse", "date de soumission",
                     "horodateur", "timestamp", "end"), "submitted"),
    **dict.fromkeys(("started", "startdate", "start date", "start"), "started"),
    **dict.fromkeys(("weight", "weights", "poids", "pweight", "ponderation", "coefficient de ponderation"), "weight"),
    **dict.fromkeys(("donnees fictives", "synthetic"), "synthetic"),
    **dict.fromkeys(("collector id", "validation status", "version", "xform id string", "tags", "meta rootuuid", "submitted by", "status",
                     "collectorid", "distributionchannel", "userlanguage", "progress", "duration in seconds", "finished"), "metadata"),
}  # fmt: skip
# "motives__3", "check_one___1": a variable and one of its codes
DOUBLE: Final = re.compile(r"([A-Za-z]\w*?)_{2,3}(\w+)")
IMPORT: Final = re.compile(r"\s*\{\s*[\"']ImportId[\"']")
OTHER: Final = frozenset({"other", "autre", "other please specify", "autre precisez", "autre preciser", "autre veuillez preciser"})
JOINERS: Final = ("; ", ";", " | ", "|")
TICKED: Final = frozenset(
    {"1", "TRUE", "True", "true", "VRAI", "Vrai", "Oui", "oui", "Yes", "yes", "X", "x", "Y", "✓", "✔", "coché", "Checked"}
)
UNTICKED: Final = frozenset({"0", "FALSE", "False", "false", "FAUX", "Faux", "Non", "non", "No", "no", "N", "Unchecked"})


def recognise(table: Grid) -> tuple[float, tuple[str, ...]]:
    """Tuple: a table is always a table; the confidence only says that nothing better was found."""
    return 0.3, tuple(heading for heading in map(clean, table.headings[:3]) if heading)


def parse(table: Grid) -> tuple[Answers, tuple[Note, ...]]:
    """Tuple: the answers of a plain table, and what was told of them."""
    notes: list[Note] = []
    table, wordings = _further_headings(table, notes)
    names = [clean(heading) for heading in table.headings]
    dashed = split_dashes(wordings or names)
    known = Counter(names)
    columns = without_marks(table)
    parsed = tuple(
        _column(Column(position, table.headings[position], columns[position]), dashed[position], known, notes)
        for position in range(len(names))
    )
    return (
        Answers(
            "table", parsed, table.numbers, separator=_separator(parsed), ticked=TICKED, unticked=UNTICKED,
            not_asked=frozenset({"{question_not_shown}"}), facts=table.facts,
        ),
        tuple(notes),
    )  # fmt: skip


PLATFORM: Final = Platform("table", recognise, parse)


def _further_headings(table: Grid, notes: list[Note]) -> tuple[Grid, list[str]]:
    """Tuple: the table without the two rows that Qualtrics writes below its headings, and the wordings that the first of them holds.

    The second names each column by a small object, {"ImportId": ...}, which nobody answers.
    """
    if sum(1 for column in table.columns if len(column) > 2 and IMPORT.match(column[1])) < 0.8 * len(table.columns):
        return table, []
    notes.append(Note("heading_rows", row=table.numbers[0], values={"count": 2}))
    wordings = [clean(column[0]) for column in table.columns]
    columns = tuple(column[2:] for column in table.columns)
    return replace(table, columns=columns, numbers=table.numbers[2:], texts=tuple(map(frozenset, columns))), wordings


def _column(bare: Column, dashed: tuple[str, str], known: Mapping[str, int], notes: list[Note]) -> Column:
    name = clean(bare.heading)
    role = _role(name, bare.values)
    if role in {"submitted", "started"}:
        moments = read_moments(bare.values)
        if moments.ambiguous:
            notes.append(Note("day_month_ambiguous", column=name, values={"order": "JJ/MM" if moments.order == "day" else "MM/JJ"}))
        return replace(bare, values=moments.values, role=role, code=name, stem=name)
    code, stem, part = _parts(name, dashed, known)
    return replace(bare, role=_text_role(role, part, bare.values), code=code, stem=stem, part=part)


def _role(name: str, values: Sequence[str]) -> Role:
    """Role: what the heading says, when the cells bear it out: a column called "start" may hold anything."""
    if not name and [value for value in values if value] == [str(number) for number in range(1, len(values) + 1)]:
        return "identifier"
    role = NAMES.get(normal(name), "answer")
    if role in {"submitted", "started"} and not mostly_times(values):
        return "answer"
    return role


def _parts(name: str, dashed: tuple[str, str], known: Mapping[str, int]) -> tuple[str, str, str]:
    """Tuple: code, wording and part of a heading in any of the shapes that a table may have."""
    if found := DOUBLE.fullmatch(name):
        return found[1], "", found[2]
    stem, parts = split_brackets(name)
    if parts and stem:
        return (stem if re.fullmatch(r"\w+", stem) else ""), stem, " / ".join(parts)
    before, slash, after = name.rpartition("/")
    if slash and before in known and after:
        return before, before, after
    code = name if re.fullmatch(r"[A-Za-z]\w*", name) else ""
    return (code if not dashed[1] or dashed[0] not in known else ""), *dashed


def _text_role(role: Role, part: str, values: Sequence[str]) -> Role:
    """Role: free text of "other" when the part says other and the cells hold more than a tick."""
    if role != "answer" or normal(part) not in OTHER:
        return role
    given = set(values) - {""}
    return "other_text" if given - TICKED - UNTICKED - {part} or (part == "other" and not given) else "answer"


def _separator(columns: Sequence[Column]) -> str:
    """str: what joins several answers in a cell, if something does: each piece must come back in other cells."""
    counts: Counter[str] = Counter()
    for column in columns:
        if column.role == "answer" and not column.part:
            joiner = next((joiner for joiner in JOINERS if _joins(set(column.values), joiner)), "")
            counts.update([joiner] if joiner else [])
    return counts.most_common(1)[0][0] if counts else ""


def _joins(distinct: frozenset[str] | set[str], joiner: str) -> bool:
    joined = [value for value in distinct if joiner.strip() in value]
    if len(joined) < 2 or any(value.count(joiner.strip()) != value.count(joiner) for value in joined):
        return False
    pieces = [piece.strip() for value in distinct for piece in value.split(joiner) if piece.strip()]
    return len(set(pieces)) <= max(2, len(pieces) / 2)
