"""The sheets of an XLSForm workbook as raw values of a questionnaire: the kit's own workbooks and other tools' forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.faults import Fault, closest
from survey_kit.questionnaire.raw import Raw
from survey_kit.questionnaire.rules_parse import parse
from survey_kit.questionnaire.xpath import from_xpath, variable_name

if TYPE_CHECKING:
    from survey_kit.questionnaire.xlsform_sheets import Cell, Row

_TYPES: Final[Mapping[str, str]] = {
    "select_one": "single", "select_multiple": "multiple", "rank": "ranking", "integer": "integer", "decimal": "decimal", "date": "date",
    "datetime": "datetime", "text": "text", "range": "integer", "geopoint": "text", "time": "text", "start": "datetime", "end": "datetime",
    "select one": "single", "select multiple": "multiple", "int": "integer", "string": "text",
}  # fmt: skip
_META_ROLES: Final = {"start": "started", "end": "submitted"}
_SILENT: Final = (
    "note", "today", "deviceid", "phonenumber", "username", "email", "simserial", "subscriberid", "audit", "calculate", "hidden", "acknowledge",
    "start-geopoint", "background-audio", "xml-external", "csv-external", "image", "audio", "video", "file", "barcode", "geotrace", "geoshape",
)  # fmt: skip
_BOTH_BOUNDS: Final = re.compile(r"\.\s*(>=?)\s*(-?\d+(?:\.\d+)?)\s+and\s+\.\s*(<=?)\s*(-?\d+(?:\.\d+)?)")
_MOST_TICKED: Final = re.compile(r"count-selected\(\s*\.\s*\)\s*(<=?)\s*(\d+)")
_COPIED: Final = ("alias", "concept", "chapter", "role", "optional", "ordered", "sensitive", "identifying", "choices_from", "maximum")
_CHOICE_COPIED: Final = ("exclusive", "opens_text", "missing", "number")
_NAME_PARTS: Final = re.compile(r"(?:\\.|[^;\\])+")


@dataclass(slots=True)
class Form:
    """A form under reading: its lists of choices, the groups that are open, the names met, the faults found."""

    lists: Mapping[str, Mapping[str, Raw]]
    groups: list[tuple[Row, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def raw_form(sheets: Mapping[str, tuple[Row, ...]]) -> tuple[Raw, list[Fault]]:
    """(Raw, list of Fault): the questionnaire that the sheets hold, as its YAML file would hold it, and the faults of the form."""
    faults: list[Fault] = []
    form = Form(_lists(sheets.get("choices", ()), faults), faults=faults)
    questions = tuple(_questions(sheets["survey"], form))
    faults.extend(Fault("xlsform_group", row.where, {"got": row.text("name")}) for row, _ in form.groups)
    derived = tuple(_derived(row, sheets.get("cases", ()), form) for row in sheets.get("derived", ()))
    content = {**_facts(sheets), "questions": Raw(questions), "derived": Raw(derived)}
    return Raw(content, "survey!1", 1), faults


# ---------------------------------------------------------------- choices


def _lists(rows: Iterable[Row], faults: list[Fault]) -> dict[str, dict[str, Raw]]:
    lists: dict[str, dict[str, Raw]] = {}
    for row in rows:
        name, code = row.text("list_name"), row.text("name")
        if not name or not code:
            continue
        choices = lists.setdefault(name, {})
        if code in choices:
            faults.append(Fault("questionnaire_code_twice", row.where, {"got": code, "name": name}))
        choices.setdefault(code, _choice(row))
    return lists


def _choice(row: Row) -> Raw:
    content = {**_texts(row, "label"), **_part_extras(row), **{key: _raw(row.cells[key]) for key in _CHOICE_COPIED if key in row.cells}}
    return Raw(content, row.where, row.number)


def _part_extras(row: Row) -> dict[str, Raw]:
    short = {"short": Raw(_texts(row, "short"), row.where, row.number)} if "short" in row.labels else {}
    return {**short, **({"alias": _names(row.cells["alias"])} if "alias" in row.cells else {})}


def _names(cell: Cell) -> Raw:
    """The names of one cell, a semicolon between."""
    parts = (re.sub(r"\\(.)", r"\1", part.strip()) for part in _NAME_PARTS.findall(cell.text))
    return Raw(tuple(Raw(part, cell.where, cell.row) for part in parts if part), cell.where, cell.row)


def _texts(row: Row, column: str) -> dict[str, Raw]:
    return {language: _raw(cell) for language, cell in row.labels.get(column, {}).items()}


def _raw(cell: Cell) -> Raw:
    return Raw(cell.text, cell.where, cell.row)


# ---------------------------------------------------------------- questions


def _questions(rows: tuple[Row, ...], form: Form) -> Iterator[Raw]:
    waiting = list(reversed(rows))
    while waiting:
        row = waiting.pop()
        word = _word(row)
        if word in ("begin_group", "begin_repeat"):
            items = _matrix_items(row, waiting) if word == "begin_group" else None
            if items is not None:
                del waiting[-len(items) - 1 :]
                yield _named(_question(row, "matrix", _list_of(items[0]), form, items), row, form)
                continue
            form.groups.append((row, _group_rule(row, form)))
        elif word in ("end_group", "end_repeat"):
            _close(row, form)
        elif not _in_repeat(row, form):
            yield from _plain_question(row, word, form)


def _plain_question(row: Row, word: str, form: Form) -> Iterator[Raw]:
    kind = row.text("kit_type") or _TYPES.get(word, "")
    if not kind:
        if word not in _SILENT:
            form.faults.append(Fault("xlsform_type", _place(row, "type"), {"got": row.text("type")}))
        return
    yield _named(_question(row, kind, _list_of(row), form, ()), row, form)


def _named(question: Raw, row: Row, form: Form) -> Raw:
    form.names.add(variable_name(row.text("name")))
    return question


def _word(row: Row) -> str:
    """The first word of a type: "select_one" of "select_one list or_other"."""
    text = row.text("type").lower()
    if text.startswith(("begin", "end")) and re.fullmatch(r"(begin|end)[ _](group|repeat)", text):
        return text.replace(" ", "_")
    word = next((word for word in ("select one", "select multiple") if text.startswith(word)), text.split(maxsplit=1)[0] if text else "")
    return word.removesuffix("_from_file")


def _list_of(row: Row) -> str:
    if row.text("list_name"):
        return row.text("list_name")
    words = row.text("type").split()
    listed = words[2:] if len(words) > 1 and words[0].lower() == "select" and words[1].lower() in ("one", "multiple") else words[1:]
    return listed[0] if listed else ""


def _matrix_items(row: Row, waiting: list[Row]) -> list[Row] | None:
    """The rows of a group that is a matrix: one list of choices for all; None when it is a plain group."""
    if row.text("kit_type") != "matrix" and "table-list" not in row.text("appearance"):
        return None
    items: list[Row] = []
    for below in reversed(waiting):
        if _word(below) == "end_group":
            return items if items and len({_list_of(item) for item in items}) == 1 else None
        if _word(below) not in ("select_one", "select one"):
            return None
        items.append(below)
    return None


def _question(row: Row, kind: str, list_name: str, form: Form, items: Iterable[Row]) -> Raw:
    name = row.text("name")
    content = {
        "name": Raw(variable_name(name), _place(row, "name"), row.number),
        "type": Raw(kind, _place(row, "type"), row.number),
        "wording": _wording(row),
        **_relevance(row, form),
        **_common(row),
        **_limits(row, kind),
        **_choices(row, kind, list_name, form),
    }
    if variable_name(name) != name:
        content.setdefault("alias", Raw(name, _place(row, "name"), row.number))
    if role := _META_ROLES.get(_word(row)):
        content.setdefault("role", Raw(role, _place(row, "type"), row.number))
    if listed := {item.text("code") or item.text("name"): _item(item) for item in items}:
        content["items"] = Raw(listed, row.where, row.number)
    return Raw(content, row.where, row.number)


def _wording(row: Row) -> Raw:
    """The labels; a field that has none is called by its name."""
    labels = _texts(row, "label") or {"fr": Raw(row.text("name"), row.where, row.number)}
    return Raw(labels, _label_place(row), row.number)


def _item(row: Row) -> Raw:
    return Raw({**_wording(row).content, **_part_extras(row)}, row.where, row.number)  # type: ignore[dict-item]


def _common(row: Row) -> dict[str, Raw]:
    found = {key: _raw(row.cells[key]) for key in _COPIED if key in row.cells and key != "alias"}
    if row.text("chapter") == "none":
        found["chapter"] = Raw("", row.cells["chapter"].where, row.number)
    for column in ("short", "universe"):
        if column in row.labels:
            found[column] = Raw(_texts(row, column), row.where, row.number)
    return {**found, **({"alias": _names(row.cells["alias"])} if "alias" in row.cells else {})}


def _choices(row: Row, kind: str, list_name: str, form: Form) -> dict[str, Raw]:
    if kind not in ("single", "multiple", "scale", "matrix", "yes_no", "ranking") or (not list_name and kind == "yes_no"):
        return {}
    if list_name not in form.lists:
        expected = {"got": list_name, "suggestion": closest(list_name, form.lists)}
        form.faults.append(Fault("xlsform_list", _place(row, "type"), expected))
        return {}
    choices = dict(form.lists[list_name])
    if "or_other" in row.text("type").split():
        other = {"fr": Raw("Autre"), "en": Raw("Other"), "opens_text": Raw("true")}
        choices.setdefault("other", Raw(other, row.where, row.number))
    return {"choices": Raw(choices, _place(row, "type"), row.number)}


def _limits(row: Row, kind: str) -> dict[str, Raw]:
    """Bounds and the largest number of answers: the kit's columns, else what the constraint says."""
    constraint = row.text("constraint")
    found: dict[str, Raw] = {}
    if "bounds" in row.cells:
        found["bounds"] = _names(row.cells["bounds"])
    elif kind in ("integer", "decimal") and (bounds := _BOTH_BOUNDS.fullmatch(constraint)):
        found["bounds"] = _bounds(row, kind, bounds)
    if kind == "multiple" and "maximum" not in row.cells and (most := _MOST_TICKED.search(constraint)):
        found["maximum"] = Raw(str(int(most[2]) - (most[1] == "<")), _place(row, "constraint"), row.number)
    return found


def _bounds(row: Row, kind: str, found: re.Match[str]) -> Raw:
    """The bounds of a constraint; a strict one of a whole number is the next whole number."""
    low, high = float(found[2]), float(found[4])
    if kind == "integer":
        low, high = low + (found[1] == ">"), high - (found[3] == "<")
    where = _place(row, "constraint")
    return Raw((Raw(str(low), where, row.number), Raw(str(high), where, row.number)), where, row.number)


def _place(row: Row, column: str) -> str:
    return row.cells[column].where if column in row.cells else row.where


def _label_place(row: Row) -> str:
    return next((cell.where for cell in row.labels.get("label", {}).values()), row.where)


# ---------------------------------------------------------------- relevance


def _relevance(row: Row, form: Form) -> dict[str, Raw]:
    """The row's own rule and those of the groups around it."""
    own = _own_rule(row, form)
    around = [rule for _, rule in form.groups if rule]
    rules = [*around, own] if own else around
    if not rules:
        return {}
    text = rules[0] if len(rules) == 1 else " and ".join(f"({rule})" for rule in rules)
    return {"asked_if": Raw(text, _place(row, "asked_if" if "asked_if" in row.cells else "relevant"), row.number)}


def _own_rule(row: Row, form: Form) -> str:
    xpath = row.text("relevant")
    rule = from_xpath(xpath) if xpath else ""
    if "asked_if" in row.cells:
        return row.text("asked_if")
    if xpath and (not rule or not _names_known(rule, form)):
        form.faults.append(Fault("xlsform_rule", _place(row, "relevant"), {"got": xpath}))
        return ""
    return rule


def _names_known(rule: str, form: Form) -> bool:
    """Whether the rule names only questions that were read: not a calculation, nor a question of a repeat."""
    try:
        return set(parse(rule).names) <= form.names
    except SurveyKitError:
        return False


def _group_rule(row: Row, form: Form) -> str:
    return _own_rule(row, form)


def _close(row: Row, form: Form) -> None:
    if form.groups:
        form.groups.pop()
    else:
        form.faults.append(Fault("xlsform_group", row.where, {"got": row.text("type")}))


def _in_repeat(row: Row, form: Form) -> bool:
    """A question asked several times of one respondent has no place in a table of one row a respondent."""
    inside = any(_word(group) == "begin_repeat" for group, _ in form.groups)
    if inside:
        form.faults.append(Fault("xlsform_type", row.where, {"got": f"repeat / {row.text('name')}"}))
    return inside


# ---------------------------------------------------------------- derived variables, facts


def _derived(row: Row, cases: tuple[Row, ...], form: Form) -> Raw:
    content = {
        **{key: _raw(row.cells[key]) for key in ("name", "type", "rule", "needs", "asked_if") if key in row.cells},
        "wording": _wording(row),
        **_common(row),
    }
    if row.text("list_name"):
        content |= _choices(row, "single", row.text("list_name"), form)
    own = {
        case.text("code"): _raw(case.cells["relevant"])
        for case in cases
        if case.text("name") == row.text("name") and "relevant" in case.cells
    }
    if own:
        content["cases"] = Raw(own, row.where, row.number)
    return Raw(content, row.where, row.number)


def _facts(sheets: Mapping[str, tuple[Row, ...]]) -> dict[str, Raw]:
    settings = sheets.get("settings", ())
    found: dict[str, Raw] = {}
    if settings and (name := settings[0].text("form_id")):
        found["name"] = Raw(name)
    own = sheets.get("survey_kit", ())
    if not own and settings and "form_title" in settings[0].cells:
        found["title"] = Raw({"fr": _raw(settings[0].cells["form_title"])})
    for key in ("title", "territory", "universe", "notes"):
        if texts := {row.text("language"): _raw(row.cells["text"]) for row in own if row.text("key") == key and "text" in row.cells}:
            found[key] = Raw(texts)
    found |= {row.text("key"): _raw(row.cells["text"]) for row in own if row.text("key") in ("source", "drafted") and "text" in row.cells}
    for key, one in (("communes", "commune"), ("profiles", "profile")):
        if listed := tuple(_raw(row.cells["text"]) for row in own if row.text("key") == one and "text" in row.cells):
            found[key] = Raw(listed)
    return {**found, **_chapters(own)}


def _chapters(rows: tuple[Row, ...]) -> dict[str, Raw]:
    chapters: dict[str, dict[str, Raw]] = {}
    for row in rows:
        if row.text("key") == "chapter" and "text" in row.cells:
            chapters.setdefault(row.text("part"), {})[row.text("language")] = _raw(row.cells["text"])
    return {"chapters": Raw({key: Raw(labels) for key, labels in chapters.items()})} if chapters else {}
