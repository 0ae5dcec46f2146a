"""A figure's chart on a slide: native and editable, with a workbook of what is printed and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from survey_kit.charts.scale import number_axis, percent_axis
from survey_kit.outputs.fitted import shortened, wide
from survey_kit.outputs.workbook import Book, Style, printable
from survey_kit.report.html import palette
from survey_kit.wording import signs

if TYPE_CHECKING:
    from survey_kit.outputs.native import Native, Series

# Points: the chart's width and height, the part of its width that labels of bars may take, type sizes by number of rows.
WIDTH, HEIGHT = 873.0, 295.0
LABELS: Final = 0.40
SIZES: Final = ((6, 14), (9, 13), (12, 12))
SMALLEST: Final = 11
# The gap between bars, as a part of their width, in %: the fewer, the wider apart.
GAPS: Final = ((2, 150), (3, 100), (5, 60))
GAP: Final = 45
PADDING: Final = 16.0
LEGEND: Final = 0.13
# Below this share of the whole a number finds no room within its part of a bar.
NARROW: Final = 5
SHEET: Final = "Sheet1"
# Looks that are colours of the theme, so that a theme of the office's own recolours them; the others are steps of scales.
THEME: Final = {
    "first": "ACCENT_1", "strong": "ACCENT_1", "for": "ACCENT_1", "against": "ACCENT_2", "other": "ACCENT_3", "medium": "ACCENT_4",
    "for-medium": "ACCENT_4", "warm": "ACCENT_5", "light": "ACCENT_6",
}  # fmt: skip
DARK: Final = frozenset({"first", "strong", "deep", "for", "against"})
OPEN: Final = frozenset({"outlined", "blank", "indicative"})


def size_of(rows: int) -> int:
    """int: the type size of a chart of so many rows or columns, in points.

    >>> size_of(3), size_of(15)
    (14, 11)
    """
    return next((size for most, size in SIZES if rows <= most), SMALLEST)


def labels_of(shown: Native, hidden: str, indicative: str) -> tuple[str, ...]:
    """tuple of str: the categories as they find room, with a sign where something is hidden, another where the base is small."""
    size, rows = size_of(len(shown.categories)), max(len(shown.categories), 1)
    if shown.form == "columns":
        room, most = WIDTH * 0.92 / rows, 3
    else:
        room = WIDTH * LABELS - PADDING
        most = 2 if HEIGHT * (1 - LEGEND * (shown.form == "stacked")) / rows >= 2 * 1.25 * size else 1
    small = shown.indicative or (False,) * len(shown.categories)
    signs_of = [
        ", ".join(sign for sign, told in ((hidden, kept), (indicative, few)) if told) for kept, few in zip(shown.hidden, small, strict=True)
    ]
    return tuple(_short(name, room, size, most, sign) for name, sign in zip(shown.categories, signs_of, strict=True))


def _short(name: str, room: float, size: float, most: int, sign: str) -> str:
    """str: the label as it fits; its sign is never cut."""
    ending = f" ({sign})" if sign else ""
    return f"{shortened(name, room - wide(ending, size) / most, size, most)}{ending}"


def insert_chart(holder: Any, shown: Native, labels: tuple[str, ...], *, lang: str, language: str, stamp: str) -> Any:
    """GraphicFrame: the chart in its placeholder, in the colours of the report; `stamp` is told in its workbook too."""
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {"bars": XL_CHART_TYPE.BAR_CLUSTERED, "stacked": XL_CHART_TYPE.BAR_STACKED, "columns": XL_CHART_TYPE.COLUMN_CLUSTERED}
    form = f'0"{signs(lang).before_percent}%"' if shown.unit == "percent" else "#,##0"
    frame = holder.insert_chart(kinds[shown.form], _holding(shown, labels, form, stamp))
    chart = frame.chart
    _set_up(chart, shown, size_of(len(labels)))
    _lay_out(chart, shown, labels, language)
    for series, drawn in zip(shown.series, chart.plots[0].series, strict=True):
        _paint(series, drawn, stacked=shown.form == "stacked")
        _tell(series, drawn, form if shown.form != "stacked" else "0", size_of(len(labels)), stacked=shown.form == "stacked")
    return frame


def _holding(shown: Native, labels: tuple[str, ...], form: str, stamp: str) -> Any:
    """CategoryChartData: the values, with a workbook written by ours: its texts can't be formulas, and its bytes know no clock."""
    from pptx.chart.data import CategoryChartData
    from pptx.chart.xlsx import CategoryWorkbookWriter

    class Writer(CategoryWorkbookWriter):
        """The references of the library, the workbook of the kit."""

        @property
        def xlsx_blob(self) -> bytes:
            return _workbook(shown, labels, form, stamp)

    class Holding(CategoryChartData):
        """The values of a chart."""

        @property
        def _workbook_writer(self) -> Any:
            written: Any = Writer
            return written(self)

    holding: Any = Holding
    held = holding(number_format=form)
    held.categories = [printable(label) for label in labels]
    for series in shown.series:
        held.add_series(printable(series.name), series.values)
    return held


def _workbook(shown: Native, labels: tuple[str, ...], form: str, stamp: str) -> bytes:
    book = Book()
    sheet: Any = book.book.worksheets[0]
    sheet.title = SHEET
    sheet.column_dimensions["A"].width = 58
    book.row(sheet, 1, ["", *(series.name for series in shown.series)], Style(bold=True))
    for place, label in enumerate(labels):
        book.put(sheet, place + 2, 1, label, Style())
        book.row(sheet, place + 2, [series.values[place] for series in shown.series], Style(form=form), first=2)
    if stamp:
        book.put(sheet, len(labels) + 4, 1, stamp, Style(bold=True))
    return book.saved("", stamp)


def _set_up(chart: Any, shown: Native, size: int) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_MARK
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    chart.has_title = False
    chart.font.size, chart.font.name = Pt(size), "+mn-lt"
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_legend = len(shown.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(min(size, 13))
    plot, answers, amounts = chart.plots[0], chart.category_axis, chart.value_axis
    plot.gap_width = next((gap for most, gap in GAPS if len(shown.categories) <= most), GAP)
    plot.overlap = 100 if shown.form == "stacked" else -5 if len(shown.series) > 1 else 0
    answers.reverse_order = shown.form != "columns"
    answers.major_tick_mark = answers.minor_tick_mark = XL_TICK_MARK.NONE
    answers.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    answers.has_major_gridlines = amounts.has_major_gridlines = False
    amounts.visible = False
    amounts.minimum_scale, amounts.maximum_scale = 0, _end(shown)


def _end(shown: Native) -> float:
    """float: where the axis of values ends: the whole of a whole, else a little beyond the largest, for its number."""
    if shown.form == "stacked":
        return 100
    return 1.08 * (percent_axis(shown.highest)[-1] if shown.unit == "percent" else number_axis(shown.highest)[-1])


def _lay_out(chart: Any, shown: Native, labels: tuple[str, ...], language: str) -> None:
    """None: the room of labels, the language, every label shown: what the library has no words for."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    space = chart._chartSpace  # noqa: SLF001
    told = parse_xml(f'<c:lang {nsdecls("c")} val="{language}"/>')
    square = parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>')
    place = 1 if space.find(qn("c:date1904")) is not None else 0
    space.insert(place, told)
    found = space.find(qn("c:roundedCorners"))
    if found is None:
        space.insert(place + 1, square)
    top = LEGEND if len(shown.series) > 1 else 0.0
    if shown.form != "columns":
        left = round(min(LABELS, max(wide(label, size_of(len(labels))) + PADDING for label in labels) / WIDTH), 3)
        box = f'<c:x val="{left}"/><c:y val="{top}"/><c:w val="{round(0.98 - left, 3)}"/><c:h val="{round(0.99 - top, 2)}"/>'
        layout = parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{box}</c:manualLayout></c:layout>"
        )
        area = space.find(qn("c:chart")).find(qn("c:plotArea"))
        for old in area.findall(qn("c:layout")):
            area.remove(old)
        area.insert(0, layout)
    axis = chart.category_axis._element  # noqa: SLF001
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    after = axis.find(qn("c:noMultiLvlLbl"))
    (after.addprevious if after is not None else axis.append)(every)


def _paint(series: Series, drawn: Any, *, stacked: bool) -> None:
    """None: gives each bar the look that it has in the report; of a series of one look, the series."""
    if len(set(series.looks)) == 1:
        _fill(drawn.format, series.looks[0], stacked=stacked)
        return
    _fill(drawn.format, "other", stacked=stacked)
    for place, look in enumerate(series.looks):
        if look != "other":
            _fill(drawn.points[place].format, look, stacked=stacked)


def _fill(form: Any, look: str, *, stacked: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_PATTERN_TYPE, MSO_THEME_COLOR
    from pptx.util import Pt

    if look == "indicative":
        form.fill.patterned()
        form.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        form.fill.fore_color.theme_color, form.fill.back_color.theme_color = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.BACKGROUND_1
    else:
        form.fill.solid()
        if look in THEME:
            form.fill.fore_color.theme_color = getattr(MSO_THEME_COLOR, THEME[look])
        elif look in OPEN:
            form.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        else:
            form.fill.fore_color.rgb = RGBColor.from_string(palette()[look][1:] if look in palette() else palette()["primary"][1:])
    if stacked or look in OPEN:
        form.line.width = Pt(0.75)
        form.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1 if look in OPEN else MSO_THEME_COLOR.BACKGROUND_1


def _tell(series: Series, drawn: Any, form: str, size: int, *, stacked: bool) -> None:
    """None: the numbers at the ends of bars, or within parts of a whole that are wide enough for them."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    told = drawn.data_labels
    told.show_value, told.number_format, told.number_format_is_linked = True, form, False
    told.font.size, told.font.name = Pt(size), "+mn-lt"
    told.font.bold = not stacked and "indicative" not in series.looks
    told.font.italic = "indicative" in series.looks
    told.position = XL_LABEL_POSITION.CENTER if stacked else XL_LABEL_POSITION.OUTSIDE_END
    light = stacked and series.looks[0] in DARK
    told.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if light else MSO_THEME_COLOR.TEXT_1
    if stacked:
        for place, value in enumerate(series.values):
            if value is not None and value < NARROW:
                _unlabelled(told, place)


def _unlabelled(told: Any, place: int) -> None:
    """None: leaves one value without its number."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    one = parse_xml(f'<c:dLbl {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>')
    labels = told._element  # noqa: SLF001
    before = [child for child in labels if child.tag.endswith("}dLbl")]
    labels.insert(len(before), one)
