"""Charts as PNG pictures, for the forms that can't hold the SVG: drawn from the same SVG, with the fonts that ship and no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.fonts import folder
from survey_kit.report.html import draw_chart

if TYPE_CHECKING:
    from survey_kit.charts.marks import Chart

# Sharp in print; the time of a drawing grows with it.
DOTS_PER_INCH: Final = 180
FONTS: Final = ("KitSans-Regular", "KitSans-Italic", "KitSans-Semibold")
# Signs that no XML may hold, whatever an answer was typed with.
UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def chart_pngs(charts: Sequence[tuple[Chart, str]], lang: str) -> tuple[bytes, ...]:
    """tuple of bytes: each chart, told with its text alternative, as a PNG on white. The same chart gives the same bytes.

    Raises: SurveyKitError when the library that draws them isn't there ("word_missing").
    """
    return pictures([draw_chart(chart, alt, lang) for chart, alt in charts])


def pictures(drawings: Sequence[str]) -> tuple[bytes, ...]:
    """tuple of bytes: each SVG as a PNG on white. The same drawing gives the same bytes.

    Raises: SurveyKitError when the library that draws them isn't there ("word_missing").
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise SurveyKitError("word_missing", got=str(error)) from error
    fonts = [str(folder() / f"{name}.ttf") for name in FONTS]
    draw = partial(svg_to_bytes, background="#FFFFFF", dpi=DOTS_PER_INCH, skip_system_fonts=True, font_files=fonts, font_family="Kit Sans")
    # The library draws outside the interpreter's lock.
    with ThreadPoolExecutor() as pool:
        return tuple(pool.map(lambda svg: bytes(draw(svg_string=printable(svg))), drawings))


def printable(drawing: str) -> str:
    """str: a drawing without the signs that no XML may hold."""
    return UNPRINTABLE.sub("", drawing)
