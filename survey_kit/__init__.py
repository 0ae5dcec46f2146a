"""Survey kit: from the export of a questionnaire to tables, findings and a report.

The public names are found on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from survey_kit.analyses.benchmarks import Figure as Figure
    from survey_kit.analyses.benchmarks import compare_figures as compare_figures
    from survey_kit.analyses.coworking import coworking_demand as coworking_demand
    from survey_kit.analyses.waves import compare_recall as compare_recall
    from survey_kit.analyses.waves import compare_waves as compare_waves
    from survey_kit.design.design import Design as Design
    from survey_kit.design.replicates import ReplicateDesign as ReplicateDesign
    from survey_kit.design.replicates import as_replicates as as_replicates
    from survey_kit.disclosure.release import release as release
    from survey_kit.errors import SurveyKitError as SurveyKitError
    from survey_kit.estimation.estimators import mean as mean
    from survey_kit.estimation.estimators import proportion as proportion
    from survey_kit.estimation.estimators import quantile as quantile
    from survey_kit.estimation.estimators import ratio as ratio
    from survey_kit.estimation.estimators import total as total
    from survey_kit.estimation.regression import glm as glm
    from survey_kit.loaders import read_export as read_export
    from survey_kit.outputs.chart_files import write_charts as write_charts
    from survey_kit.outputs.docx import write_docx as write_docx
    from survey_kit.outputs.html import write_html as write_html
    from survey_kit.outputs.indicators import write_indicators as write_indicators
    from survey_kit.outputs.pdf import write_pdf as write_pdf
    from survey_kit.outputs.slides import write_pptx as write_pptx
    from survey_kit.outputs.xlsx import write_xlsx as write_xlsx
    from survey_kit.questionnaire.read import read_questionnaire as read_questionnaire
    from survey_kit.segmentation.description import describe_segments as describe_segments
    from survey_kit.segmentation.factors import factors as factors
    from survey_kit.segmentation.segment import segment as segment
    from survey_kit.significance.differences import ttest as ttest
    from survey_kit.significance.independence import independence_test as independence_test
    from survey_kit.significance.pairwise import pairwise_test as pairwise_test
    from survey_kit.significance.ranks import rank_test as rank_test
    from survey_kit.study.building import build_report as build_report
    from survey_kit.study.file import read_study as read_study
    from survey_kit.study.r_script import write_r_script as write_r_script
    from survey_kit.study.study import Study as Study
    from survey_kit.tabulation.crosstab import tabulate as tabulate
    from survey_kit.weighting.calibration import calibrate as calibrate
    from survey_kit.weighting.diagnostics import weight_diagnostics as weight_diagnostics
    from survey_kit.weighting.raking import post_stratify as post_stratify
    from survey_kit.weighting.raking import rake as rake
    from survey_kit.weighting.targets import Targets as Targets
    from survey_kit.weighting.targets_table import read_targets as read_targets
    from survey_kit.weighting.trimming import trim_weights as trim_weights

_HOMES: Final = {
    "Design": "design.design",
    "Figure": "analyses.benchmarks",
    "ReplicateDesign": "design.replicates",
    "Study": "study.study",
    "SurveyKitError": "errors",
    "Targets": "weighting.targets",
    "as_replicates": "design.replicates",
    "build_report": "study.building",
    "calibrate": "weighting.calibration",
    "compare_figures": "analyses.benchmarks",
    "compare_recall": "analyses.waves",
    "compare_waves": "analyses.waves",
    "coworking_demand": "analyses.coworking",
    "describe_segments": "segmentation.description",
    "factors": "segmentation.factors",
    "glm": "estimation.regression",
    "independence_test": "significance.independence",
    "mean": "estimation.estimators",
    "pairwise_test": "significance.pairwise",
    "post_stratify": "weighting.raking",
    "proportion": "estimation.estimators",
    "quantile": "estimation.estimators",
    "rake": "weighting.raking",
    "rank_test": "significance.ranks",
    "ratio": "estimation.estimators",
    "read_export": "loaders",
    "read_questionnaire": "questionnaire.read",
    "read_study": "study.file",
    "read_targets": "weighting.targets_table",
    "release": "disclosure.release",
    "segment": "segmentation.segment",
    "tabulate": "tabulation.crosstab",
    "total": "estimation.estimators",
    "trim_weights": "weighting.trimming",
    "ttest": "significance.differences",
    "weight_diagnostics": "weighting.diagnostics",
    "write_charts": "outputs.chart_files",
    "write_docx": "outputs.docx",
    "write_html": "outputs.html",
    "write_indicators": "outputs.indicators",
    "write_pdf": "outputs.pdf",
    "write_pptx": "outputs.slides",
    "write_r_script": "study.r_script",
    "write_xlsx": "outputs.xlsx",
}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Any: the public name, imported from its home."""
    if name == "__version__":
        return import_module("survey_kit.resources").version()
    if name not in _HOMES:
        raise AttributeError(f"module 'survey_kit' has no attribute {name!r}")
    return getattr(import_module(f"survey_kit.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List of str: the public names."""
    return sorted(_HOMES)
