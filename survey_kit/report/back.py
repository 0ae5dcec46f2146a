"""The last pages: the note on method, every question in annex, and the colophon."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from survey_kit import resources
from survey_kit.errors import catalogue
from survey_kit.findings.view import telling
from survey_kit.questionnaire.model import Question
from survey_kit.questionnaire.model import label as in_language
from survey_kit.report.context import variables
from survey_kit.report.document import Facts, Paragraph, Row, Section, Table
from survey_kit.report.front import reason, scope
from survey_kit.report.origins import origin_map
from survey_kit.report.tables import annex_table, compact, indicators, measures
from survey_kit.wording import day, number

if TYPE_CHECKING:
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context
    from survey_kit.report.document import Block

# What the numbers and the drawing depend on: the same versions give the same bytes.
STANDS_ON: Final = ("survey-kit-accueil", "pandas", "numpy", "scipy", "weasyprint", "babel")


def method(context: Context) -> Section:
    """Section: how far the results reach, how they were computed and protected, and the words used."""
    weighting = {name: context.settings.get(name, "") for name in ("targets", "weighting")}
    treatment = tuple(context.text(key, many=False, **weighting) for key in _treatment(context))
    about = in_language(context.questionnaire.notes, context.lang)
    blocks: list[Block] = [] if context.few else [scope(context)]
    blocks += [_rows_table(context), Facts(context.text("caption_treatment"), tuple(_labelled(treatment)))]
    blocks += [Paragraph(about)] if about else []
    blocks += [
        Paragraph(context.text("protection", threshold=context.released.threshold)),
        Facts(context.text("caption_words"), _lexicon(context)),
    ]
    return Section(
        "method",
        "A",
        context.text("theme_method"),
        context.text(f"title_method_{context.view.sampling}"),
        context.text("lead_method"),
        tuple(blocks),
        annex=True,
    )


def _treatment(context: Context) -> Iterator[str]:
    yield "treat_base"
    yield f"treat_interval_{context.view.sampling}"
    yield "treat_targets" if "targets" in context.settings else "treat_weights" if context.view.weighted else "treat_unweighted"
    yield "treat_rounding"
    if any(telling(distribution) for distribution in context.released.distributions):
        yield "treat_small"
    if context.questionnaire.derived:
        yield "treat_derived"


def _labelled(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Iterator of tuple: a line "Name | text" of the texts as name and text."""
    for line in lines:
        name, _, told = line.partition(" | ")
        yield name, told


def _lexicon(context: Context) -> tuple[tuple[str, str], ...]:
    return tuple(_labelled(tuple(context.text(f"word_{word}") for word in ("base", "effective_base", "point", "weighting", "workspace"))))


def _rows_table(context: Context) -> Table:
    """Table: from the responses received to those used."""
    provenance = context.provenance
    rows = [Row(context.text("row_received"), (number(provenance.received, context.lang),))]
    rows += [
        Row(reason(code, context.lang).capitalize(), (f"−{number(count, context.lang)}",))
        for code, count in provenance.left_out.items()
        if count
    ]
    rows.append(Row(context.text("row_used"), (number(context.view.respondents, context.lang),), "total"))
    return Table("table-rows", context.text("caption_rows"), "", (context.text("head_step"), context.text("head_responses")), tuple(rows))


def annex_order(context: Context) -> tuple[Variable, ...]:
    """Tuple of variables: those with a table of their own: every question once, in the order asked, then computed classes."""
    return tuple(
        v
        for v in variables(context.questionnaire)
        if isinstance(v, Question) or (not compact(v) and context.released.distribution(v.name) is not None)
    )


def annex_numbers(context: Context) -> dict[str, str]:
    """Dict of str: variable to the number of its table in the annex."""
    order = annex_order(context)
    found = {variable.name: f"B{place}" for place, variable in enumerate(order, start=1)}
    left = [variable for variable in variables(context.questionnaire) if compact(variable)]
    kinds = [kind for kind in ("indicators", "measures") if any(compact(variable) == kind for variable in left)]
    return found | {variable.name: f"B{len(order) + 1 + kinds.index(compact(variable))}" for variable in left}


def annex(context: Context) -> Section:
    """Section: the table of every question, with its base; computed variables after them."""
    tables = [annex_table(context, variable) for variable in annex_order(context)]
    for kind, table in (("indicators", indicators), ("measures", measures)):
        computed = [variable for variable in variables(context.questionnaire) if compact(variable) == kind]
        made = table(context, computed) if computed else None
        tables += [made] if made is not None else []
    lead = context.text("lead_annex_weighted" if context.view.weighted else "lead_annex")
    return Section("annex", "B", context.text("theme_annex"), context.text("title_annex"), lead, tuple(tables), annex=True)


def colophon(context: Context, number: str = "C") -> Section:
    """Section: what a rebuild needs, counts of what was noted at reading, accessibility, credits."""
    facts = Facts(context.text("caption_colophon"), tuple(_colophon_facts(context)))
    noted = [_notes_table(context)] if context.note_counts else []
    credit = Facts(context.text("caption_credits"), tuple(_labelled(tuple(_credits(context)))))
    return Section(
        "colophon",
        number,
        context.text("theme_colophon"),
        context.text("title_colophon"),
        context.text("lead_colophon"),
        (facts, *noted, credit),
        annex=True,
    )


def _colophon_facts(context: Context) -> Iterator[tuple[str, str]]:
    provenance, questionnaire = context.provenance, context.questionnaire
    asked = len([question for question in variables(questionnaire) if isinstance(question, Question)])
    values: dict[str, Any] = {"rows": number(provenance.received, context.lang), "columns": number(provenance.columns, context.lang)}
    yield context.text("fact_file"), context.text("colophon_file", file=provenance.file, platform=provenance.platform, **values)
    yield context.text("fact_hash"), " ".join(provenance.sha256[place : place + 8] for place in range(0, len(provenance.sha256), 8))
    drafted = context.text("colophon_drafted") if questionnaire.drafted else ""
    yield context.text("fact_questionnaire"), context.text("colophon_questionnaire", name=questionnaire.name, count=asked) + drafted
    yield context.text("fact_software"), " · ".join(f"{name} {version}" for name, version in versions().items())
    yield context.text("fact_exclusions"), _exclusions(context)
    yield context.text("fact_threshold"), context.text("colophon_threshold", threshold=context.released.threshold)


def _exclusions(context: Context) -> str:
    told = [f"{code} {number(count, context.lang)}" for code, count in context.provenance.left_out.items() if count]
    return ", ".join(told) or context.text("none")


def _notes_table(context: Context) -> Table:
    rows = tuple(Row(_note_name(context, code), (code, number(count, context.lang))) for code, count in sorted(context.note_counts.items()))
    heads = (context.text("head_note"), context.text("head_code"), context.text("head_number"))
    return Table("table-notes", context.text("caption_notes"), context.text("subtitle_notes"), heads, rows)


def _note_name(context: Context, code: str) -> str:
    """str: what a note of that code says, with an ellipsis for each row, heading or value: those stay in the office."""
    entry = catalogue().get(code)
    return code if entry is None else entry[context.lang].format_map(_Unsaid())


class _Anything(str):
    """An ellipsis in whatever form a wording asks for."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return "…"


class _Unsaid(dict[str, str]):
    """Any value of a note, kept back."""

    def __missing__(self, key: str) -> str:
        return _Anything()


def _credits(context: Context) -> Iterator[str]:
    yield context.text("credit_access")
    yield context.text("credit_fonts")
    if any(variable.type == "place" for variable in context.questionnaire.questions):
        yield context.text("credit_places", **_places(context.lang))
    if origin_map(context) is not None:
        yield context.text("credit_map")
    yield context.text("credit_kit")
    if context.provenance.synthetic:
        yield context.text("credit_synthetic")


def _places(lang: str) -> dict[str, Any]:
    """Dict of str: version and day of the file of communes that ships."""
    from survey_kit.survey.gazetteer import gazetteer

    found = re.search(r"decoupage-administratif ([\d.]+) \((\d{4}-\d\d-\d\d)\)", " ".join(gazetteer().source))
    return {"version": found[1], "day": day(date.fromisoformat(found[2]), lang)} if found else {"version": "", "day": ""}


def versions() -> dict[str, str]:
    """Dict of str: the software that the report depends on, and its versions."""
    return {("survey_kit" if name == "survey-kit-accueil" else name): resources.version(name) for name in STANDS_ON} | {
        "Python": platform.python_version()
    }


def manifest(context: Context) -> dict[str, Any]:
    """Dict: what a rebuild needs, of plain values: file, questionnaire, how it was read, counts by code, versions; never a row."""
    provenance = context.provenance
    return {
        "file": provenance.file,
        "sha256": provenance.sha256,
        "platform": provenance.platform,
        "questionnaire": context.questionnaire.name,
        "drafted": context.questionnaire.drafted,
        "received": provenance.received,
        "respondents": context.view.respondents,
        "left_out": dict(provenance.left_out),
        "personal": dict(provenance.personal),
        "notes": dict(sorted(context.note_counts.items())),
        "sampling": context.view.sampling,
        "weighted": context.view.weighted,
        "threshold": context.released.threshold,
        "lang": context.lang,
        "synthetic": provenance.synthetic,
        "versions": versions(),
    }
