"""Small exports written by hand: columns of cells, a questionnaire, and each column's variable."""

import pandas as pd

from survey_kit.questionnaire.answers import Answers, Column
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.recode import type_answers
from survey_kit.survey.survey import Match


def choices(text):
    """tuple of Choice: "1=oui; 2=non; 9+=autre; 8!=aucun; 98?=ne sait pas (dont_know)" as the question bank writes them."""
    marks = {
        "+": {"opens_text": True},
        "!": {"exclusive": True},
        "?": {"missing": "dont_know"},
        "#": {"missing": "refused"},
        "~": {"missing": "not_applicable"},
    }
    made = []
    for entry in text.split(";"):
        code, _, label = entry.strip().partition("=")
        found = marks.get(code[-1], {})
        made.append(Choice(code.rstrip("+!?#~"), {"fr": label}, **found))
    return tuple(made)


def question(name, kind="single", offered="", **fields):
    return Question(name, kind, fields.pop("wordings", {"fr": name}), choices=choices(offered) if offered else (), **fields)


def answers(columns, platform="table", **fields):
    """Answers: of {heading: cells}; rows from 2 on, as a spreadsheet shows them; a heading "!role name" has that role."""
    made = []
    for position, (heading, cells) in enumerate(columns.items()):
        role, _, name = heading[1:].partition(" ") if heading.startswith("!") else ("answer", "", heading)
        made.append(Column(position, name or role, tuple(cells), role, stem=name))
    size = len(made[0].values) if made else 0
    return Answers(platform, tuple(made), tuple(range(2, size + 2)), **fields)


def matches(export, variables=None):
    """tuple of Match: each column is the variable of its heading, unless `variables` says otherwise."""
    return tuple(
        Match(column.heading, (variables or {}).get(column.heading, column.heading), 1.0, "code", position=column.position)
        for column in export.columns
    )


def typed(columns, *questions, variables=None, communes=(), **fields):
    export = answers(columns, **fields)
    return type_answers(export, Questionnaire("q", {}, questions, communes=communes), matches(export, variables))


def plain(values):
    """list: with None where a value is missing."""
    return [None if pd.isna(value) else value for value in values]


def shown(found, column):
    """list of tuples: value and missing kind of each row."""
    return list(zip(plain(found.responses[column].astype(object)), found.missing[column], strict=True))


def told(notes):
    """list of tuples: code, row and what was got of each note."""
    return [(note.code, note.row, note.values.get("got")) for note in notes]
