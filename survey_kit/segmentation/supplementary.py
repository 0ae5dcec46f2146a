"""Categories and numbers on axes: where they stand, what they contribute, how well they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.axes import Axes
    from survey_kit.segmentation.coding import Part

Lines = list[dict[str, Any]]


def supplementary_rows(
    made: Axes, parts: Sequence[Part], places: Array, weights: Array, *, method: str, names: Sequence[str], active: bool
) -> tuple[Lines, Lines]:
    """list of dict, twice: categories (and numbers) by axis, and variables by axis; `weights` are 1 on average over all respondents.

    A category stands at the mean of its respondents, over the root of the eigenvalue in correspondence analysis; a number at its correlation.
    Source: Lebart, Morineau and Piron (1995), section 1.4 (v-test of a category on an axis).
    """
    lines: Lines = []
    variables: Lines = []
    places_of = _placed(made)
    for part in parts:
        given = places_of.get(part.name) if active else None
        shown = places[:, : len(names)]
        found = _number(part, shown, weights) if part.numeric else _categories(made, part, places, weights, method, filled=active)
        coordinates, cos2, tests, eta2 = found
        first = given[0] if given else 0
        for row, level in enumerate(part.levels or ("",)):
            if active and not made.scale[first + row]:  # excluded: it makes no axis
                continue
            for axis, name in enumerate(names):
                share = made.vectors[first + row, axis] ** 2 * 100 if given else np.nan
                lines.append(
                    {
                        "variable": part.name,
                        "category": level,
                        "axis": name,
                        "coordinate": coordinates[row, axis],
                        "contribution": share,
                        "cos2": cos2[row, axis],
                        "v_test": tests[row, axis],
                        "active": active,
                    }
                )
        variables += [
            {"variable": part.name, "axis": name, "eta2": value, "active": active}
            for name, value in zip(names, eta2[: len(names)], strict=True)
        ]
    return lines, variables


def _placed(made: Axes) -> dict[str, tuple[int, int]]:
    """dict: the first and last column of each active part among the columns of the axes."""
    found: dict[str, tuple[int, int]] = {}
    first = 0
    for part in sorted(made.parts, key=lambda each: each.numeric):
        found[part.name] = first, first + max(len(part.levels), 1)
        first = found[part.name][1]
    return found


def _number(part: Part, places: Array, weights: Array) -> tuple[Array, Array, Array, Array]:
    told = part.answered & (weights > 0)
    shares = weights[told] / weights[told].sum()
    value = part.numbers[told] - shares @ part.numbers[told]
    moved = places[told] - shares @ places[told]
    covariance = (shares * value) @ moved
    spread = np.sqrt((shares @ value**2) * (shares @ moved**2))
    correlation = (covariance / np.where(spread > 0, spread, np.nan))[None, :]
    nothing = np.full_like(correlation, np.nan)
    return correlation, correlation**2, nothing, correlation[0] ** 2


def _categories(made: Axes, part: Part, places: Array, weights: Array, method: str, *, filled: bool) -> tuple[Array, Array, Array, Array]:
    """ndarrays: coordinates, cos2 and v-tests by category and axis, correlation ratios by axis."""
    told = (part.codes >= 0) & (weights > 0)
    indicators = np.zeros((len(part.codes), len(part.levels)))
    indicators[told, part.codes[told]] = 1
    if filled and not told.all():
        share = weights[told] @ indicators[told] / weights[told].sum()
        indicators[~told & (weights > 0)] = share
    counts, total = weights @ indicators, float(weights.sum())
    means = (indicators * weights[:, None]).T @ places / np.where(counts > 0, counts, np.nan)[:, None]
    standard = means / np.sqrt(made.eigenvalues[: places.shape[1]])
    with np.errstate(divide="ignore", invalid="ignore"):
        tests = standard * np.sqrt(counts * (total - 1) / (total - counts))[:, None]
        cos2 = standard**2 / (total * (weights @ indicators**2) / counts**2 - 1)[:, None]
    eta2 = (counts[:, None] / total * np.nan_to_num(standard) ** 2).sum(axis=0)
    if method == "mca":
        return standard, cos2, tests, eta2
    distances = (means**2).sum(axis=1)  # over all axes, which a mixed analysis is given
    return means, means**2 / np.where(distances > 0, distances, np.nan)[:, None], tests, eta2
