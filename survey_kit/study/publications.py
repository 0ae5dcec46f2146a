"""The ledger of a study: a file beside the study file that holds what each of its releases told, and no answer of anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.disclosure.ledger import Entry, Ledger
from survey_kit.errors import SurveyKitError
from survey_kit.outputs.atomic import replacing

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Released
    from survey_kit.study.study import Study
    from survey_kit.survey.survey import Survey

NAME: Final = "publications.json"


def ledger_of(study: Study, survey: Survey) -> Ledger | None:
    """Ledger or None: what was released of the study before; None of an export that has no study file.

    Raises: SurveyKitError when the ledger can't be read, or when so few respondents came since a release that their answers would be its difference.
    """
    if study.folder is None:
        return None
    file = study.folder / NAME
    ledger = _read(file).at(survey.provenance.sha256, len(survey.responses))
    near = ledger.nearest()
    more = abs(ledger.respondents - near.respondents) if near is not None else 0
    if near is not None and 0 < more < study.threshold:
        raise SurveyKitError(
            "publication_near", where=str(file), got=ledger.respondents, expected=study.threshold, before=near.respondents, more=more
        )
    return ledger


def publish(study: Study, survey: Survey, released: Released) -> None:
    """None: adds tables that were written to a file to the ledger of their study; nothing of an export that has no study file."""
    record(study, ledger_of(study, survey), released)


def record(study: Study, ledger: Ledger | None, *released: Released) -> None:
    """None: adds what was released together to the ledger of its study."""
    if study.folder is None or ledger is None:
        return
    for each in released:
        ledger = ledger.after(each)
    with replacing(study.folder / NAME) as temporary:
        temporary.write_text(_written(ledger), encoding="utf-8")


def _written(ledger: Ledger) -> str:
    """str: the ledger as JSON, a line a count."""
    releases = []
    for entry in ledger.entries:
        counts = ",\n".join(json.dumps([name, told], ensure_ascii=False) for name, told in sorted(entry.counts.items()))
        head = f'{{"export": {json.dumps(entry.export)}, "respondents": {entry.respondents}, "counts": [\n'
        releases.append(f"{head}{counts}\n]}}")
    return f'{{"releases": [\n{",".join(releases)}\n]}}\n'


def _read(file: Path) -> Ledger:
    if not file.is_file():
        return Ledger()
    try:
        return Ledger(tuple(_entry(each) for each in json.loads(file.read_text(encoding="utf-8"))["releases"]))
    except (ValueError, KeyError, TypeError) as error:
        raise SurveyKitError("publications_unreadable", where=str(file), got=str(error)) from error


def _entry(raw: dict[str, Any]) -> Entry:
    counts = {tuple((str(name), str(code)) for name, code in answers): None if told is None else int(told) for answers, told in raw["counts"]}
    return Entry(str(raw["export"]), int(raw["respondents"]), counts)
