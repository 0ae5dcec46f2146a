"""A study's estimates handed to R: responses, targets and numbers as files, and a script that gives the same numbers with the package survey."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from survey_kit import resources
from survey_kit.errors import SurveyKitError, wording
from survey_kit.estimation.estimators import mean, proportion
from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.long import inert
from survey_kit.study.study import Study, design_of, load
from survey_kit.tabulation.plan import everything, kind
from survey_kit.weighting.remembered import Calibration

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Block, Estimates
    from survey_kit.survey.survey import Survey

SCRIPT: Final = "replay.R"
Row = Sequence[Any]


def write_r_script(study: Study, folder: str | Path) -> tuple[Path, ...]:
    """tuple of Path: the files written into a folder, which is made when it isn't there: the script `replay.R`, the respondents' coded answers and
    weights, the targets when there are any, the kit's shares and means with their errors and intervals, and what is to be known of them.

    Running the script stops with an error when R gives other numbers: at 1e-8, at 1e-6 of raked weights.

    Raises: SurveyKitError when the export is refused, or when the folder can't be written to.
    """
    target = Path(folder)
    survey = load(study)
    design = design_of(survey, study)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SurveyKitError("study_folder", where=str(target), got=str(error)) from error
    expected = list(_expected(design, survey))
    margins = list(_margins(design))
    files = {
        SCRIPT: (resources.templates() / "study" / SCRIPT).read_text(encoding="utf-8"),
        "responses.csv": _table(_responses(design, survey, dict.fromkeys(row[1] for row in expected))),
        "expected.csv": _table([("variable", "column", "category", "estimate", "se", "ci_low", "ci_high"), *expected]),
        "README.txt": wording("r_read_me", study.lang) + "\n",
    }
    if margins:
        files["targets.csv"] = _table([("column", "name", "category", "total"), *margins])
    return tuple(_written(target / name, text) for name, text in files.items())


def _written(path: Path, text: str) -> Path:
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")
    return path


def _table(rows: Iterable[Row]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """Any: what is missing as nothing, numbers to their last digit, text that no spreadsheet takes for a formula."""
    if pd.isna(value):
        return ""
    return repr(float(value)) if isinstance(value, float) else inert(str(value))


def _responses(design: Design, survey: Survey, columns: Iterable[str]) -> Iterator[Row]:
    """Iterator of row: headings, then each respondent's weights, categories of each margin, and answers."""
    margins = _margin_columns(design)
    listed = list(columns)
    yield ("start", "weight", *margins, *listed)
    answers = [[_code(value) for value in survey.responses[name]] for name in listed]
    yield from zip(design.design_weights.tolist(), design.weights.tolist(), *margins.values(), *answers, strict=True)


def _code(value: Any) -> Any:
    return int(value) if isinstance(value, bool | np.bool_) else None if pd.isna(value) else str(value)


def _margin_columns(design: Design) -> dict[str, list[Any]]:
    """dict of list: for each margin or number of the weighting a column: the category of each respondent, or the number."""
    found: dict[str, list[Any]] = {}
    for controls in _controls(design):
        for margin in controls.margins:
            found[f"margin_{len(found) + 1}"] = [margin.categories[code] for code in margin.codes]
        for numbers in controls.numbers.T:
            found[f"margin_{len(found) + 1}"] = numbers.tolist()
    return found


def _margins(design: Design) -> Iterator[Row]:
    """Iterator of row: column, name, category (none of a number) and total of each target."""
    place = 0
    for controls in _controls(design):
        for margin in controls.margins:
            place += 1
            yield from ((f"margin_{place}", margin.name, *pair) for pair in zip(margin.categories, margin.totals.tolist(), strict=True))
        for name, total in zip(controls.names, controls.totals.tolist(), strict=True):
            place += 1
            yield f"margin_{place}", name, None, total


def _controls(design: Design) -> list[Any]:
    return [each.controls for each in design.calibration if isinstance(each, Calibration)]


def _expected(design: Design, survey: Survey) -> Iterator[Row]:
    """Iterator of row: variable, column, category, and the kit's numbers; of shares of 0 and 1, whose interval R lacks, none."""
    for name in everything(survey.questionnaire):
        variable = survey.questionnaire.variable(name)
        if variable is None or kind(variable) in {"text", "date", "place", "ranking"}:
            continue
        columns = [column for column in getattr(variable, "answer_columns", (name,)) if column in survey.responses]
        if not columns or survey.responses[columns].isna().all(axis=None):
            continue
        if kind(variable) == "number":
            yield from _rows(name, mean(design, name), lambda block, _category: block.variable, numeric=True)
        elif kind(variable) == "set":
            yield from _rows(name, proportion(design, name), lambda block, category: f"{block.variable}__{category}", code="1")
        else:
            for column in columns:
                if survey.responses[column].notna().any():
                    yield from _rows(name, proportion(design, column), lambda block, _category: block.variable)


def _rows(name: str, found: Estimates, column: Any, *, numeric: bool = False, code: str = "") -> Iterator[Row]:
    place = 0
    for block in found.blocks:
        for at, category in enumerate(block.categories):
            low, high = float(found.low[place]), float(found.high[place])
            ends = (low, high) if numeric or 0 < block.estimate[at] < 1 else (None, None)
            told = None if numeric else code or str(_code(category))
            yield name, column(block, category), told, float(block.estimate[at]), _error(block, at), *ends
            place += 1


def _error(block: Block, at: int) -> float:
    return float(block.se[at])
