"""A questionnaire from its name, a YAML file or an XLSForm workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit import resources
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.build import build
from survey_kit.questionnaire.faults import Fault, QuestionnaireError, closest, in_order
from survey_kit.questionnaire.yaml_file import read_yaml

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Questionnaire

YAML_ENDINGS: Final = (".yaml", ".yml")
WORKBOOK_ENDINGS: Final = (".xlsx", ".xlsm")
LARGEST: Final = 5_000_000  # bytes: a hundred times the largest that ships


def shipped() -> tuple[str, ...]:
    """tuple of str: the names of the questionnaires that ship.

    >>> "haut-rouergue" in shipped()
    True
    """
    return tuple(sorted(path.stem for path in resources.questionnaires().glob("*.yaml")))


def read_questionnaire(name_or_path: str | Path) -> Questionnaire:
    """Questionnaire: the one of that shipped name, or of that .yaml or .xlsx file.

    Raises: SurveyKitError `questionnaire_unknown`, `questionnaire_file`, `questionnaire_yaml`, `questionnaire_workbook`;
    QuestionnaireError with every fault of the file.
    """
    path = _located(name_or_path)
    questionnaire, faults = examine(path)
    serious = [fault for fault in faults if not fault.tolerated]
    if serious:
        raise QuestionnaireError(path.name, serious)
    return questionnaire


def examine(path: Path) -> tuple[Questionnaire, list[Fault]]:
    """(Questionnaire, list of Fault): what a file holds as far as it can be read, and all that is wrong in it.

    Raises: SurveyKitError `questionnaire_file`, `questionnaire_yaml`, `questionnaire_workbook` when it can't be opened.
    """
    _check_file(path)
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        from survey_kit.questionnaire.xlsform import examine_xlsform

        return examine_xlsform(path)
    raw, twice = read_yaml(path)
    questionnaire, faults = build(raw, path.stem)
    return questionnaire, in_order([*twice, *faults])


def _located(name_or_path: str | Path) -> Path:
    text = str(name_or_path)
    if text in shipped():
        return resources.questionnaires() / f"{text}.yaml"
    if Path(text).suffix.lower() in (*YAML_ENDINGS, *WORKBOOK_ENDINGS):
        return Path(text)
    names = shipped()
    raise SurveyKitError("questionnaire_unknown", where=text, got=text, expected=", ".join(names), suggestion=closest(text, names))


def _check_file(path: Path) -> None:
    if path.suffix.lower() not in (*YAML_ENDINGS, *WORKBOOK_ENDINGS) or not path.is_file():
        raise SurveyKitError("questionnaire_file", where=str(path), got=str(path))
    if path.stat().st_size > LARGEST:
        raise SurveyKitError("questionnaire_large", where=str(path), got=path.stat().st_size // 1_000_000, expected=LARGEST // 1_000_000)
