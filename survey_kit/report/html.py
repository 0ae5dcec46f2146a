"""The report as one HTML page, for the web and for the PDF alike: the templates draw it, this module only prepares values."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import FULL, HALF
from survey_kit.errors import wording
from survey_kit.findings.texts import capital
from survey_kit.report.arrange import ASIDE, Beside, Joined, arranged, half, table_beside
from survey_kit.report.document import Facts
from survey_kit.report.paging import begins_page, breaks
from survey_kit.report.summary import summary
from survey_kit.resources import templates
from survey_kit.wording import listing, number, typography

if TYPE_CHECKING:
    from survey_kit.charts.framed import Framed
    from survey_kit.charts.marks import Chart, Label
    from survey_kit.report.arrange import Drawn
    from survey_kit.report.document import Figure, Report, Table

WORDS: Final = (
    "universe", "reading", "note", "source", "colon", "contents", "respondents", "period", "synthetic", "question_and_answer",
    "summary", "asked", "figures", "method", "contact", "hidden", "skip", "about",
)  # fmt: skip
CELL: Final = 8.5
PADDING: Final = 9.0
NARROWEST_NUMBER: Final = 34.0
WIDEST_NUMBER: Final = 70.0
# The part of a table's width that numbers may take, their headings on more lines if need be.
WIDEST_NUMBERS: Final = 0.75
# A cell that reads as a number, an interval, a sign or nothing: such columns are set to the right.
_NUMERIC: Final = re.compile(r"^[\s\d.,%€+−–\-/()sn.d×]*$")
# What stays on one line in a title: a hyphenated name, a short quotation.
_WHOLE: Final = re.compile(r"(«[^»]{1,24}»|“[^”]{1,24}”|[^\s«]*\w-\w[^\s»]*)")
_DATE: Final = re.compile(r"^\d{4}(-\d\d(-\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Face:
    """One font that ships: the name of its file, its family, weight and style."""

    file: str
    family: str
    weight: int
    style: str = "normal"


FACES: Final = (
    Face("KitSans-Regular", "Kit Sans", 400),
    Face("KitSans-Italic", "Kit Sans", 400, "italic"),
    Face("KitSans-Semibold", "Kit Sans", 600),
    Face("KitSerif-Semibold", "Kit Serif", 600),
    Face("KitSerifDisplay-Semibold", "Kit Serif Display", 600),
)


@dataclass(frozen=True, slots=True)
class Column:
    """How a column of a table is set: its width in points (0 for what is left), and to the right when it holds numbers."""

    width: float
    numeric: bool


def linked(name: str) -> str:
    """str: the address of a font file beside the templates."""
    return f"fonts/{name}.ttf"


def render(report: Report, source: Callable[[str], str] = linked, *, pictures: bool = False) -> str:
    """str: the whole page. `source` gives the address of a font by its name: a file beside the templates, or the font itself.

    With `pictures` charts are images within the page instead of part of its tree: a twentieth of a PDF's drawing time.
    """
    chosen = environment(report.lang, pictures)
    draw = partial(_drawn, chosen, report=report)
    if report.template == "synthese":
        return chosen.get_template("summary.html.j2").render(
            report=report,
            shown=summary(report),
            words=page_words(report.lang),
            faces=draw("fonts.css.j2", faces=FACES, source=source),
            style=draw("report.css.j2"),
            own_style=draw("summary.css.j2"),
            print_style=draw("summary_print.css.j2"),
            screen_style=draw("screen.css.j2"),
            created=report.created if _DATE.match(report.created) else "",
        )
    sections = arranged(report.sections)
    return chosen.get_template("report.html.j2").render(
        report=report,
        words=page_words(report.lang),
        faces=draw("fonts.css.j2", faces=FACES, source=source),
        style=draw("report.css.j2"),
        print_style=draw("print.css.j2", hills=str(draw("hills.svg.j2"))),
        screen_style=draw("screen.css.j2"),
        sections=tuple(zip(sections, begins_page(report.sections), strict=True)),
        contents_beside=any(isinstance(block, Beside) for _, blocks in sections for block in blocks),
        created=report.created if _DATE.match(report.created) else "",
    )


def page_words(lang: str) -> dict[str, str]:
    """dict of str: what pages say of themselves in a language, typeset."""
    return {key: typography(wording(f"page_{key}", lang), lang) for key in WORDS} | {"sign_hidden": wording("chart_hidden", lang)}


def draw_chart(chart: Chart, alt: str, lang: str = "fr") -> str:
    """str: the chart as SVG, its text alternative as title, the first thing in it."""
    return str(_drawn(environment(lang), f"charts/{chart.kind}.svg.j2", chart=chart, alt=typography(alt, lang)))


def draw_framed(framed: Framed, alt: str, lang: str = "fr") -> str:
    """str: a chart that stands alone as SVG, with its title, its notes and its source, its text alternative as title."""
    inside = draw_chart(framed.chart, "", lang).partition("</title>")[2].rpartition("</svg>")[0]
    return str(_drawn(environment(lang), "charts/framed.svg.j2", chart=framed, alt=typography(alt, lang), inside=Markup(inside)))  # noqa: S704


def draw_part(name: str, lang: str = "fr", **values: object) -> str:
    """str: a part of another format (a theme, a layout of slides), drawn by its template in the colours of the report."""
    return str(_drawn(environment(lang), name, **values)).strip()


def palette() -> dict[str, str]:
    """dict of str: the name of a colour, or of a step of a scale, to the colour ("primary" to "#15495B")."""
    module: Any = environment("fr").get_template("colours.j2").module
    return dict(module.colour)


def layout(table: Table, width: float = FULL) -> tuple[Column, ...]:
    """tuple of Column: numbers take the width that they need, text columns share the rest by the length of what they hold.

    There are as many as the widest row has cells, headings or not.
    """
    count = max(len(table.headings) - 1, *(len(row.cells) for row in table.rows), 0)
    heads = (*table.headings, *("",) * (count + 1 - len(table.headings)))
    cells = [[row.cells[place] if place < len(row.cells) else "" for row in table.rows] for place in range(count)]
    numeric = [all(_NUMERIC.match(cell) for cell in column) for column in cells]
    sizes = [_size(heading, column) for heading, column in zip(heads[1:], cells, strict=True)]
    taken = sum(size for size, numbers in zip(sizes, numeric, strict=True) if numbers)
    if taken > WIDEST_NUMBERS * width:
        sizes = [round(size * WIDEST_NUMBERS * width / taken, 1) for size in sizes]
    room = width - min(taken, WIDEST_NUMBERS * width)
    wordy = [_longest([heads[0], *(row.label for row in table.rows)])]
    wordy += [_longest(column) for column, numbers in zip(cells, numeric, strict=True) if not numbers]
    shares = iter([max(min(text, 4 * min(wordy)), 30.0) for text in wordy])
    total = sum(max(min(text, 4 * min(wordy)), 30.0) for text in wordy)
    first = Column(round(room * next(shares) / total, 1) if len(wordy) > 1 else 0.0, numeric=False)
    others = (
        Column(size if numbers else round(room * next(shares) / total, 1), numbers) for size, numbers in zip(sizes, numeric, strict=True)
    )
    return (first, *others)


def _size(heading: str, cells: Sequence[str]) -> float:
    """float: the width of a column of numbers: its widest cell, its longest word, and its heading on two lines."""
    head = text_width(heading, CELL, "600")
    word = max(text_width(word, CELL, "600") for word in heading.split(" "))
    return round(max(_longest(cells), NARROWEST_NUMBER, word, min(head, WIDEST_NUMBER), head / 2 + 4) + PADDING, 1)


def _longest(texts: Sequence[str]) -> float:
    return max((text_width(text, CELL) for text in texts), default=0.0)


def _kind(block: Drawn) -> str:
    return type(block).__name__.lower()


def _unbroken(text: str) -> Markup:
    """Markup: the text, escaped, its hyphenated names and short quotations kept on one line."""
    return Markup("").join(_words(text))


def _words(text: str) -> Iterator[Markup]:
    for place, part in enumerate(_WHOLE.split(text)):
        if place % 2:
            yield Markup('<span class="nw">{}</span>').format(part)
        else:
            yield escape(part)


def _left(label: Label, size: float, weight: int, italic: bool) -> float:  # noqa: FBT001 -- a filter of the templates
    """float: where a label begins, in points, whichever of its points the chart places."""
    if label.anchor == "start":
        return label.x
    long = text_width(label.text, size, "italic" if italic else "600" if weight >= 600 else "400")
    return round(label.x - (long if label.anchor == "end" else long / 2), 2)


def _span(lang: str, block: Joined) -> str:
    """str: "Tableaux B1 à B12", from the numbers of the tables joined."""
    first, last = (table.number.rsplit(" ", 1)[-1] for table in (block.tables[0], block.tables[-1]))
    return wording("page_joined", lang, first=first, last=last)


def _summary(lang: str, block: Table | Facts | Joined) -> Markup:
    """Markup: what a table is, for who hears the PDF: rows, columns, and what "s" means where it stands; a browser tells its rows itself."""
    rows: Sequence[object] = [row for table in block.tables for row in table.rows] if isinstance(block, Joined) else block.rows
    size = number(len(rows), lang)
    if isinstance(block, Facts):
        told = wording("page_rows_of_two", lang, rows=size)
    else:
        headings = block.whole.headings if isinstance(block, Joined) else block.headings
        told = wording("page_rows", lang, rows=size, headings=listing([name for name in headings if name], lang))
    if any(getattr(row, "kind", "") == "hidden" for row in rows):
        told = f"{told} {wording('page_rows_hidden', lang)}"
    return Markup(' data-summary="{}"').format(typography(told, lang))


def _facts_width(facts: Facts) -> float:
    return round(min(max((text_width(name, CELL, "600") for name, _ in facts.rows), default=0.0) + 10, 110.0), 1)


def _room(figure: Figure) -> float:
    return ASIDE if table_beside(figure) else HALF if half(figure) else FULL


@cache
def environment(lang: str, pictures: bool = False) -> Environment:  # noqa: FBT001, FBT002 -- the key of a cache
    """Environment: the templates of the kit, with the filters of a language. A form of its own overlays it with more."""
    found = Environment(
        loader=FileSystemLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["printed"] = pictures
    found.filters |= {
        "typo": partial(_typo, lang),
        "counted": lambda value: number(value, lang),
        "kind": _kind,
        "capital": capital,
        "layout": layout,
        "breaks": breaks,
        "unbroken": _unbroken,
        "left": _left,
        "facts_width": _facts_width,
        "span": partial(_span, lang),
        "summary": partial(_summary, lang) if pictures else lambda _: "",
        "room": _room,
        "table_beside": table_beside,
        "drawn": partial(_picture if pictures else _inline, lang),
    }
    return found


def _typo(lang: str, text: str) -> str:
    return typography(text, lang)


def _inline(lang: str, chart: Chart, alt: str) -> Markup:
    return Markup(draw_chart(chart, alt, lang))  # noqa: S704 -- drawn by a template that escapes


def _picture(lang: str, chart: Chart, alt: str) -> Markup:
    content = b64encode(draw_chart(chart, alt, lang).encode()).decode("ascii")
    return Markup('<img alt="{}" src="data:image/svg+xml;base64,{}">').format(typography(alt, lang), content)


def _drawn(chosen: Environment, name: str, **values: object) -> Markup:
    """Markup: what a template of the kit gives; it escapes every value itself."""
    return Markup(chosen.get_template(name).render(**values))  # noqa: S704
