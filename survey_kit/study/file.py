"""The study file: what is known of a study beside its export, written once for every run."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final, get_args

from survey_kit.errors import LANGUAGES, SurveyKitError
from survey_kit.questionnaire.faults import Fault, QuestionnaireError, in_order
from survey_kit.questionnaire.raw import Entry
from survey_kit.questionnaire.yaml_file import read_yaml
from survey_kit.report.document import TEMPLATES
from survey_kit.study.inquiries import KEY, faults_of, read_inquiries
from survey_kit.study.study import Sampling, Study, load

NAME: Final = "study.yaml"
FILES: Final = ("export", "targets")
TOLD: Final = ("title", "territory", "owner", "contact", "spread")
NO_PROFILES: Final = ("none", "aucun", "non", "no")
KEYS: Final = (*FILES, "questionnaire", "platform", "weights", "sampling", "lang", "threshold", "profiles", "profile_names", "template", KEY, *TOLD)
LEAST: Final = 3


def read_study(path: str | Path) -> Study:
    """Study: of a study file, or of the folder that holds one. Files that it names are found from its own folder.

    Raises: SurveyKitError when there is no such file or it is no YAML; QuestionnaireError with every fault of the file, each with its line.
    """
    file = Path(path) / NAME if Path(path).is_dir() else Path(path)
    if not file.is_file():
        raise SurveyKitError("study_missing", where=str(file), got=str(path), expected=NAME)
    raw, faults = read_yaml(file)
    study = _study(Entry(raw, faults), file.parent)
    if faults:
        # What the questionnaire would find wrong is told together with the rest, where the export can be read at all.
        with suppress(SurveyKitError):
            faults += faults_of(load(study), study.questions) if study.questions else []
        raise QuestionnaireError(file.name, in_order(faults), "study_faults")
    return study


def _study(entry: Entry, folder: Path) -> Study:
    entry.check_keys(KEYS)
    files = {name: _file(entry, name, folder) for name in FILES}
    if not entry.required("export"):
        files["export"] = folder
    return Study(
        export=files["export"] or folder,
        questionnaire=_questionnaire(entry, folder),
        targets=files["targets"],
        weights=entry.text("weights") or None,
        sampling=entry.one_of("sampling", get_args(Sampling), "volunteer"),  # type: ignore[arg-type]
        lang=entry.one_of("lang", LANGUAGES, "fr"),  # type: ignore[arg-type]
        platform=entry.text("platform") or None,
        threshold=_threshold(entry),
        told={name: text for name in TOLD if (text := entry.text(name))},
        folder=folder,
        profiles=_profiles(entry),
        profile_names=_listed(entry, "profile_names", ";"),
        template=entry.one_of("template", TEMPLATES, "livrable"),  # type: ignore[arg-type]
        questions=read_inquiries(entry),
    )


def _profiles(entry: Entry) -> tuple[str, ...] | None:
    """Tuple of str or None: the variables that profiles are sought in; none of them where the study says so, the questionnaire's where it says nothing."""
    listed = _listed(entry, "profiles", ",")
    return () if listed and listed[0].lower() in NO_PROFILES else listed or None


def _listed(entry: Entry, name: str, sign: str) -> tuple[str, ...]:
    """tuple of str: what a key lists, parted by a sign; an empty place stays one."""
    text = entry.text(name)
    return tuple(part.strip() for part in text.split(sign)) if text else ()


def _file(entry: Entry, name: str, folder: Path) -> Path | None:
    """Path or None: the file that a key names; a fault when it isn't there."""
    text = entry.text(name)
    if text and not (folder / text).is_file():
        entry.faults.append(Fault("study_file", entry.place(name), {"key": name, "got": text, "folder": str(folder)}))
    return folder / text if text else None


def _questionnaire(entry: Entry, folder: Path) -> str | Path | None:
    """str, Path or None: a file beside the study, or the name of one that ships."""
    text = entry.text("questionnaire")
    return folder / text if text and (folder / text).is_file() else text or None


def _threshold(entry: Entry) -> int:
    number = entry.number("threshold")
    if number is not None and (number < LEAST or number != int(number)):
        entry.faults.append(Fault("study_threshold", entry.place("threshold"), {"got": f"{number:g}", "expected": LEAST}))
    return int(number or 5)
