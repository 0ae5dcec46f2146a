"""A new study: a folder with a commented study file and an export to try it on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from survey_kit import resources
from survey_kit.errors import SurveyKitError
from survey_kit.outputs.atomic import replacing
from survey_kit.study.file import NAME

EXPORT: Final = "export.csv"


def new_study(folder: str | Path, lang: str = "fr") -> tuple[Path, ...]:
    """tuple of Path: the study file and the made-up export that were written into a folder, which is made when it isn't there.

    Raises: SurveyKitError when the folder holds a study already, or can't be written to.
    """
    from survey_kit.example.shapes import write_example

    target = Path(folder)
    files = target / NAME, target / EXPORT
    if any(file.exists() for file in files):
        raise SurveyKitError("study_there", where=str(target), got=", ".join(file.name for file in files if file.exists()))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SurveyKitError("study_folder", where=str(target), got=str(error)) from error
    text = (resources.templates() / "study" / f"{lang}.yaml").read_text(encoding="utf-8")
    write_example(files[1])
    with replacing(files[0]) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return files
