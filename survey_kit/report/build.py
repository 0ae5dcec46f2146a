"""The report as a document: from released values to sections, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.findings.answers import answered
from survey_kit.findings.live import live_figures
from survey_kit.findings.view import View
from survey_kit.questionnaire.model import label as in_language
from survey_kit.report.asked import compared_chapter
from survey_kit.report.back import annex, annex_numbers, colophon, manifest, method
from survey_kit.report.chapters import chapters, numbered
from survey_kit.report.context import Context, dates, size, title
from survey_kit.report.document import Report
from survey_kit.report.front import about, essentials, fiche
from survey_kit.report.profiles import profiles_chapter
from survey_kit.report.ranked import ranking, short
from survey_kit.report.territories import territory_pages

if TYPE_CHECKING:
    from survey_kit.disclosure.profiles import ReleasedSegmentation
    from survey_kit.disclosure.released import Released
    from survey_kit.findings.inquiries import Inquiry
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.report.document import Section, Template
    from survey_kit.survey.survey import Provenance

FEWEST: Final = 5
NO_SETTINGS: Final[Mapping[str, str]] = MappingProxyType({})


def build_document(
    released: Released,
    questionnaire: Questionnaire,
    provenance: Provenance,
    note_counts: Mapping[str, int],
    *,
    sampling: str = "volunteer",
    lang: str = "fr",
    weighted: bool = False,
    settings: Mapping[str, str] = NO_SETTINGS,
    profiles: ReleasedSegmentation | None = None,
    template: Template = "livrable",
    inquiries: Sequence[Inquiry] = (),
    live: bool = False,
) -> Report:
    """Report: every section of the report in a language. `settings` may give `title`, `owner` and `territory`; `profiles` adds their chapter;
    `template` is how its pages will be arranged; `inquiries` are answered first. With `live` each figure of a sentence is marked by its name
    (`findings.texts`): such a report is read by whoever keeps edited texts, never drawn.

    Raises: SurveyKitError when there are fewer than five usable respondents.
    """
    respondents = provenance.received - sum(provenance.left_out.values())
    if respondents < FEWEST:
        raise SurveyKitError("report_too_few", where=provenance.file, got=respondents, expected=FEWEST)
    view = View(released, questionnaire, respondents, lang, sampling, weighted, live)
    context = Context(view, provenance, note_counts, settings)
    context = replace(context, tables=annex_numbers(context), answers=answered(view, inquiries))
    body = _body(context, profiles)
    order, pages = ranking(context, body), territory_pages(context, "C")
    last = (method(context), annex(context), *pages, colophon(context, "D" if pages else "C"))
    return Report(
        lang=lang,
        title=title(context),
        subtitle=_subtitle(context),
        territory=settings.get("territory") or in_language(questionnaire.territory, lang),
        owner=settings.get("owner", ""),
        respondents=respondents,
        period=dates(context),
        synthetic=provenance.synthetic,
        sections=(fiche(context), essentials(context, body), *body, *last),
        released=released,
        questionnaire=questionnaire,
        manifest=manifest(context),
        created=provenance.last_day.isoformat() if provenance.last_day is not None else "",
        profiles=profiles,
        about=MappingProxyType(about(context)),
        ranking=order,
        template=template,
        short=short(context, order) if template == "synthese" else (),
        live=MappingProxyType(live_figures(replace(view, live=False)) if live else {}),
    )


def _body(context: Context, profiles: ReleasedSegmentation | None) -> tuple[Section, ...]:
    compared = compared_chapter(context)
    told = (*(() if compared is None else (compared,)), *chapters(context))
    return numbered(context, told if profiles is None else (*told, profiles_chapter(context, profiles)))


def _subtitle(context: Context) -> str:
    count, when = size(context), dates(context)
    key = "subtitle_few" if context.few else "subtitle"
    return context.text(f"{key}_dated" if when else key, count=count, dates=when)
