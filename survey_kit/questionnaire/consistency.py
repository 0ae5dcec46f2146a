"""What contradicts itself in a codebook: names taken twice, rules that name what isn't there, choices that don't fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.faults import Fault, closest
from survey_kit.questionnaire.model import Derived, Question, Questionnaire
from survey_kit.questionnaire.raw import Entry, is_number
from survey_kit.questionnaire.rules_parse import KEYWORDS, Rule, codes_compared, parse

Variable = Question | Derived
Pairs = tuple[tuple[Entry, Variable], ...]
WITH_CHOICES: Final = ("single", "multiple", "scale", "matrix", "yes_no", "ranking")
_NAME: Final = re.compile(r"[^\W\d]\w*")
_COMMUNE: Final = re.compile(r"\d[\dAB]\d{3}")


def contradictions(questionnaire: Questionnaire, pairs: Pairs, faults: list[Fault]) -> None:
    """None: adds to `faults` all that contradicts itself in the codebook."""
    _check_names(pairs)
    _check_columns(pairs)
    _check_unique(pairs)
    known: dict[str, Variable] = {}
    everything = {name: variable for _, variable in pairs for name in (variable.name, *variable.aliases)}
    for entry, variable in pairs:
        _check_labels(entry, variable)
        _check_choices(entry, variable)
        if isinstance(variable, Question):
            _check_source(entry, variable, known)
        _check_rules(entry, variable, known, everything)
        known |= dict.fromkeys((variable.name, *variable.aliases), variable)
    wrong = [code for code in questionnaire.communes if not _COMMUNE.fullmatch(code)]
    faults.extend(Fault("questionnaire_commune", "", {"got": code}) for code in wrong)
    unknown = [name for name in questionnaire.profiles if name not in everything]
    faults.extend(Fault("questionnaire_profile", "", {"got": name, "suggestion": closest(name, everything)}) for name in unknown)


def _check_names(pairs: Pairs) -> None:
    taken: dict[str, str] = {}
    for entry, variable in pairs:
        if variable.name and (not _NAME.fullmatch(variable.name) or variable.name.lower() in KEYWORDS):
            entry.fault("questionnaire_name", "name", got=variable.name)
        items = variable.items if isinstance(variable, Question) else ()
        own = (variable.name, *variable.aliases, *(alias for item in items for alias in item.aliases))
        for name in filter(None, own):
            if name in taken:
                entry.fault("questionnaire_name_twice", "name" if name == variable.name else "alias", got=name, first=taken[name])
            taken.setdefault(name, entry.place("name"))


def _check_columns(pairs: Pairs) -> None:
    taken: dict[str, str] = {}
    for entry, variable in pairs:
        columns = variable.columns if isinstance(variable, Question) else (variable.name,)
        for column in columns:
            first = taken.setdefault(column, variable.name)
            if first != variable.name:
                entry.fault("questionnaire_column", "name", got=column, first=first)


def _check_unique(pairs: Pairs) -> None:
    for trait, code in (("role", "questionnaire_role_twice"), ("concept", "questionnaire_concept_twice")):
        taken: dict[str, str] = {}
        for entry, variable in pairs:
            value = getattr(variable, trait, "")
            if value in taken:
                entry.fault(code, trait, got=value, first=taken[value])
            elif value:
                taken[value] = variable.name


def _check_labels(entry: Entry, variable: Variable) -> None:
    if not variable.wordings:
        entry.fault("questionnaire_required", "wording", key="wording")
    items = variable.items if isinstance(variable, Question) else ()
    bare = [choice.code for choice in variable.choices if not choice.labels] + [item.code for item in items if not item.labels]
    for code in bare:
        entry.fault("questionnaire_label", "choices", got=code)


def _check_choices(entry: Entry, variable: Variable) -> None:
    codes = [choice.code for choice in variable.choices]
    if entry.text("type") != variable.type:  # an unknown type was told already
        return
    if isinstance(variable, Derived):
        _check_cases(entry, variable)
        return
    if variable.type in WITH_CHOICES and not codes and not variable.choices_from and not _names_list(entry):
        entry.fault("questionnaire_no_choices", "choices" if "choices" in entry.content else "type", got=variable.type)
    if variable.type not in WITH_CHOICES and codes:
        entry.fault("questionnaire_needless", "choices", key="choices", got=variable.type)
    if (variable.type == "matrix") != bool(variable.items):
        entry.fault(
            "questionnaire_no_items" if variable.type == "matrix" else "questionnaire_needless", "items", key="items", got=variable.type
        )
    _check_maximum(entry, variable)


def _names_list(entry: Entry) -> bool:
    """Whether the choices are those of a list: that it is not there was told already."""
    return "choices" in entry.content and isinstance(entry.content["choices"].content, str) and bool(entry.text("choices"))


def _check_cases(entry: Entry, variable: Derived) -> None:
    if bool(variable.rule) == bool(variable.cases):
        entry.fault("questionnaire_derived", "rule", got=variable.name)
    if variable.type == "single" and not variable.choices:
        entry.fault("questionnaire_no_choices", "type", got=variable.type)
    known = [choice.code for choice in variable.choices]
    for code, condition in variable.cases:
        if known and code not in known:
            entry.fault("questionnaire_case", "cases", got=code, expected=", ".join(known), suggestion=closest(code, known))
        if not condition and code != variable.cases[-1][0]:
            entry.fault("questionnaire_case_else", "cases", got=code)


def _check_maximum(entry: Entry, question: Question) -> None:
    if question.maximum is None:
        return
    if question.type not in ("multiple", "ranking"):
        entry.fault("questionnaire_needless", "maximum", key="maximum", got=question.type)
    elif not 1 <= question.maximum <= len(question.choices):
        entry.fault("questionnaire_maximum", "maximum", got=question.maximum, expected=len(question.choices))


def _check_source(entry: Entry, question: Question, known: dict[str, Variable]) -> None:
    if not question.choices_from:
        return
    source = known.get(question.choices_from)
    if not isinstance(source, Question) or source.type != "multiple" or source.name != question.choices_from:
        sets = [
            name
            for name, variable in known.items()
            if isinstance(variable, Question) and variable.type == "multiple" and name == variable.name
        ]
        entry.fault(
            "questionnaire_from",
            "choices_from",
            got=question.choices_from,
            suggestion=closest(question.choices_from, sets),
            expected=", ".join(sets) or "—",
        )
        return
    for choice in question.choices:
        if source.choice(choice.code) is None and not choice.missing:
            entry.fault("questionnaire_from_code", "choices", got=choice.code, expected=source.name)


def _rules(variable: Variable) -> Iterator[tuple[str, str]]:
    yield "asked_if", variable.relevance
    if isinstance(variable, Derived):
        yield "rule", variable.rule
        yield "needs", variable.needs
        yield from (("cases", condition) for _, condition in variable.cases)


def _check_rules(entry: Entry, variable: Variable, known: dict[str, Variable], everything: dict[str, Variable]) -> None:
    for key, text in _rules(variable):
        if not text:
            continue
        try:
            rule = parse(text)
        except SurveyKitError as error:
            entry.fault(error.code, key, **error.values)
            continue
        _check_rule_names(entry, key, rule, known, everything)
        _check_rule_codes(entry, key, rule, known)


def _check_rule_names(entry: Entry, key: str, rule: Rule, known: dict[str, Variable], everything: dict[str, Variable]) -> None:
    for name in rule.names:
        if name in known:
            continue
        if name in everything:
            entry.fault("questionnaire_rule_later", key, got=name, rule=rule.text)
        else:
            entry.fault("questionnaire_rule_name", key, got=name, rule=rule.text, suggestion=closest(name, everything))


def _check_rule_codes(entry: Entry, key: str, rule: Rule, known: dict[str, Variable]) -> None:
    for name, code in codes_compared(rule):
        variable = known.get(name)
        if variable is None or not variable.choices:
            continue
        met = [choice for choice in variable.choices if _same(choice.code, code)]
        if not met:
            codes = ", ".join(choice.code for choice in variable.choices)
            entry.fault("questionnaire_rule_code", key, got=code, name=name, rule=rule.text, expected=codes)
        elif met[0].missing in ("refused", "not_applicable"):
            entry.fault("questionnaire_rule_outside", key, got=code, name=name, rule=rule.text)


def _same(one: str, other: str) -> bool:
    return one == other or (is_number(one) and is_number(other) and float(one) == float(other))
