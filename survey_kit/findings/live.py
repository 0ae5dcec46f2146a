"""The figures that stay live in a text that somebody edited: each by its name, as it is printed today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from survey_kit.findings.claims import measured
from survey_kit.findings.phrases import counted, decimals, named, share, subject
from survey_kit.findings.texts import NAMED, OPEN, SHUT, capital
from survey_kit.findings.view import telling
from survey_kit.wording import between, bounds, number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import View

_MARKED: Final = re.compile(f"{OPEN}([^{NAMED}]*){NAMED}([^{SHUT}]*){SHUT}")
_PLACE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


def live_figures(view: View) -> dict[str, str]:
    """dict of str: what can stand between braces in a text to how it is printed: of each answer its percentage, interval and who gave it, of each variable
    its base, mean and median; nothing that is kept back or rests on too few.
    """
    told = (*view.released.distributions, *view.released.columns)
    return {name: shown for distribution in told for name, shown in _of_distribution(view, distribution)}


def _of_distribution(view: View, distribution: Distribution) -> Iterator[tuple[str, str]]:
    if not distribution.base or distribution.rule == "nothing":
        return
    yield named(distribution, "base"), number(distribution.base, view.lang)
    for cell in distribution.cells:
        if not cell.status and cell.count is not None:
            yield from _of_cell(view, distribution, cell)
    for measure in distribution.measures if telling(distribution) else ():
        if measure.value is not None and not measure.row:
            whole = measure.name != "mean" and float(measure.value).is_integer()
            yield named(distribution, measure.name), measured(view, measure, distribution, 0 if whole else 1)
            if measure.low is not None and measure.high is not None:
                yield named(distribution, measure.name, "interval"), bounds(measure.low, measure.high, view.lang, 1)


def _of_cell(view: View, distribution: Distribution, cell: Cell) -> Iterator[tuple[str, str]]:
    if distribution.rule == "counts":
        yield named(distribution, cell.code, "people"), counted(view, cell, distribution)
    elif telling(distribution) and cell.percent is not None:
        yield named(distribution, cell.code, "percent"), share(view, cell, distribution)
        yield named(distribution, cell.code, "people"), subject(view, cell, distribution).text
        if cell.low is not None and cell.high is not None and view.sampling != "census":
            yield named(distribution, cell.code, "interval"), between(cell.low, cell.high, view.lang, decimals(distribution))


def templated(text: str) -> tuple[str, dict[str, str]]:
    """tuple of str and dict: a text whose live figures are marked, with their names between braces in their place, and each as it was printed.

    >>> from survey_kit.findings.texts import live
    >>> templated(f"Sur {live('base', '165')} {{sic}}")
    ('Sur {base} {{sic}}', {'base': '165'})
    """
    figures = {found[1]: found[2] for found in _MARKED.finditer(text)}
    parts = _MARKED.split(text)
    literal = [part.replace("{", "{{").replace("}", "}}") for part in parts[::3]]
    return "".join(one for pair in zip(literal, [*(f"{{{name}}}" for name in parts[1::3]), ""], strict=True) for one in pair), figures


def places(template: str) -> tuple[str, ...]:
    """tuple of str: the names between braces, each once.

    >>> places("{base} sur {base}, {{sic}} {autre}")
    ('base', 'autre')
    """
    return tuple(dict.fromkeys(found[1].strip() for found in _PLACE.finditer(template) if found[1] is not None))


def literal(template: str) -> str:
    """str: what was typed in a text, its live figures left out."""
    return _PLACE.sub(lambda found: " \u2026 " if found[1] is not None else found[0][0], template)


def filled(template: str, figures: Mapping[str, str]) -> str:
    """str: a text with its figures as they are printed; one that begins it begins with a large letter.

    >>> filled("{people} restent.", {"people": "un sur deux"})
    'Un sur deux restent.'
    """
    told = _PLACE.sub(lambda found: figures[found[1].strip()] if found[1] is not None else found[0][0], template)
    return capital(told) if template.startswith("{") and not template.startswith("{{") else told
