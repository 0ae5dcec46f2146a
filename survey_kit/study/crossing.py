"""Tables asked for one by one: `survey-kit tabulate`, through the same design and the same gate as a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError, wording
from survey_kit.study.beside import beside_the_report
from survey_kit.study.naming import variable
from survey_kit.study.study import Study, design_of

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Released
    from survey_kit.survey.survey import Survey
    from survey_kit.tabulation.table import Percent

WORKBOOK: Final = ".xlsx"
SPSS: Final = ".sav"
# Between the variables of nested columns, as they are typed.
NESTED: Final = " x "


def cross(survey: Survey, study: Study, rows: Sequence[str], columns: Sequence[str] = (), percent: Percent = "column") -> Released:
    """Released: the tables of the variables asked for (of every question, when none is), by those given as columns: "a x b" nests b in a. A variable goes by
    its name, its alias or its heading. They hide what the report of the same export hides, and what would give it away.

    Raises: SurveyKitError when a variable is unknown.
    """
    from survey_kit.disclosure.release import release
    from survey_kit.tabulation.crosstab import tabulate

    stub = [variable(survey, name) for name in rows]
    banner = [tuple(variable(survey, part.strip()) for part in name.split(NESTED)) for name in columns]
    design = design_of(survey, study)
    table = tabulate(design, rows=stub or None, columns=banner or None, percent=percent)
    return release(table, study.threshold, ledger=beside_the_report(survey, study))


def write_cross(released: Released, survey: Survey, output: Path | None, *, lang: str, export: Path) -> str:
    """str: the tables as a terminal shows them, or the path of the file that holds them where one is asked for.

    Raises: SurveyKitError when the ending is none of those known, or when the file can't be written.
    """
    synthetic = survey.provenance.synthetic
    if output is None:
        from survey_kit.outputs.terminal import render_tables

        return render_tables(released, survey.questionnaire, lang, stamp=wording("table_synthetic", lang) if synthetic else "")
    _check_output(output, export)
    if output.suffix.lower() == WORKBOOK:
        from survey_kit.outputs.xlsx import write_tables

        write_tables(released, survey.questionnaire, output, lang=lang, synthetic=synthetic)
    elif output.suffix.lower() == SPSS:
        from survey_kit.outputs.blocks import Told
        from survey_kit.outputs.spss import write_sav

        write_sav(Told(released, survey.questionnaire, lang), output, stamp=wording("table_synthetic", lang) if synthetic else "")
    else:
        from survey_kit.outputs.long import write_long

        write_long(_marked(released, lang) if synthetic else released, output)
    return str(output)


def _check_output(output: Path, export: Path) -> None:
    from survey_kit.outputs.atomic import check_target
    from survey_kit.outputs.long import FORMS

    endings = (WORKBOOK, *FORMS, SPSS)
    if output.suffix.lower() not in endings:
        raise SurveyKitError("output_ending", where=str(output), got=output.suffix or "-", expected=", ".join(endings))
    check_target(output, (export,))


def _marked(released: Released, lang: str) -> Released:
    """Released: with a last column that says of each row that it is made up: a file of numbers has no heading to say it."""
    return replace(released, frame=released.frame.assign(synthetic=wording("table_synthetic", lang)))
