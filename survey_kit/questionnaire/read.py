"""A questionnaire from its name, a YAML file or an XLSForm workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit import resources
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.build import build
from survey_kit.questionnaire.faults import Fault, QuestionnaireError, closest, in_order
from survey_kit.questionnaire.raw import Raw

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
    raw, twice = _read_yaml(path)
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


def _read_yaml(path: Path) -> tuple[Raw, list[Fault]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        text = path.read_text(encoding="utf-8-sig")
        node = YAML(typ="safe", pure=True).compose(text)
    except UnicodeDecodeError as error:
        raise SurveyKitError("questionnaire_encoding", where=path.name) from error
    except RecursionError as error:
        raise SurveyKitError("questionnaire_yaml", where=path.name, got="", line=1) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SurveyKitError("questionnaire_yaml", where=path.name, got=error.problem or "", line=mark.line + 1 if mark else 1) from error
    except YAMLError as error:
        raise SurveyKitError("questionnaire_yaml", where=path.name, got=str(error).splitlines()[0], line=1) from error
    twice: list[Fault] = []
    return _raw(node, twice, {}) if node is not None else Raw({}, "l. 1", 1), twice


def _raw(node: Any, twice: list[Fault], seen: dict[int, Raw]) -> Raw:
    """The node and all below it, each with its line; an anchor used many times is converted once."""
    if id(node) in seen:
        return seen[id(node)]
    line = node.start_mark.line + 1
    where = f"l. {line}"
    seen[id(node)] = Raw("", where, line)  # what holds itself is empty there
    if node.id == "scalar":
        raw = Raw("" if node.tag and str(node.tag).endswith(":null") else node.value, where, line)
    elif node.id == "sequence":
        raw = Raw(tuple(_raw(below, twice, seen) for below in node.value), where, line)
    else:
        raw = Raw(_mapping(node, twice, seen), where, line)
    seen[id(node)] = raw
    return raw


def _mapping(node: Any, twice: list[Fault], seen: dict[int, Raw]) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for key, value in node.value:
        name = key.value if key.id == "scalar" else "?"
        if name in found:
            twice.append(Fault("questionnaire_twice", f"l. {key.start_mark.line + 1}", {"got": name, "first": found[name].where}))
        raw = _raw(value, twice, seen)
        # a block starts on the line below its key: the fault is told where the key stands
        found.setdefault(name, Raw(raw.content, f"l. {key.start_mark.line + 1}", key.start_mark.line + 1))
    return found
