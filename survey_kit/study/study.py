"""A study: an export and how it is to be read. Its run is the steps of the kit, in order, one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from time import process_time
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.errors import SurveyKitError
from survey_kit.report.document import TEMPLATES

if TYPE_CHECKING:
    from survey_kit.analyses.analysis import Analysis
    from survey_kit.design.design import Design
    from survey_kit.disclosure.ledger import Ledger
    from survey_kit.disclosure.released import Released
    from survey_kit.findings.inquiries import Inquiry
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.report.document import Template
    from survey_kit.survey.survey import Survey
    from survey_kit.weighting.targets import Targets, Totals

Sampling = Literal["probability", "quota", "volunteer", "census"]
STEPS: Final = ("reading", "tabulating", "protecting", "segmenting", "writing", "drawing")
MINIMUM_RESPONDENTS: Final = 5
# The concept of origins by département, and why it is not always told: see `_too_fine`.
FINE: Final = "previous_departement"


@dataclass(frozen=True, slots=True)
class Study:
    """One export and what is known of it: its questionnaire (found when None), the totals that it is weighted to, its weights column (from which
    weighting starts), how respondents came, the language; the fewest respondents of a cell that is shown, what the report tells of the study (title,
    territory, owner, ...), the folder of its study file; the variables that profiles are sought in (None: those
    that the questionnaire names; empty: none, and no such chapter), and the names given to profiles, the largest first; how the pages of the report
    are arranged; the questions of those who ordered it, which the report answers first.

    Raises: SurveyKitError when there is no arrangement of that name.
    """

    export: str | Path
    questionnaire: str | Path | Questionnaire | None = None
    targets: str | Path | Targets | Totals | None = None
    weights: str | None = None
    sampling: Sampling = "volunteer"
    lang: Literal["fr", "en"] = "fr"
    platform: str | None = None
    threshold: int = 5
    told: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    folder: Path | None = None
    profiles: tuple[str, ...] | None = None
    profile_names: tuple[str, ...] = ()
    template: Template = "livrable"
    questions: tuple[Inquiry, ...] = ()

    def __post_init__(self) -> None:
        if self.template not in TEMPLATES:
            raise SurveyKitError("template_unknown", got=self.template, expected=", ".join(TEMPLATES))


@dataclass(slots=True)
class Progress:
    """Tells a listener which step begins, and keeps the CPU time of each, in seconds."""

    listener: Callable[[str], None] | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Iterator of None: the body is the step of that name."""
        if self.listener is not None:
            self.listener(name)
        start = process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + process_time() - start


def load(study: Study) -> Survey:
    """Survey: the export, read and typed.

    Raises: SurveyKitError when the export or the questionnaire is refused.
    """
    from survey_kit.loaders import read_export

    return read_export(study.export, study.questionnaire, study.platform, lang=study.lang)


def design_of(survey: Survey, study: Study) -> Design:
    """Design: the respondents with the study's weights (or those that the questionnaire names), brought to its targets, and how they were sampled.

    Raises: SurveyKitError when the weights column is not in the export, when weights are missing or negative, or when targets are not the survey's
    own or can't be met.
    """
    from survey_kit.design.design import Design

    design = Design(survey, weights=weights_column(survey, study), sampling=study.sampling)
    if study.targets is None:
        return design
    from survey_kit.study.weighing import brought_to

    return brought_to(design, survey, study.targets)


def release_everything(
    survey: Survey,
    study: Study,
    progress: Progress | None = None,
    *,
    design: Design | None = None,
    threshold: int | None = None,
    ledger: Ledger | None = None,
    inquiries: Sequence[Inquiry] = (),
) -> Released:
    """Released: every variable's distribution, the key indicators by territory, the comparisons that `inquiries` ask for and the special analyses, all
    together after the gate, which knows what the ledger says was released before; `design` spares the weighting when it is done already.

    Raises: SurveyKitError when there are fewer respondents than a report may have.
    """
    from survey_kit.disclosure.release import release
    from survey_kit.study.comparing import asked, crossings, nets
    from survey_kit.study.territories import by_territory
    from survey_kit.survey.indicators import with_indicators
    from survey_kit.tabulation.crosstab import tabulate
    from survey_kit.tabulation.plan import everything

    if len(survey.responses) < MINIMUM_RESPONDENTS:
        raise SurveyKitError("report_too_few", where=survey.provenance.file, got=len(survey.responses), expected=MINIMUM_RESPONDENTS)
    progress = progress or Progress()
    with progress.step("tabulating"):
        survey = with_indicators(survey)
        design = design if design is not None and design.questionnaire is survey.questionnaire else design_of(survey, study)
        least = study.threshold if threshold is None else threshold
        rows = [name for name in everything(survey.questionnaire) if _is_held(survey, name) and not _too_fine(survey, name, least)]
        tables = [tabulate(design, rows=rows, nets=nets(survey, inquiries, study.lang)), *crossings(design, survey, inquiries, study.lang)]
        analyses, parted = _analyses(design, survey), by_territory(design, survey)
        tables, gaps = (tables, ()) if parted is None else ([*tables, parted[0]], parted[1])
    with progress.step("protecting"):
        return release(tables, least, analyses, ledger=ledger, asked=asked(inquiries), gaps=gaps)


def made_ready(survey: Survey, study: Study) -> tuple[Survey, tuple[Inquiry, ...]]:
    """tuple of Survey and of Inquiry: the survey with its key indicators and with what the questions of the study are answered by.

    Raises: QuestionnaireError when a question of the study names what the questionnaire doesn't know.
    """
    from survey_kit.study.comparing import standing_in
    from survey_kit.study.inquiries import resolved
    from survey_kit.survey.indicators import with_indicators

    return standing_in(with_indicators(survey), resolved(survey, study.questions))


def note_counts(survey: Survey) -> Mapping[str, int]:
    """Mapping: how many notes of each code, in the order in which the codes first came."""
    return dict(Counter(note.code for note in survey.notes))


def weights_column(survey: Survey, study: Study) -> str | None:
    """str or None: the variable that holds the weights: the one that the study names, else the one that the questionnaire declares.

    Raises: SurveyKitError when the study names a column that the export doesn't have.
    """
    if study.weights is None:
        declared = survey.questionnaire.role("weight")
        return (
            declared.name
            if declared is not None and declared.name in survey.responses and survey.responses[declared.name].notna().any()
            else None
        )
    known = {match.column: match.variable for match in survey.provenance.matches if match.used}
    question = survey.questionnaire.question(known.get(study.weights, study.weights))
    if question is None:
        near = get_close_matches(study.weights, known, n=5, cutoff=0.4) or list(known)[:8]
        raise SurveyKitError("weights_unknown", where=survey.provenance.file, got=study.weights, expected=", ".join(near) or "-")
    return question.name


def _analyses(design: Design, survey: Survey) -> tuple[Analysis, ...]:
    from survey_kit.analyses.coworking import coworking_demand

    wanted = survey.questionnaire.having("coworking_days_wanted")
    return (coworking_demand(design),) if wanted is not None and _is_held(survey, wanted.name) else ()


def _too_fine(survey: Survey, name: str, threshold: int) -> bool:
    """bool: whether it tells origins by département where one of them has few respondents: told by region, they lose nothing to its protection."""
    variable = survey.questionnaire.variable(name)
    return variable is not None and variable.concept == FINE and bool(survey.responses[name].value_counts().between(1, threshold - 1).any())


def _is_held(survey: Survey, name: str) -> bool:
    """bool: whether a variable of the questionnaire is in this export: a shorter form lacks some of its questions."""
    question = survey.questionnaire.question(name)
    return any(column in survey.responses for column in (question.answer_columns if question else (name,)))
