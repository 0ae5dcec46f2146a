"""Every fault of a questionnaire file, and how long it takes to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.questionnaire.faults import Fault, in_order
from survey_kit.questionnaire.read import examine

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Question, Questionnaire

# seconds that a question takes, by type, and for each word read and each row of a matrix: an order of magnitude
_SECONDS: Final = {"multiple": 9.0, "ranking": 12.0, "text": 25.0, "place": 8.0, "matrix": 4.0}
_SECONDS_USUAL: Final = 5.0
_SECONDS_WORD: Final = 0.3
_SECONDS_ROW: Final = 4.0


def check(path: str | Path) -> list[Fault]:
    """list of Fault: all that is wrong in a questionnaire file, in its order, each with its line or cell.

    Raises: SurveyKitError `questionnaire_file`, `questionnaire_yaml`, `questionnaire_workbook` when it can't be opened.
    """
    questionnaire, faults = examine(Path(path))
    if any(not fault.tolerated for fault in faults):
        return faults
    from survey_kit.questionnaire.reach import unreachable

    workbook = Path(path).suffix.lower() not in (".yaml", ".yml")
    never = [_never_asked(question, workbook=workbook) for question in unreachable(questionnaire)]
    return in_order([*faults, *never])


def minutes(questionnaire: Questionnaire, lang: str = "fr") -> float:
    """float: minutes that the whole questionnaire takes to fill in when every question is asked; an order of magnitude."""
    return sum(_seconds(question, lang) for question in questionnaire.questions if not question.role or question.role == "consent") / 60


def _seconds(question: Question, lang: str) -> float:
    texts = [question.wordings, *(choice.labels for choice in question.choices), *(item.labels for item in question.items)]
    words = sum(len(labels.get(lang, "").split()) for labels in texts)
    return _SECONDS.get(question.type, _SECONDS_USUAL) + _SECONDS_WORD * words + _SECONDS_ROW * len(question.items)


def _never_asked(question: Question, *, workbook: bool) -> Fault:
    where = f"survey!{question.line}" if workbook else f"l. {question.line}"
    return Fault("questionnaire_unreachable", where, {"got": question.name, "rule": question.relevance})
