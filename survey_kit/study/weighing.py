"""Weights of a study: its targets read and met, and the weights written for whoever works on with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.errors import SurveyKitError, wording
from survey_kit.questionnaire.model import label
from survey_kit.study.naming import variable
from survey_kit.weighting.remembered import Calibration
from survey_kit.weighting.unanswered import UNANSWERED

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.questionnaire.model import Derived, Question
    from survey_kit.survey.survey import Survey
    from survey_kit.weighting.diagnostics import MarginLine
    from survey_kit.weighting.targets import Targets, Totals

# What targets must say of themselves before answers are carried over to anybody, and how the columns of a file call it.
# Below this relative error a margin is met as far as anybody could see.
EXACT: Final = 5e-9
NAMED: Final = {"universe": "champ (universe)", "year": "année (year)", "source": "source"}


def brought_to(design: Design, survey: Survey, targets: str | Path | Targets | Totals) -> Design:
    """Design: raked to its targets, or calibrated by the raking distance where one of them is of a number. Variables go by name, alias, short label
    or heading.

    Raises: SurveyKitError when the targets can't be read or met, when they don't say of whom, of when and from where they are, or when they are
    of another universe than the survey.
    """
    from survey_kit.weighting.calibration import calibrate
    from survey_kit.weighting.raking import rake
    from survey_kit.weighting.targets_table import read_targets, targets_of

    found = read_targets(targets) if isinstance(targets, str | Path) else targets_of(targets)
    lacking = [heading for name, heading in NAMED.items() if not getattr(found, name)]
    if lacking:
        raise SurveyKitError("targets_unnamed", expected=", ".join(lacking))
    found = replace(found, totals={_variables(survey, key): totals for key, totals in found.totals.items()})
    if all(isinstance(totals, Mapping) for totals in found.totals.values()):
        return rake(design, found)
    return calibrate(design, found, "raking")


def _variables(survey: Survey, key: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return tuple(variable(survey, name) for name in key) if isinstance(key, tuple) else variable(survey, key)


def weights_frame(design: Design, survey: Survey, lang: str) -> pd.DataFrame:
    """DataFrame: row (as in the export), weight, start (the weight before); of an example, a column that says that it is made up."""
    import pandas as pd

    columns = {"row": survey.responses.index, "weight": design.weights, "start": design.design_weights}
    frame = pd.DataFrame(columns)
    return frame.assign(synthetic=wording("table_synthetic", lang)) if survey.provenance.synthetic else frame


def write_weights(design: Design, survey: Survey, output: Path, *, lang: str) -> None:
    """None: writes the weights as .csv or .parquet, or as a workbook with the margins and what is to be known of them on sheets of their own.

    Raises: SurveyKitError when the file can't be written.
    """
    from survey_kit.outputs.frames import write_frames

    weights = weights_frame(design, survey, lang)
    if output.suffix.lower() != ".xlsx":
        write_frames({"": weights}, output)
        return
    sheets = {"sheet_weights": weights, "sheet_margins": _margins(design, survey, lang), "sheet_read_me": _read_me(design, survey, lang)}
    write_frames({wording(name, lang): _headed(frame, lang) for name, frame in sheets.items()}, output)


def _headed(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    return frame.rename(columns={name: wording(f"weight_column_{name}", lang) for name in frame.columns})


def _margins(design: Design, survey: Survey, lang: str) -> pd.DataFrame:
    """DataFrame: each margin before and after, variables and answers as people read them."""
    from survey_kit.weighting.diagnostics import weight_diagnostics

    found = weight_diagnostics(design)
    questions = [survey.questionnaire.variable(line.variable) for line in found.lines]
    names = [line.variable if question is None else question.title(lang) for question, line in zip(questions, found.lines, strict=True)]
    answers = [_answer(question, line.category, lang) for question, line in zip(questions, found.lines, strict=True)]
    return found.to_frame().assign(variable=names, category=answers)


def _answer(question: Question | Derived | None, category: str, lang: str) -> str:
    """str: the label of a category that is named by its code."""
    choices = question.choices if question is not None else ()
    return next((label(choice.labels, lang) for choice in choices if choice.code == category), category)


def targets_label(design: Design) -> str:
    """str: whom, of when and from where the totals are that a design was brought to."""
    return " ; ".join(each.controls.targets.label for each in design.calibration if isinstance(each, Calibration))


def _read_me(design: Design, survey: Survey, lang: str) -> pd.DataFrame:
    import pandas as pd

    from survey_kit.weighting.diagnostics import weight_diagnostics

    lines = [wording("table_synthetic", lang)] if survey.provenance.synthetic else []
    lines += [wording("weight_targets", lang, targets=targets_label(design)), *weight_lines(design, lang)]
    lines += [wording("weight_unanswered", lang)] if any(line.category in UNANSWERED for line in weight_diagnostics(design).lines) else []
    return pd.DataFrame({"read_me": [*lines, wording("weight_pseudonymous", lang)]})


def weight_lines(design: Design, lang: str) -> list[str]:
    """list of str: what the weights cost and whether they keep their promise, a line each."""
    from survey_kit.weighting.diagnostics import weight_diagnostics
    from survey_kit.wording import number

    found = weight_diagnostics(design)
    told = {name: number(getattr(found, name), lang, 2) for name in ("deff", "smallest", "largest")}
    lines = [wording("weight_spread", lang, base=found.base, effective=number(found.effective_base, lang, 1), **told)]
    if np.ptp(design.design_weights) > 0:
        mean = float(design.weights.sum() / design.design_weights.sum())
        low, high = (number(ratio / mean, lang, 2) for ratio in (found.ratio_low, found.ratio_high))
        lines.append(wording("weight_ratios", lang, low=low, high=high))
    worst = found.worst
    if worst is not None:
        error = number(100 * abs(worst.error), lang, 6)
        met = abs(worst.error) < EXACT
        far = {} if met else {"error": error, "worst": _name(worst)}
        lines.append(wording("weight_rounds_exact" if met else "weight_rounds", lang, rounds=found.iterations, **far))
    return [*lines, wording("weight_negative", lang, count=found.negative)] if found.negative else lines


def _name(line: MarginLine) -> str:
    return " = ".join(text for text in (line.variable, line.category) if text)
