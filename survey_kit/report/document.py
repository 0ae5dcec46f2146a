"""A report as sections of plain values: no markup, no file format. `html.py` and the outputs draw it.

Every string is plain text in the report's language, typed with ordinary spaces and apostrophes: the typography
(narrow no-break spaces, guillemets, curly apostrophes) is put on by one filter when it is drawn (`wording.typography`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from survey_kit.charts.marks import Chart
    from survey_kit.disclosure.profiles import ReleasedSegmentation
    from survey_kit.disclosure.released import Released
    from survey_kit.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Named facts in two columns, as in a fiche technique."""

    caption: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large number: as printed ("46 %"), what it is, on what base and with what interval."""

    value: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Up to four key figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as a sentence, its detail (base, interval), and the id of the figure or table that it rests on; `key` is what it is known by, `asked`
    the question that it answers, in the words of whoever asked it.
    """

    sentence: str
    detail: str = ""
    target: str = ""
    reference: str = ""
    key: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """Numbered findings, the first matters most; under a `title` and a `note` where there are answers to questions beside them.

    `kind` "answers" are those to the questions that were asked of the survey.
    """

    items: tuple[Finding, ...]
    title: str = ""
    note: str = ""
    kind: Literal["answers", "findings"] = "findings"


@dataclass(frozen=True, slots=True)
class Box:
    """A framed text: "scope" (portée des résultats), "warning", or "note"."""

    kind: Literal["scope", "warning", "note"]
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands under each figure and table: Champ, Lecture, Note, Source. Empty ones are not drawn."""

    universe: str = ""
    reading: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its heading and its cells as printed. `kind` "hidden" for masked, "indicative" for grey italic."""

    label: str
    cells: tuple[str, ...]
    kind: Literal["plain", "base", "total", "hidden", "indicative", "merged"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table. `id` is its anchor; `headings` name the row heading column, then the others."""

    id: str
    caption: str
    subtitle: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: Notes = Notes()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its table beside it. `alt` tells the finding and its three main numbers; `base` is the part of the subtitle that tells it.

    `narrow` is the same chart on half the width, for a phone; None where the chart is no wider itself.
    """

    id: str
    number: str
    title: str
    subtitle: str
    chart: Chart | None
    table: Table | None
    notes: Notes
    alt: str
    base: str = ""
    narrow: Chart | None = None

    @property
    def measure(self) -> str:
        """str: the subtitle up to the base: the question, how many answers, in what unit."""
        return self.subtitle.partition(self.base)[0].rstrip(" .") if self.base else self.subtitle


@dataclass(frozen=True, slots=True)
class Card:
    """A profile on a card: its name, its share, size and interval as printed, what sets it apart (a chart, and what has no percentage in words), how firm
    it is.
    """

    name: str
    value: str
    detail: str
    spread: str
    chart: Chart | None
    alt: str
    more: str
    firm: str
    kind: Literal["solid", "indicative", "fragile"]


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards side by side, two or three to a line."""

    items: tuple[Card, ...]
    across: Literal[2, 3]


Block = Paragraph | Bullets | Facts | KeyFigures | Findings | Box | Table | Figure | Cards


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or an annex: `number` as printed ("1", "A"), `theme` its short name, `title` what it says; `alone` on pages of its own, to be handed out."""

    key: str
    number: str
    theme: str
    title: str
    standfirst: str
    blocks: tuple[Block, ...]
    annex: bool = False
    alone: bool = False


# How the pages of a report are arranged: all of it, or two pages for elected officials.
Template = Literal["livrable", "synthese"]
TEMPLATES: Final[tuple[Template, ...]] = get_args(Template)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `manifest` is what a rebuild needs (file hash, versions, counts of exclusions by code; never a row).

    `about` holds the facts of the survey by key ("field", "sampling", "mode", "period", ...), each as its name and text; `ranking` the ids of its
    figures, the most important first; `template` is how its pages are arranged, and `short` the most important figures
    with their first answers only, at full and at half width, for two pages; `live` names the figures that edited texts may hold, of a report whose
    figures are marked.
    """

    lang: str
    title: str
    subtitle: str
    territory: str
    owner: str
    respondents: int
    period: str
    synthetic: bool
    sections: tuple[Section, ...]
    released: Released
    questionnaire: Questionnaire
    manifest: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    created: str = ""
    profiles: ReleasedSegmentation | None = None
    about: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    ranking: tuple[str, ...] = ()
    template: Template = "livrable"
    short: tuple[Figure, ...] = ()
    live: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """tuple of Figure: all of them, those of the ranking first and in its order, then as they are read."""
        found = [block for section in self.sections for block in section.blocks if isinstance(block, Figure)]
        order = {name: place for place, name in enumerate(self.ranking)}
        return tuple(sorted(found, key=lambda figure: order.get(figure.id, len(order))))

    def section(self, key: str) -> Section | None:
        """Section or None: the one of that key."""
        return next((section for section in self.sections if section.key == key), None)
