"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from survey_kit.errors import SurveyKitError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Iterator of Path: a temporary file beside the target, which takes its place when the body ends well and goes when it doesn't.

    Raises: SurveyKitError when the folder can't be written to, or when the target is held open by another program.
    """
    path = Path(path)
    check_target(path)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix, delete=False) as file:
        temporary = Path(file.name)
    try:
        yield temporary
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    except PermissionError as error:
        raise SurveyKitError("output_locked", where=str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)


def check_target(path: Path, inputs: Sequence[Path] = ()) -> None:
    """None: the file can be written there.

    Raises: SurveyKitError when its folder is missing or can't be written to, when it is a folder, or when it is one of the inputs.
    """
    if not path.parent.is_dir():
        raise SurveyKitError("output_folder_missing", where=str(path), got=str(path.parent))
    if path.is_dir():
        raise SurveyKitError("output_is_folder", where=str(path))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise SurveyKitError("output_folder_closed", where=str(path), got=str(path.parent))
    if any(source.exists() and path.exists() and source.samefile(path) for source in inputs):
        raise SurveyKitError("output_is_input", where=str(path))


def _usual_mode() -> int:
    """int: the mode that a new file gets here; a temporary one is readable by its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
