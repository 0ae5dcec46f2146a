"""A page a community of communes, to be handed out: its key indicators beside those of the whole territory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from survey_kit.findings.by_type import upper
from survey_kit.findings.claims import yes
from survey_kit.findings.phrases import bare_interval, decimals
from survey_kit.findings.texts import capital
from survey_kit.questionnaire.indicators import SATISFIED
from survey_kit.questionnaire.model import label as in_language
from survey_kit.report.context import named, source
from survey_kit.report.document import Notes, Row, Section, Table
from survey_kit.report.tables import NONE
from survey_kit.survey import places
from survey_kit.wording import listing, number, percent, rounded

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution, ReleasedGap
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context

# Fewest respondents of a territory that has a page of its own.
FEWEST: Final = 30
ALTOGETHER: Final = "merged"
WITHOUT_PERCENTAGE: Final = ("counts", "nothing")
# Of the differences that are clear, so many are told above the table.
MOST_TOLD: Final = 4
# One difference in twenty is clear by chance alone.
BY_CHANCE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator here and in the whole territory: its variable, the row of the released frame, the distribution of the whole, what sets the two apart."""

    variable: Variable
    here: Mapping[str, Any]
    whole: Distribution
    gap: ReleasedGap | None

    @property
    def cell(self) -> Cell | None:
        """Cell or None: of those of the whole who say yes."""
        return self.whole.cell(yes(self.variable))

    @property
    def told(self) -> bool:
        """bool: whether a percentage is told here."""
        return not self.here["status"] and self.here["rule"] not in WITHOUT_PERCENTAGE


def territory_pages(context: Context, letter: str) -> tuple[Section, ...]:
    """tuple of Section: a page each, numbered by the letter; none where the tables hold no territories."""
    variable = context.questionnaire.having("epci")
    if variable is None:
        return ()
    frame = context.released.frame
    parted = frame[(frame["column_variable"] == variable.name) & (frame["statistic"] == "count")]
    codes = [code for code in dict.fromkeys(parted["column"].tolist()) if code != ALTOGETHER]
    records = parted.to_dict("records")
    gaps = {(gap.variable, gap.column, gap.category): gap for gap in context.released.gaps}
    return tuple(
        _page(context, variable, code, f"{letter}{place}", list(_compared(context, records, gaps, code))) for place, code in enumerate(codes, start=1)
    )


def territory_name(variable: Variable, code: str, lang: str) -> str:
    """str: what a territory is called: by the codebook, else by the list of communities of communes."""
    choice = variable.choice(code)
    return (choice.title(lang) if choice is not None else "") or places.epci_name(code) or code


def _compared(
    context: Context, records: Sequence[Mapping[Any, Any]], gaps: Mapping[tuple[str, str, str], ReleasedGap], code: str
) -> Iterator[Compared]:
    for record in records:
        variable = named(context.questionnaire, record["row_variable"])
        whole = context.released.distribution(record["row_variable"])
        if variable is not None and whole is not None and record["column"] == code and record["row"] == yes(variable):
            yield Compared(variable, record, whole, gaps.get((variable.name, code, record["row"])))


def _page(context: Context, variable: Variable, code: str, number_of: str, found: Sequence[Compared]) -> Section:
    name = territory_name(variable, code, context.lang)
    table = Table(
        f"table-epci-{code}",
        context.text("epci_caption", name=name),
        context.text("epci_subtitle", interval=_interval(context)),
        _headings(context),
        tuple(_rows(context, found)),
        Notes(context.text("epci_universe"), _reading(context, found), _note(context, variable, found), source(context)),
    )
    return Section(f"epci-{code}", number_of, name, context.text("epci_title", name=name), _lead(context, variable, code, found), (table,), annex=True, alone=True)


def _interval(context: Context) -> str:
    """str: what stands between brackets, nothing of a census."""
    return "" if context.view.sampling == "census" else context.text(f"epci_interval_{context.view.sampling}")


def _headings(context: Context) -> tuple[str, ...]:
    """tuple of str: indicator, base and share here, base and share of the whole, difference."""
    names = ("epci_head_indicator", "head_base", "epci_head_here", "head_base", "epci_head_whole", "epci_head_gap")
    return tuple(context.text(name) for name in names)


def _rows(context: Context, found: Sequence[Compared]) -> Iterator[Row]:
    """Iterator of Row: an indicator a row; marks of satisfaction under a heading of their own."""
    headed = False
    for each in found:
        marked = each.variable.name.startswith(f"{SATISFIED}_")
        if marked and not headed:
            asked = context.questionnaire.having("satisfaction")
            marks = upper(context.view, asked) if asked is not None else None
            width = len(_headings(context)) - 1
            yield Row(context.text("epci_satisfied", marks=marks.marks if marks is not None else ""), ("",) * width, "base")
            headed = True
        yield _row(context, capital(each.variable.title(context.lang)), each)


def _row(context: Context, label: str, each: Compared) -> Row:
    return Row(label, (*_here(context, each), *_whole(context, each), _apart(context, each)), "indicative" if each.here["rule"] == "indicative" else "plain")


def _here(context: Context, each: Compared) -> tuple[str, str]:
    row, hidden = each.here, context.text("sign_hidden")
    size = hidden if row["base"] != row["base"] else number(row["base"], context.lang)
    if row["status"] or row["rule"] == "nothing":
        return size, hidden
    if row["rule"] == "counts":
        return size, NONE
    low, high = (None if end != end else end for end in (row["ci_low"], row["ci_high"]))  # noqa: PLR0124 - a bound kept back differs from itself
    return size, _with_interval(context, row["column_percent"], low, high, 0)


def _whole(context: Context, each: Compared) -> tuple[str, str]:
    hidden, cell = context.text("sign_hidden"), each.cell
    size = hidden if each.whole.base is None else number(each.whole.base, context.lang)
    if cell is None or cell.status:
        return size, hidden
    if cell.percent is None:
        return size, NONE
    return size, _with_interval(context, cell.percent, cell.low, cell.high, decimals(each.whole))


def _with_interval(context: Context, share: float, low: float | None, high: float | None, places_of: int) -> str:
    """str: "46 (36 – 57)", or the percentage alone where there is no interval."""
    told, reach = number(share, context.lang, places_of), bare_interval(context.view, low, high, places_of)
    return told if reach == NONE else f"{told} ({reach})"


def _apart(context: Context, each: Compared) -> str:
    """str: the difference in points, with its sign, and what it is worth."""
    if each.gap is None:
        return NONE
    told = number(each.gap.points, context.lang, 0)
    points = f"+{told}" if rounded(each.gap.points) > 0 else told
    if context.view.sampling == "census":
        return points
    worth = context.text(f"epci_{_kind(context)}_{each.gap.verdict}")
    return f"{points}, {worth}"


def _kind(context: Context) -> str:
    return "volunteer" if context.view.sampling == "volunteer" else "sample"


def _lead(context: Context, variable: Variable, code: str, found: Sequence[Compared]) -> str:
    """str: how many respondents live there, and what sets them apart most."""
    distribution = context.released.distribution(variable.name)
    cell = distribution.cell(code) if distribution is not None else None
    told = []
    if cell is not None and cell.count is not None:
        told.append(context.text("epci_lead", count=number(cell.count, context.lang), total=number(context.view.respondents, context.lang)))
    if context.view.sampling == "census":
        return " ".join(told)
    clear = [each for each in found if each.gap is not None and each.gap.verdict == "established" and each.told]
    ranked = sorted(clear, key=lambda each: -abs(each.gap.points if each.gap is not None else 0.0))[:MOST_TOLD]
    if ranked:
        shown = listing([_clear(context, each) for each in ranked], context.lang)
        told.append(context.text(f"epci_clear_{_kind(context)}", many=len(ranked) > 1, told=shown))
    elif any(each.gap is not None for each in found):
        told.append(context.text(f"epci_alike_{_kind(context)}"))
    return " ".join(told)


def _clear(context: Context, each: Compared) -> str:
    """str: "satisfaction, note de 4 ou 5 : logement (46 % contre 55 %)"."""
    label = in_language(each.variable.wordings, context.lang)
    here, whole = _shares(context, each)
    return context.text("epci_against", label=context.view.quote(f"{label[:1].lower()}{label[1:]}"), here=here, whole=whole)


def _shares(context: Context, each: Compared) -> tuple[str, str]:
    whole = each.cell.percent if each.cell is not None and each.cell.percent is not None else 0.0
    return percent(each.here["column_percent"], context.lang), percent(whole, context.lang, decimals(each.whole))


def _reading(context: Context, found: Sequence[Compared]) -> str:
    """str: one row read aloud: the first that is clear, else the first that is compared."""
    compared = [each for each in found if each.gap is not None]
    clear = [each for each in compared if each.gap is not None and each.gap.verdict == "established"]
    each = next(iter((*clear, *compared)), None)
    if each is None or each.gap is None:
        return ""
    here, whole = _shares(context, each)
    label = context.view.quote(in_language(each.variable.wordings, context.lang))
    values: dict[str, Any] = {"label": label, "here": here, "whole": whole, "base": number(each.here["base"], context.lang)}
    told = context.text("epci_reading", **values)
    verdict = "" if context.view.sampling == "census" else context.text(f"epci_reading_{_kind(context)}_{each.gap.verdict}")
    return f"{told}{verdict}."


def _note(context: Context, variable: Variable, found: Sequence[Compared]) -> str:
    told = [] if context.view.sampling == "census" else [context.text(f"epci_note_{_kind(context)}")]
    compared = sum(each.gap is not None for each in found)
    if told and compared:
        by_chance = max(round(BY_CHANCE * compared), 1)
        told.append(context.text("epci_chance", count=number(compared, context.lang), many=by_chance > 1, clear=number(by_chance, context.lang)))
    if any(each.here["status"] for each in found):
        told.append(context.text("note_hidden"))
    if any(each.here["rule"] == "indicative" for each in found):
        told.append(context.text("epci_indicative"))
    if few := _few(context, variable):
        told.append(context.text("epci_few", many=len(few) > 1, fewest=FEWEST, names=listing(few, context.lang)))
    return f"{context.text('between_notes').join(told)}." if told else ""


def _few(context: Context, variable: Variable) -> list[str]:
    """list of str: the territories of the codebook that have no page, by name."""
    frame = context.released.frame
    shown = set(frame.loc[frame["column_variable"] == variable.name, "column"])
    left = [choice for choice in variable.choices if choice.code not in shown and not choice.missing and not choice.opens_text]
    return [territory_name(variable, choice.code, context.lang) for choice in left]
