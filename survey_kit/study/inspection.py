"""What an export holds, before any report: platform, questionnaire, columns, bases, and all that was kept, changed or refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from survey_kit.errors import wording
from survey_kit.tabulation.plan import everything

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.questionnaire.model import Derived, Question
    from survey_kit.survey.survey import Survey

SECRET_BASE = 5


def inspection(survey: Survey, lang: str = "fr") -> dict[str, Any]:
    """dict: the object that `survey-kit inspect --json` prints. A base of 1 to 4 is null: it would point at people."""
    provenance, questionnaire = survey.provenance, survey.questionnaire
    return {
        "file": provenance.file,
        "platform": survey.platform,
        "confidence": provenance.confidence,
        "evidence": list(provenance.evidence),
        "questionnaire": None if questionnaire.drafted else questionnaire.name,
        "received": provenance.received,
        "respondents": len(survey.responses),
        "left_out": dict(provenance.left_out),
        "personal": dict(provenance.personal),
        "synthetic": provenance.synthetic,
        "columns": provenance.columns,
        "matched": [
            {"column": m.column, "variable": m.variable, "confidence": round(m.confidence, 2)} for m in provenance.matches if m.used
        ],
        "proposed": [
            {"column": m.column, "variable": m.variable, "confidence": round(m.confidence, 2)} for m in provenance.matches if not m.used
        ],
        "unmatched": list(provenance.unmatched),
        "variables": [_variable(variable, survey.responses, lang) for variable in _variables(survey)],
        "notes": [{"code": n.code, "row": n.row, "column": n.column, "message": n.text(lang)} for n in survey.notes],
    }


def lines(survey: Survey, lang: str = "fr") -> list[str]:
    """List of str: the inspection as a person reads it."""
    found = inspection(survey, lang)
    return [
        wording("inspect_head", lang, **found),
        wording("inspect_questionnaire_drafted" if found["questionnaire"] is None else "inspect_questionnaire", lang, **found),
        wording("inspect_rows", lang, **found),
        *kept_and_refused(survey, lang),
        "",
        wording("inspect_variables", lang, count=len(found["variables"])),
        *(f"  {v['name']:<32} {v['type']:<10} n = {'s' if v['base'] is None else v['base']:<6} {v['label']}" for v in found["variables"]),
        *_listed("inspect_unmatched", found["unmatched"], lang),
        *_listed("inspect_proposed", [f"{m['column']} → {m['variable']} ({m['confidence']})" for m in found["proposed"]], lang),
        "",
        wording("inspect_notes", lang, count=len(survey.notes)),
        *(f"  {note.text(lang)}" for note in survey.notes),
    ]


def kept_and_refused(survey: Survey, lang: str) -> list[str]:
    """List of str: how many rows were left out and why, and how many columns of personal data were dropped."""
    out = [wording("inspect_left_out", lang, count=count, reason=reason(code, lang)) for code, count in survey.provenance.left_out.items()]
    personal = sum(survey.provenance.personal.values())
    changed = Counter(note.code for note in survey.notes if note.row)
    rows = [wording("inspect_row_notes", lang, count=changed.total())] if changed else []
    return [*out, *([wording("inspect_personal", lang, count=personal)] if personal else []), *rows]


def reason(code: str, lang: str) -> str:
    """str: the reason of a code, in a few words."""
    return wording(f"reason_{code}", lang)


def _variables(survey: Survey) -> list[Question | Derived]:
    wanted = set(everything(survey.questionnaire))
    return [variable for variable in survey.questionnaire.variables if variable.name in wanted]


def _variable(variable: Question | Derived, responses: pd.DataFrame, lang: str) -> dict[str, Any]:
    columns = [name for name in getattr(variable, "answer_columns", (variable.name,)) if name in responses]
    base = int(responses[columns].notna().any(axis=1).sum())
    label = variable.short.get(lang) or variable.wordings.get(lang) or variable.wordings.get("fr") or variable.name
    return {"name": variable.name, "type": variable.type, "label": label, "base": None if 0 < base < SECRET_BASE else base}


def _listed(code: str, entries: list[str], lang: str) -> list[str]:
    return ["", wording(code, lang, count=len(entries)), *(f"  {entry}" for entry in entries)] if entries else []
