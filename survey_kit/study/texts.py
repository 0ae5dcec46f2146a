"""The file of texts beside a study: what the kit writes in its report, for a person to edit; edited texts are kept, with live figures, run after run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.errors import wording
from survey_kit.findings.live import filled, places, templated
from survey_kit.questionnaire.faults import Fault, QuestionnaireError, closest, in_order
from survey_kit.questionnaire.raw import Entry
from survey_kit.questionnaire.yaml_file import read_yaml
from survey_kit.report.slots import slots, with_texts
from survey_kit.study.typed import bound, one_line, stale, untied

if TYPE_CHECKING:
    from survey_kit.report.document import Report
    from survey_kit.report.slots import Slot
    from survey_kit.study.study import Study

NAMES: Final = {"fr": "textes.yaml", "en": "texts.yaml"}


@dataclass(frozen=True, slots=True)
class Keys:
    """What the parts of an entry are called in the file: the text to edit, what the kit proposes, its figures today, numbers typed by hand."""

    text: str
    kit: str
    figures: str
    typed: str


KEYS: Final = {"fr": Keys("texte", "kit", "chiffres", "saisis"), "en": Keys("text", "kit", "figures", "typed")}


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it stands in the file, and on which line its text stands; `typed` gives the figure that each number typed by hand was."""

    text: str
    kit: str
    figures: Mapping[str, str]
    typed: Mapping[str, str]
    line: str = ""

    @property
    def edited(self) -> bool:
        """bool: whether a person changed the text; an emptied one is the kit's again."""
        return bool(self.text) and self.text != self.kit


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the kit would write today: the text with its figures by name, and those figures as printed."""

    text: str
    figures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a study: the file, what stood there, what the kit proposes today, the numbers typed by hand, and what must be told of them."""

    file: Path
    lang: str
    written: Mapping[Slot, Written]
    proposals: Mapping[Slot, Proposal]
    typed: Mapping[Slot, Mapping[str, str]] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def texts_file(study: Study) -> Path | None:
    """Path or None: the file of texts of a study that has a study file."""
    return None if study.folder is None else study.folder / NAMES[study.lang]


def retouched(file: Path, lang: str, report: Report, live: Report) -> tuple[Report, Texts]:
    """tuple of Report and Texts: the report with the texts that a person edited; `live` is the same report with its figures marked.

    An edited text that names a figure which isn't there is told, and the kit's own stands in the report.

    Raises: SurveyKitError when the file is no YAML; QuestionnaireError with every fault of it, each with its line.
    """
    marked = slots(live)
    proposals = {slot: Proposal(*templated(marked[slot])) for slot in slots(report) if slot in marked}
    known = dict(live.live)
    for one in proposals.values():
        known |= one.figures
    written = _read(file, lang) if file.is_file() else {}
    shown: dict[Slot, str] = {}
    typed: dict[Slot, Mapping[str, str]] = {}
    told: list[str] = []
    for slot, entry in written.items():
        if not entry.edited:
            continue
        proposal = proposals.get(slot)
        if proposal is None:
            told.append(_told(file, entry, "texts_gone", lang, id=".".join(slot)))
            continue
        if entry.kit and proposal.text != entry.kit:
            told.append(_told(file, entry, "texts_moved", lang))
        missing = [name for name in places(entry.text) if name not in known]
        told += [_told(file, entry, "texts_unknown", lang, got=name, suggestion=_meant(name, known, lang)) for name in missing]
        if not missing:
            shown[slot] = filled(entry.text, known)
        typed[slot] = bound(entry.text, entry.kit, {**proposal.figures, **entry.figures}, entry.typed)
        told += [_told(file, entry, "texts_stale", lang, got=got, name=name, now=known.get(name, "–")) for got, name in stale(typed[slot], known)]
        told += [_told(file, entry, "texts_untied", lang, got=got) for got in untied(entry.text, entry.kit, proposal, typed[slot])]
    return with_texts(report, shown), Texts(file, lang, written, proposals, typed, tuple(told))


def _meant(name: str, known: Mapping[str, str], lang: str) -> str:
    near = closest(name, known)
    return wording("questionnaire_suggestion", lang, suggestion=f"{{{near}}}") if near else ""


def _told(file: Path, entry: Written, code: str, lang: str, **values: object) -> str:
    """str: what must be told of an entry, after its place."""
    return wording("texts_place", lang, file=file.name, where=entry.line) + wording(code, lang, **values)


def _read(file: Path, lang: str) -> dict[Slot, Written]:
    """dict of Written: every entry of the file, in its order."""
    raw, faults = read_yaml(file)
    found = dict(_entries(Entry(raw, faults), KEYS[lang]))
    if faults:
        raise QuestionnaireError(file.name, in_order(faults), "texts_faults")
    return found


def _entries(top: Entry, keys: Keys) -> Iterator[tuple[Slot, Written]]:
    if isinstance(top.raw.content, str | tuple) and top.raw.content:
        top.fault("questionnaire_not_mapping")
    for section in top.content:
        below = top.below(section)
        for name in below.content if below is not None else ():
            entry = below.below(name) if below is not None else None
            if entry is not None:
                entry.check_keys((keys.text, keys.kit, keys.figures, keys.typed))
                yield (section, name), _written(entry, keys)


def _written(entry: Entry, keys: Keys) -> Written:
    figures, typed = (_mapping(entry, key) for key in (keys.figures, keys.typed))
    text, kit = (one_line(entry.text(key)) for key in (keys.text, keys.kit))
    _check_braces(entry, keys.text, text)
    return Written(text, kit, figures, typed, entry.place(keys.text))


def _mapping(entry: Entry, key: str) -> dict[str, str]:
    below = entry.below(key)
    return {} if below is None else {name: below.text(name) for name in below.content}


def _check_braces(entry: Entry, key: str, text: str) -> None:
    """None: writes down a brace that opens or closes no name."""
    alone = text.replace("{{", "").replace("}}", "")
    for name in places(text):
        alone = alone.replace(f"{{{name}}}", "")
    if "{" in alone or "}" in alone:
        entry.faults.append(Fault("texts_brace", entry.place(key), {"got": text[:60]}))
