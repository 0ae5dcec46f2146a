"""The synthetic example as a file, in the shape of a platform."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from survey_kit.errors import SurveyKitError
from survey_kit.example.defects import Line, export_lines
from survey_kit.example.google_forms import google_forms_csv
from survey_kit.example.limesurvey import limesurvey_csv, limesurvey_xlsx
from survey_kit.example.microsoft_forms import microsoft_forms_xlsx
from survey_kit.example.respondents import RESPONDENTS, SEED, synthetic_respondents
from survey_kit.example.table import table_csv, table_xlsx
from survey_kit.questionnaire.model import Questionnaire
from survey_kit.questionnaire.read import read_questionnaire

Writer = Callable[[Questionnaire, tuple[Line, ...]], bytes]
# the first ending of a platform is its usual one
SHAPES: Final[Mapping[str, Mapping[str, Writer]]] = MappingProxyType({
    "limesurvey": {".csv": limesurvey_csv, ".xlsx": limesurvey_xlsx},
    "google_forms": {".csv": google_forms_csv},
    "microsoft_forms": {".xlsx": microsoft_forms_xlsx},
    "table": {".xlsx": table_xlsx, ".csv": table_csv},
})  # fmt: skip
PLATFORMS: Final = tuple(SHAPES)


def usual_ending(platform: str) -> str:
    """str: the ending of the file that a platform exports.

    Raises: SurveyKitError `example_platform`.
    """
    return next(iter(_writers(platform)))


def default_name(questionnaire: str | Path = "haut-rouergue", platform: str = "limesurvey") -> str:
    """str: the name of the example's file when the user gives none.

    >>> default_name("haut-rouergue", "microsoft_forms")
    'exemple-haut-rouergue-microsoft_forms.xlsx'
    """
    return f"exemple-{Path(questionnaire).stem}-{platform}{usual_ending(platform)}"


def write_example(
    path: str | Path,
    questionnaire: str | Path | Questionnaire = "haut-rouergue",
    platform: str = "limesurvey",
    respondents: int = RESPONDENTS,
    seed: int = SEED,
) -> None:
    """None: writes the synthetic export; the same arguments give the same bytes.

    Raises: SurveyKitError `example_platform`, `example_ending`, `example_respondents`, `example_folder`, and those of `read_questionnaire`.
    """
    target = Path(path)
    content = example_bytes(questionnaire, platform, target.suffix.lower(), respondents, seed)
    _write_whole(target, content)


def example_bytes(
    questionnaire: str | Path | Questionnaire = "haut-rouergue",
    platform: str = "limesurvey",
    ending: str = "",
    respondents: int = RESPONDENTS,
    seed: int = SEED,
) -> bytes:
    """bytes: the synthetic export in a platform's shape, in its usual format when no ending is said.

    Raises: SurveyKitError `example_platform`, `example_ending`, `example_respondents`.
    """
    writers = _writers(platform)
    if (ending or usual_ending(platform)) not in writers:
        raise SurveyKitError("example_ending", got=ending, expected=", ".join(writers), platform=platform)
    if respondents < 1:
        raise SurveyKitError("example_respondents", got=respondents)
    book = questionnaire if isinstance(questionnaire, Questionnaire) else read_questionnaire(questionnaire)
    lines, _ = export_lines(synthetic_respondents(book, respondents, seed))
    return writers[ending or usual_ending(platform)](book, lines)


def _writers(platform: str) -> Mapping[str, Writer]:
    if platform not in SHAPES:
        raise SurveyKitError("example_platform", got=platform, expected=", ".join(SHAPES))
    return SHAPES[platform]


def _write_whole(target: Path, content: bytes) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        _fill_and_rename(handle, Path(name), target, content)
    except OSError as fault:
        raise SurveyKitError("example_folder", where=str(target), got=fault.strerror or str(fault)) from fault


def _fill_and_rename(handle: int, temporary: Path, target: Path, content: bytes) -> None:
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
