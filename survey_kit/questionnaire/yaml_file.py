"""What stands in a YAML file, each value with its line, before it means anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.faults import Fault
from survey_kit.questionnaire.raw import Raw


def read_yaml(path: Path) -> tuple[Raw, list[Fault]]:
    """tuple of Raw and list of Fault: what stands in the file, and each key that stands twice.

    Raises: SurveyKitError `questionnaire_encoding`, `questionnaire_yaml` when it is no YAML.
    """
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
