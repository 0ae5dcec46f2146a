"""Figures: a chart, the finding that it shows as its title, and everything that a number needs around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from survey_kit.charts.bars import bars
from survey_kit.charts.columns import columns
from survey_kit.charts.marks import FULL, HALF
from survey_kit.charts.stacked import stacked
from survey_kit.findings.by_type import upper
from survey_kit.findings.concepts import claim_of, special, topic
from survey_kit.findings.leading import lead, most_hidden
from survey_kit.findings.nets import net
from survey_kit.findings.phrases import base, share
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, ladder, names, others, outside_scale, telling, without
from survey_kit.questionnaire.indicators import upper_codes
from survey_kit.report.context import source
from survey_kit.report.document import Figure, Notes
from survey_kit.report.notes import alternative, base_of, bases, notes, stopped, subtitle, universe, where
from survey_kit.wording import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from survey_kit.charts.marks import Chart
    from survey_kit.disclosure.released import Distribution
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context

# Beyond so many steps a scale is drawn as columns.
MOST_BARS: Final = 7
MOST_STEPS: Final = 7
SHORT: Final = 60
SHORT_HALF: Final = 40
# Topics of a matrix that can be compared.
FEWEST_RATED: Final = 2
DRAWN: Final = ("single", "multiple", "scale", "yes_no", "integer", "decimal")
NUMBERS: Final = ("integer", "decimal")


def figure_of_concept(context: Context, concept: str) -> Figure | None:
    """Figure or None: of the variable that measures a concept, drawn by its type."""
    variable = context.questionnaire.having(concept)
    return of_variable(context, variable) if variable is not None else None


def of_variable(context: Context, variable: Variable, width: float = FULL, keep: int = 0) -> Figure | None:
    """Figure or None: of one variable; bars can take half the width of a page, and show the first answers only."""
    if variable.type == "matrix":
        return _matrix(context, variable)
    distribution = context.released.distribution(variable.name)
    if distribution is None or variable.type not in DRAWN or not any(cell.count and not cell.status for cell in distribution.cells):
        return None
    claim = claim_of(context.view, variable)
    if claim is None:
        return None
    drawn, unnamed = _named_answers(context, variable, distribution)
    taken = FULL if _upright(variable, drawn) else width
    chart, narrow = both(lambda room: _chart(context, variable, drawn, room, keep), taken)
    told = subtitle(context, variable, distribution)
    return Figure(
        f"figure-{variable.name}",
        "",
        claim.title,
        told,
        chart,
        None,
        notes(context, variable, distribution, also=unnamed),
        alternative(context, variable, distribution, claim.title),
        base_of(context, told, base(context.view, distribution)),
        narrow,
    )


def both(draw: Callable[[float], Chart], width: float = FULL) -> tuple[Chart, Chart | None]:
    """Tuple of a chart of that width, and of the same on half a page's width where the first is wider."""
    chart = draw(width)
    return chart, draw(HALF) if chart.width > HALF else None


def _named_answers(context: Context, variable: Variable, distribution: Distribution) -> tuple[Distribution, str]:
    """Tuple of the distribution without answers that nobody gave, and of the note that names them (a single choice without order)."""
    if variable.type != "single" or variable.ordered:
        return distribution, ""
    nobody = [cell.code for cell in distribution.cells if cell.count == 0 and not cell.status]
    if not nobody or len(nobody) == len(distribution.cells):
        return distribution, ""
    known = names(variable, distribution, context.lang)
    told = listing([context.view.quote(known.get(code, code)) for code in nobody], context.lang)
    return without(distribution, frozenset(nobody)), context.text("note_nobody", labels=told)


def _chart(context: Context, variable: Variable, distribution: Distribution, width: float, keep: int) -> Chart:
    known = chart_labels(context, variable, distribution, SHORT if width == FULL else SHORT_HALF)
    ordered = variable.ordered or variable.type in {"scale", *NUMBERS}
    if _upright(variable, distribution):
        return columns(distribution, known, context.lang, width=width)
    return bars(
        distribution,
        known,
        context.lang,
        width=width,
        ordered=ordered,
        highlight=_highlight(context, variable, distribution),
        last=others(variable),
        sampling=context.view.sampling,
        keep=keep,
    )


def _upright(variable: Variable, distribution: Distribution) -> bool:
    """bool: whether answers are drawn as columns, which take the whole width of a printed page."""
    return variable.type in {"scale", *NUMBERS} and len(distribution.cells) > MOST_BARS


def chart_labels(context: Context, variable: Variable, distribution: Distribution, short: int = SHORT) -> dict[str, str]:
    """Dict of str: code to label with a large first letter; answers put together are named where that is short."""
    known = names(variable, distribution, context.lang)
    together = {cell.code: cell_label(cell, known, context.lang) for cell in distribution.cells if cell.together}
    return {code: capital(name) for code, name in (known | {code: name for code, name in together.items() if len(name) <= short}).items()}


def _highlight(context: Context, variable: Variable, distribution: Distribution) -> int | frozenset[str]:
    """int or frozenset: the answers that the title speaks of; none where nothing stands out or the base is small."""
    claim = claim_of(context.view, variable)
    if claim is None or not telling(distribution) or not claim.cells or variable.type in NUMBERS:
        return 0
    if variable.type in {"scale", "yes_no"} or special(context.view, variable) is not None:
        return frozenset(code for _, _, code in claim.cells) & {cell.code for cell in distribution.cells}
    ahead = lead(distribution, others(variable) - outside_scale(variable), most_hidden(variable, distribution), together=ladder(variable))
    return 0 if ahead is None or ahead.flat else frozenset(cell.code for cell in ahead.first)


def _matrix(context: Context, variable: Variable) -> Figure | None:
    items = [item for item in context.released.items(variable.name) if item.item and item.rule not in {"nothing", "counts"}]
    claim = claim_of(context.view, variable)
    if not items or claim is None or len({cell.code for item in items for cell in item.cells} - outside_scale(variable)) > MOST_STEPS:
        return None
    titles = {item.code: capital(item.title(context.lang)) for item in getattr(variable, "items", ())}
    ranked = sorted(items, key=lambda item: _standing(item, upper_codes(variable)))  # without numbers the order stays
    rows = [(titles.get(item.item, item.item), item) for item in ranked]
    known = names(variable, items[0], context.lang)
    poles, outside = bool(upper_codes(variable)), outside_scale(variable)
    chart, narrow = both(lambda width: stacked(rows, known, context.lang, width=width, poles=poles, outside=outside))
    told = context.text("subtitle_matrix", question=variable.title(context.lang).rstrip(" ?:."), base=bases(context, items))
    around = Notes(
        universe(context, variable),
        _matrix_reading(context, variable, ranked[0], rows[0][0]),
        _matrix_note(context, variable),
        source(context),
    )
    alt = f"{stopped(claim.title)} {_matrix_told(context, variable, ranked) or capital(claim.detail)}{where(context, variable)}"
    size = base_of(context, told, bases(context, items))
    return Figure(f"figure-{variable.name}", "", claim.title, told, chart, None, around, alt, size, narrow)


def _matrix_told(context: Context, variable: Variable, ranked: Sequence[Distribution]) -> str:
    """str: the two topics with the most high marks and the one with the fewest; empty where there are no marks to compare."""
    marks = upper(context.view, variable)
    rated = [] if marks is None else [(item, cell) for item in ranked if (cell := net(item, marks.codes)) is not None]
    if marks is None or len(rated) < FEWEST_RATED:
        return ""
    told = [
        context.text(
            "alt_share_first",
            label=topic(context.view, variable, item),
            share=share(context.view, cell, item),
            base=base(context.view, item),
        )
        for item, cell in (*rated[: min(2, len(rated) - 1)], rated[-1])
    ]
    return context.text("alt_matrix", marks=marks.marks, high=marks.high, most=listing(told[:-1], context.lang), fewest=told[-1])


def _matrix_note(context: Context, variable: Variable) -> str:
    marks = upper(context.view, variable)
    order = [] if marks is None else [context.text("note_matrix_order", marks=marks.marks)]
    return f"{context.text('between_notes').join([*order, context.text('note_matrix')])}."


def _standing(item: Distribution, codes: tuple[str, ...]) -> tuple[bool, float]:
    """tuple of bool and float: by which topics are ranked: the share of high marks, the largest first; those of which some are kept back at the end."""
    high = [cell for cell in item.cells if cell.code in codes]
    return any(cell.status for cell in high), -sum(cell.percent or 0.0 for cell in high if not cell.status)


def _matrix_reading(context: Context, variable: Variable, item: Distribution, label: str) -> str:
    cell = next(
        (cell for cell in reversed(item.cells) if cell.percent and not cell.status and cell.code not in outside_scale(variable)), None
    )
    if cell is None:
        return ""
    answer = context.view.quote(names(variable, item, context.lang).get(cell.code, cell.code))
    told = context.text("share_of_base", share=share(context.view, cell, item), base=base(context.view, item))
    return context.text("reading_matrix", share=told, label=answer, item=context.view.quote(label))
