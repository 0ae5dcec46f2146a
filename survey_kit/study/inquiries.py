"""The questions of those who ordered the survey: read from the study file, then held against its questionnaire, every fault with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.findings.inquiries import Inquiry, parted
from survey_kit.questionnaire.faults import Fault, QuestionnaireError, closest, in_order
from survey_kit.study.naming import variable as named
from survey_kit.tabulation.plan import kind

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Derived, Question
    from survey_kit.questionnaire.raw import Entry
    from survey_kit.survey.survey import Survey

    Variable = Question | Derived

KEY: Final = "questions"
KEYS: Final = ("ask", "variable", "answers", "by", "compare")
# What parts respondents into categories, and what of it has categories that can be named.
PARTING: Final = ("category", "scale", "number")
CODED: Final = ("category", "scale")
# What can be told without naming an answer when categories are compared.
ALONE: Final = ("yes_no", "integer", "decimal")
FAULTY: Final = "study_faults"


def read_inquiries(entry: Entry) -> tuple[Inquiry, ...]:
    """tuple of Inquiry: those of the study file, as far as they can be read; each fault is written down with its line."""
    return tuple(_inquiry(each) for each in entry.entries(KEY))


def _inquiry(entry: Entry) -> Inquiry:
    entry.check_keys(KEYS)
    ask, variables = entry.required("ask"), entry.texts("variable")
    if "variable" not in entry.content or (not variables and entry.content["variable"].content == ""):
        entry.fault("questionnaire_required", "variable", key="variable")
    called, compared = _called(entry)
    if compared and not entry.text("by"):
        entry.fault("study_question_compare", "compare")
    return Inquiry(ask, variables, _answers(entry, variables), entry.text("by"), compared, called, places=_places(entry))


def _answers(entry: Entry, variables: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """dict: variable to its answers; a list is for the one variable that there is."""
    value = entry.content.get("answers")
    if value is None or value.content == "":
        return {}
    if isinstance(value.content, str | tuple):
        listed = entry.texts("answers")
        if len(variables) > 1 and listed:
            entry.fault("study_question_several", "answers", got=", ".join(variables))
        return {variables[0]: listed} if variables and listed else {}
    below = replace(entry, raw=value)
    below.check_keys(tuple(variables))
    return {name: below.texts(name) for name in variables if name in below.content}


def _called(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """tuple of the name and the categories that are held against all others: "compare: {Families: [3, 4]}", or a list without a name."""
    value = entry.content.get("compare")
    if value is None or isinstance(value.content, str | tuple):
        return "", entry.texts("compare")
    if len(value.content) != 1:
        entry.fault("study_question_one", "compare", got=", ".join(value.content))
        return "", ()
    name = next(iter(value.content))
    return name, replace(entry, raw=value).texts(name)


def _places(entry: Entry) -> dict[str, str]:
    """dict: where each part stands, and each answer and category that is listed."""
    found = {key: entry.place(key) for key in KEYS}
    for key in ("answers", "compare"):
        value = entry.content.get(key)
        lists = [] if value is None else [value] if isinstance(value.content, str | tuple) else list(value.content.values())
        for one in lists:
            found |= {f"{key} {each.content}": each.where for each in (one.content if isinstance(one.content, tuple) else ())}
    return found


def resolved(survey: Survey, inquiries: Sequence[Inquiry]) -> tuple[Inquiry, ...]:
    """tuple of Inquiry: with the names and the codes of the survey's own questionnaire.

    Raises: QuestionnaireError with every fault, each with its line.
    """
    faults: list[Fault] = []
    found = tuple(_Reading(survey, inquiry, faults).resolved() for inquiry in inquiries)
    if faults:
        raise QuestionnaireError(survey.provenance.file, in_order(faults), FAULTY)
    return found


def faults_of(survey: Survey, inquiries: Sequence[Inquiry]) -> list[Fault]:
    """list of Fault: what the questionnaire of the survey finds wrong in inquiries."""
    faults: list[Fault] = []
    for inquiry in inquiries:
        _Reading(survey, inquiry, faults).resolved()
    return faults


@dataclass(frozen=True, slots=True)
class _Reading:
    """An inquiry held against a questionnaire."""

    survey: Survey
    inquiry: Inquiry
    faults: list[Fault]

    def resolved(self) -> Inquiry:
        """Inquiry: with names and codes of the questionnaire, as far as they are known."""
        asked = self.inquiry
        variables = {name: found for name in asked.variables if (found := self._variable(name, "variable"))}
        by = self._variable(asked.by, "by") if asked.by else ""
        answers = {variables[name]: self._codes(variables[name], codes) for name, codes in asked.answers.items() if name in variables}
        compared = self._categories(by, asked.compared) if by else ()
        for name in variables.values():
            self._check(name, answers.get(name, ()), by)
        return replace(asked, variables=tuple(variables.values()), answers=answers, by=by, compared=compared)

    def fault(self, code: str, part: str, **values: object) -> None:
        """None: writes down a fault at a part of the inquiry."""
        self.faults.append(Fault(code, self.inquiry.place(part), values))

    def _variable(self, name: str, part: str) -> str:
        """str: the name of a variable, of an item of a matrix with it; empty after a fault."""
        base, item = parted(name)
        known = self.survey.questionnaire.variable(base)
        if item and known is not None:
            items = [each.code for each in getattr(known, "items", ())]
            if item in items:
                return f"{known.name}__{item}"
            self.fault("study_question_variable", part, got=name, suggestion=closest(name, [f"{base}__{each}" for each in items]))
            return ""
        try:
            return named(self.survey, name)
        except SurveyKitError as error:
            self.fault("study_question_variable", part, got=name, suggestion=str(error.expected).split(", ")[0])
            return ""

    def _known(self, name: str) -> Variable:
        found = self.survey.questionnaire.variable(parted(name)[0])
        if found is None:
            raise KeyError(name)
        return found

    def _codes(self, name: str, asked: Sequence[str]) -> tuple[str, ...]:
        variable = self._known(name)
        if not variable.choices:
            self.fault("study_question_no_answers", "answers", got=name)
            return ()
        return self._named(variable, asked, "answers")

    def _named(self, variable: Variable, asked: Sequence[str], part: str) -> tuple[str, ...]:
        """tuple of str: the codes of answers given by code or by label, each once."""
        labels = known_answers(variable)
        found: dict[str, None] = {}
        for each in asked:
            if (code := labels.get(each.casefold())) is not None:
                found[code] = None
                continue
            near, expected = closest(each, labels), ", ".join(f"{choice.code} ({choice.title('fr')})" for choice in variable.choices[:12])
            self.fault("study_question_answer", f"{part} {each}", got=each, variable=variable.name, suggestion=near, expected=expected)
        return tuple(choice.code for choice in variable.choices if choice.code in found)

    def _categories(self, by: str, asked: Sequence[str]) -> tuple[str, ...]:
        variable = self._known(by)
        if kind(variable) not in PARTING or parted(by)[1]:
            self.fault("study_question_by", "by", got=by)
            return ()
        if not asked:
            return ()
        if kind(variable) not in CODED:
            self.fault("study_question_no_answers", "compare", got=by)
            return ()
        found = self._named(variable, asked, "compare")
        if not others(variable, found):
            self.fault("study_question_all", "compare", got=by)
        return found

    def _check(self, name: str, codes: Sequence[str], by: str) -> None:
        """None: writes down what can't be counted or compared."""
        variable = self._known(name)
        if kind(variable) in {"text", "ranking"}:
            self.fault("study_question_open", "variable", got=name)
        elif by and (variable.name == by or (kind(variable) == "matrix" and not parted(name)[1])):
            self.fault("study_question_itself", "by", got=name, by=by)
        elif by and not codes and variable.type not in ALONE and not self.inquiry.answers:
            self.fault("study_question_which", "by", got=name)
        elif by and len(codes) > 1 and kind(variable) == "set":
            self.fault("study_question_one_option", "answers", got=name)


def known_answers(variable: Variable) -> dict[str, str]:
    """dict: what an answer may be called, in small letters, to its code: the code itself goes before any label."""
    found: dict[str, str] = {}
    for choice in variable.choices:
        for text in (*choice.labels.values(), *choice.short.values(), *choice.aliases):
            found.setdefault(text.casefold(), choice.code)
    return found | {choice.code.casefold(): choice.code for choice in variable.choices}


def others(variable: Variable, compared: Sequence[str]) -> tuple[str, ...]:
    """tuple of str: the categories that those compared are held against; who doesn't know stands on neither side."""
    return tuple(choice.code for choice in variable.choices if choice.code not in compared and not choice.missing)
