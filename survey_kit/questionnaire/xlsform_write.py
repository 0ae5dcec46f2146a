"""A questionnaire as the sheets of an XLSForm workbook, each a list of rows of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from survey_kit.questionnaire.build import ELSE, default_chapter, default_ordered
from survey_kit.questionnaire.model import Choice, Derived, Item, Question, Questionnaire
from survey_kit.questionnaire.rules_parse import parse
from survey_kit.questionnaire.write import digits, number_text, variables
from survey_kit.questionnaire.xlsform_sheets import LANGUAGES
from survey_kit.questionnaire.xpath import from_xpath, to_xpath

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Labels

Variable = Question | Derived
Cells = dict[str, str]
PLAIN_TYPES: Final = {"integer": "integer", "decimal": "decimal", "date": "date", "datetime": "dateTime", "text": "text"}
LIST_TYPES: Final = {"single": "select_one", "multiple": "select_multiple", "ranking": "rank"}
# the kit's types that XLSForm lacks: the type that a form shows, and how
SHOWN_AS: Final = {"scale": "select_one", "yes_no": "select_one", "month": "date", "place": "text"}
META_TYPES: Final = {"started": "start", "submitted": "end"}
HIDDEN_ROLES: Final = ("weight", "channel", "wave", "identifier", "synthetic")


def sheets(questionnaire: Questionnaire) -> dict[str, list[list[str]]]:
    """dict: each sheet's name to its rows of text, headings first."""
    lists = _list_names(questionnaire)
    survey = [row for question in questionnaire.questions for row in _question_rows(question, questionnaire, lists)]
    derived = [_derived_row(variable, lists) for variable in questionnaire.derived]
    cases = [{"name": one.name, "code": code, "condition": rule or ELSE} for one in questionnaire.derived for code, rule in one.cases]
    title = questionnaire.titles.get("fr") or next(iter(questionnaire.titles.values()), questionnaire.name)
    return {
        "survey": _matrix(survey, ("type", "name")),
        "choices": _matrix(list(_choice_rows(questionnaire, lists)), ("list_name", "name")),
        "settings": _matrix([{"form_title": title, "form_id": questionnaire.name, "default_language": LANGUAGES["fr"]}], ()),
        "derived": _matrix(derived, ("name", "type")),
        "cases": _matrix(cases, ("name", "code", "condition")),
        "survey_kit": _matrix(list(_facts(questionnaire)), ("key", "part", "language", "text")),
    }


def heading(column: str, language: str) -> str:
    """str: the heading of a translated column: XLSForm's way for labels; other tools make XML of the rest, so a plain word there."""
    return f"{column}_{language}" if column != "label" else f"{column}::{LANGUAGES.get(language, f'{language} ({language})')}"


def _matrix(rows: list[Cells], first: tuple[str, ...]) -> list[list[str]]:
    """The columns that hold something, in the order in which they come up."""
    columns = list(dict.fromkeys([*first, *(column for row in rows for column in row)]))
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def _translated(column: str, labels: Labels) -> Cells:
    return {heading(column, language): text for language, text in labels.items()}


def _question_rows(question: Question, questionnaire: Questionnaire, lists: Mapping[str, str]) -> Iterator[Cells]:
    list_name = lists.get(_list_key(question), "")
    row = {
        "type": "", "name": question.name, **_translated("label", question.wordings), **_type_cells(question, list_name),
        **_rule_cells(question, questionnaire), **_constraint_cells(question), **_common(question), **_own(question),
    }  # fmt: skip
    yield row
    if question.type == "matrix":
        yield from (_item_row(question, item, list_name) for item in question.items)
        yield {"type": "end_group", "name": ""}


def _type_cells(question: Question, list_name: str) -> Cells:
    kind = question.type
    if kind == "matrix":
        return {"type": "begin_group", "kit_type": kind, "appearance": "table-list", "list_name": list_name}
    if kind == "datetime" and question.role in META_TYPES:
        return {"type": META_TYPES[question.role]}
    if question.role in HIDDEN_ROLES:
        return {"type": "hidden", "kit_type": kind, **({"list_name": list_name} if list_name else {})}
    if kind in LIST_TYPES:
        return {"type": f"{LIST_TYPES[kind]} {list_name}"}
    if kind in SHOWN_AS:
        shown = f"{SHOWN_AS[kind]} {list_name}".strip()
        return {"type": shown, "kit_type": kind, **({"appearance": "month-year"} if kind == "month" else {})}
    return {"type": PLAIN_TYPES[kind]}


def _rule_cells(question: Question, questionnaire: Questionnaire) -> Cells:
    """XPath for other tools; the rule itself too when XPath would not give it back as it stands."""
    if not question.relevance:
        return {}
    xpath = to_xpath(parse(question.relevance), questionnaire)
    own = {} if xpath and from_xpath(xpath) == question.relevance else {"asked_if": question.relevance}
    return {"relevant": xpath, **own}


def _constraint_cells(question: Question) -> Cells:
    tests = []
    if question.bounds is not None:
        tests += [f". >= {digits(question.bounds[0])} and . <= {digits(question.bounds[1])}"]
    if question.maximum is not None and question.type == "multiple":
        tests += [f"count-selected(.) <= {question.maximum}"]
    if question.type == "multiple":
        tests += [
            f"(not(selected(., '{one.code}')) or count-selected(.) = 1)"
            for one in question.choices
            if one.exclusive and "'" not in one.code
        ]
    source = {"choice_filter": f"selected(${{{question.choices_from}}}, name)"} if question.choices_from else {}
    return {"constraint": " and ".join(tests), **source}


def _common(variable: Variable) -> Cells:
    flags = {flag: "true" for flag in ("sensitive", "identifying") if getattr(variable, flag)}
    if variable.ordered != (isinstance(variable, Question) and default_ordered(variable.type)):
        flags["ordered"] = str(variable.ordered).lower()
    chapter = variable.chapter or "none"
    return {
        **({"alias": _joined(variable.aliases)} if variable.aliases else {}),
        **_translated("short", variable.short),
        **_translated("universe", variable.universe),
        **({"concept": variable.concept} if variable.concept else {}),
        **({"chapter": chapter} if variable.chapter != default_chapter(variable.concept) else {}),
        **flags,
    }


def _own(question: Question) -> Cells:
    return {
        **({"role": question.role} if question.role else {}),
        **({"choices_from": question.choices_from} if question.choices_from else {}),
        **({"maximum": str(question.maximum)} if question.maximum is not None else {}),
        **({"bounds": "; ".join(map(digits, question.bounds))} if question.bounds is not None else {}),
        **({} if question.core else {"optional": "true"}),
    }


def _item_row(question: Question, item: Item, list_name: str) -> Cells:
    return {
        "type": f"select_one {list_name}", "name": f"{question.name}_{item.code}", "code": item.code, **_translated("label", item.labels),
        **_translated("short", item.short), **({"alias": _joined(item.aliases)} if item.aliases else {}),
    }  # fmt: skip


def _derived_row(variable: Derived, lists: Mapping[str, str]) -> Cells:
    made = {"asked_if": variable.relevance, "rule": variable.rule, "needs": variable.needs, "list_name": lists.get(_list_key(variable), "")}
    return {
        "name": variable.name, "type": variable.type, **_translated("label", variable.wordings),
        **{key: text for key, text in made.items() if text}, **_common(variable),
    }  # fmt: skip


def _list_key(variable: Variable) -> str:
    return repr((default_ordered(variable.type), variable.choices)) if variable.choices else ""


def _list_names(questionnaire: Questionnaire) -> dict[str, str]:
    """Each list of choices takes the name of the first variable that has it."""
    names: dict[str, str] = {}
    for variable in variables(questionnaire):
        if variable.choices:
            names.setdefault(_list_key(variable), variable.name)
    return names


def _choice_rows(questionnaire: Questionnaire, lists: Mapping[str, str]) -> Iterator[Cells]:
    written: set[str] = set()
    for variable in variables(questionnaire):
        name = lists.get(_list_key(variable), "")
        if name and name not in written:
            written.add(name)
            yield from (_choice_row(choice, name, variable.type) for choice in variable.choices)


def _choice_row(choice: Choice, list_name: str, kind: str) -> Cells:
    number = number_text(choice, kind)
    return {
        "list_name": list_name, "name": choice.code, **_translated("label", choice.labels), **_translated("short", choice.short),
        **{flag: "true" for flag in ("exclusive", "opens_text") if getattr(choice, flag)},
        **({"missing": choice.missing} if choice.missing else {}), **({"number": number} if number else {}),
        **({"alias": _joined(choice.aliases)} if choice.aliases else {}),
    }  # fmt: skip


def _joined(texts: tuple[str, ...]) -> str:
    """Several names in one cell, a semicolon between; a backslash stands before one that belongs to a name."""
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def _facts(questionnaire: Questionnaire) -> Iterator[Cells]:
    texts = {"title": questionnaire.titles, "territory": questionnaire.territory, "universe": questionnaire.universe, "notes": questionnaire.notes}
    for key, labels in texts.items():
        yield from ({"key": key, "language": language, "text": text} for language, text in labels.items())
    plain = {"source": questionnaire.source, "drafted": "true" if questionnaire.drafted else ""}
    yield from ({"key": key, "text": text} for key, text in plain.items() if text)
    for chapter, labels in questionnaire.chapters.items():
        yield from ({"key": "chapter", "part": chapter, "language": language, "text": text} for language, text in labels.items())
    yield from ({"key": "commune", "text": code} for code in questionnaire.communes)
    yield from ({"key": "profile", "text": name} for name in questionnaire.profiles)
