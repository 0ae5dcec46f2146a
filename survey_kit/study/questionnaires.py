"""Questionnaires as files: one drafted from an export, or one that is there already, in the form that the ending of the name asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.study.study import Study

    Writer = Callable[[Questionnaire, Path], None]


def draft(study: Study, output: Path) -> None:
    """None: writes the questionnaire that the columns of an export suggest, even where a shipped one fits it.

    Raises: SurveyKitError when the export is refused, or when the file can't be written.
    """
    from survey_kit.loaders.drafting import with_questionnaire
    from survey_kit.loaders.reading import read_answers

    write = _writer(output, (Path(study.export),))
    reading = read_answers(study.export, None, study.platform)
    # Corrections name the variables of the questionnaire that fits: a draft has others.
    own = replace(reading, questionnaire=None, corrections=())
    write(with_questionnaire(own, study.lang)[1], output)


def write_questionnaire(name_or_path: str | Path, output: Path) -> None:
    """None: writes a shipped questionnaire, or that of a file, in another form.

    Raises: SurveyKitError when there is none, when it has faults, or when the file can't be written.
    """
    from survey_kit.questionnaire.read import read_questionnaire

    write = _writer(output, (Path(name_or_path),))
    write(read_questionnaire(name_or_path), output)


def _writer(output: Path, inputs: Sequence[Path]) -> Writer:
    """Writer: the one that the ending of the name asks for.

    Raises: SurveyKitError when the ending is none of those known, or when nothing can be written there.
    """
    from survey_kit.outputs.atomic import check_target

    writers = _writers()
    if output.suffix.lower() not in writers:
        raise SurveyKitError("output_ending", where=str(output), got=output.suffix or "-", expected=", ".join(writers))
    check_target(output, inputs)
    return writers[output.suffix.lower()]


def _writers() -> dict[str, Writer]:
    """dict: ending to writer."""
    from survey_kit.questionnaire.write import write_yaml
    from survey_kit.questionnaire.xlsform import write_xlsform

    return {".xlsx": write_xlsform, ".yaml": write_yaml, ".yml": write_yaml}
