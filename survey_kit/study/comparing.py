"""What inquiries ask of the tables: variables that stand in for answers put together, or for categories held against all others, and crossed tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.errors import wording
from survey_kit.findings.inquiries import GIVEN, REST, parted
from survey_kit.questionnaire.model import Choice, Derived, Question
from survey_kit.tabulation.plan import kind

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.findings.inquiries import Inquiry
    from survey_kit.survey.survey import Survey
    from survey_kit.tabulation.nets import Nets
    from survey_kit.tabulation.table import Table

    Variable = Question | Derived

LANGUAGES: Final = ("fr", "en")
# Variables to which a respondent gives one answer, of which some can be put together.
CODED: Final = ("category", "scale")


def standing_in(survey: Survey, inquiries: Sequence[Inquiry]) -> tuple[Survey, tuple[Inquiry, ...]]:
    """tuple of Survey and of Inquiry: the survey has a variable more for answers that are put together or compared, and for categories held against all
    others; inquiries say which.

    They are variables of the codebook like any other that is derived, so that the gate knows which counts they add up. A table of two answers keeps
    back far less than one of all answers would, and tells all that was asked.
    """
    found: list[Inquiry] = []
    for inquiry in inquiries:
        made: dict[str, str] = {}
        for name, codes in inquiry.answers.items():
            source = survey.questionnaire.variable(name)
            if source is not None and kind(source) in CODED and source.type != "yes_no" and (inquiry.by or len(codes) > 1):
                survey, made[name] = _with(survey, source, _answers(source, codes))
        banner = survey.questionnaire.variable(inquiry.by) if inquiry.compared else None
        if banner is not None:
            survey, made[inquiry.by] = _with(survey, banner, _parted(banner, inquiry))
        found.append(replace(inquiry, made=made))
    return survey, tuple(found)


def asked(inquiries: Sequence[Inquiry]) -> frozenset[str]:
    """frozenset of str: the variables whose tables answer inquiries."""
    read = {inquiry.read(name)[0] for inquiry in inquiries for name in inquiry.variables}
    return frozenset(read | {inquiry.banner for inquiry in inquiries if inquiry.banner})


def _answers(source: Variable, codes: Sequence[str]) -> Derived:
    """Derived: whether a respondent gave any of these answers; who doesn't know gave another."""
    names = {lang: _joined(source, codes, lang) for lang in LANGUAGES}
    others = tuple(choice.code for choice in source.choices if choice.code not in codes)
    return _made(source, codes, others, names, "other_answer")


def _parted(source: Variable, inquiry: Inquiry) -> Derived:
    """Derived: whether a respondent stands in the categories held against all others; who doesn't know stands on neither side."""
    others = tuple(choice.code for choice in source.choices if choice.code not in inquiry.compared and not choice.missing)
    names = {lang: inquiry.called or _joined(source, inquiry.compared, lang) for lang in LANGUAGES}
    return _made(source, inquiry.compared, others, names, "other_respondents")


def _made(source: Variable, codes: Sequence[str], others: Sequence[str], names: dict[str, str], rest: str) -> Derived:
    asked_of_some = {lang: wording("question_universe", lang) for lang in LANGUAGES} if getattr(source, "relevance", "") else {}
    return Derived(
        name="".join(sign if sign.isalnum() else "_" for sign in f"{source.name}_{'_'.join(codes)}").replace("__", "_"),
        type="single",
        wordings={lang: wording("question_parted", lang, question=source.title(lang).rstrip(" ?:."), name=names[lang]) for lang in LANGUAGES},
        cases=tuple((code, f"{source.name} in {', '.join(map(_quoted, listed))}") for code, listed in ((GIVEN, codes), (REST, others))),
        choices=(Choice(GIVEN, names), Choice(REST, {lang: wording(f"question_{rest}", lang) for lang in LANGUAGES})),
        universe=source.universe or asked_of_some,
        sensitive=source.sensitive,
        identifying=source.identifying,
    )


def _joined(source: Variable, codes: Sequence[str], lang: str) -> str:
    titles = [choice.title(lang) or choice.code for choice in source.choices if choice.code in codes]
    return titles[0] if len(titles) == 1 else wording("question_either", lang, labels=", ".join(titles[:-1]), last=titles[-1])


def _quoted(code: str) -> str:
    return f'"{code}"' if "'" in code else f"'{code}'"


def _with(survey: Survey, source: Variable, made: Derived) -> tuple[Survey, str]:
    """tuple of Survey and the name of the variable in it: its answers are missing where those of its source are. One that is there already stays."""
    import pandas as pd

    from survey_kit.questionnaire import rules

    known = survey.questionnaire
    same = next((one for one in known.derived if (one.cases, one.choices) == (made.cases, made.choices)), None)
    if same is not None:
        return survey, same.name
    made = replace(made, name=_free(made.name, [each.name for each in known.variables]))
    known = replace(known, derived=(*known.derived, made))
    if source.name not in survey.responses:
        return replace(survey, questionnaire=known), made.name
    values = rules.derive(made, survey.responses[[source.name]], known)
    column = pd.Series(pd.Categorical(values, categories=[GIVEN, REST]), index=survey.responses.index)
    why = survey.missing[source.name]
    kinds = why.where(column.isna(), "").where(column.notna() | (why != ""), "not_applicable")
    responses, missing = survey.responses.assign(**{made.name: column}), survey.missing.assign(**{made.name: kinds})
    return replace(survey, questionnaire=known, responses=responses, missing=missing), made.name


def _free(name: str, taken: Sequence[str]) -> str:
    place, found = 2, name
    while found in taken:
        place, found = place + 1, f"{name}_{place}"
    return found


def nets(survey: Survey, inquiries: Sequence[Inquiry], lang: str) -> Nets:
    """Nets: the answers to items of a matrix that inquiries put together."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for inquiry in inquiries:
        for name, codes in inquiry.answers.items():
            variable = survey.questionnaire.variable(parted(name)[0])
            held = tuple(code for code in codes if _is_held(survey, name, code))
            if variable is not None and kind(variable) == "matrix" and len(held) > 1:
                found.setdefault(variable.name, {})[" + ".join(choice.title(lang) or choice.code for choice in variable.choices if choice.code in held)] = held
    return found


def _is_held(survey: Survey, name: str, code: str) -> bool:
    return name in survey.responses and code in getattr(survey.responses[name].dtype, "categories", ())


def crossings(design: Design, survey: Survey, inquiries: Sequence[Inquiry], lang: str) -> Iterator[Table]:
    """Iterator of Table: each variable that inquiries compare, by what parts respondents, without the totals, which the tables of all variables hold."""
    from survey_kit.tabulation.crosstab import tabulate
    from survey_kit.tabulation.table import TOTAL

    together = nets(survey, inquiries, lang)
    wanted = dict.fromkeys((inquiry.read(name)[0], inquiry.banner) for inquiry in inquiries if inquiry.by for name in inquiry.variables)
    for name, banner in wanted:
        if banner in survey.responses and _columns(survey, name):
            made = tabulate(design, rows=[name], columns=[banner], nets=together, letters=False)
            yield replace(made, strips=tuple(strip for strip in made.strips if strip.column != TOTAL))


def _columns(survey: Survey, name: str) -> set[str]:
    variable = survey.questionnaire.variable(name)
    return {name, *getattr(variable, "answer_columns", ())} & {str(each) for each in survey.responses}
