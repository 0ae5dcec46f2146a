from dataclasses import replace

import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.disclosure.counts import ANY, key
from survey_kit.disclosure.links import Link
from survey_kit.disclosure.masking import primary
from survey_kit.disclosure.system import Held, system_of, together_code
from survey_kit.tabulation.crosstab import tabulate

from .test_masking import strip_of


def held_of(strip, **more):
    return Held(strip, tuple("primary" if each else "" for each in primary(strip, 5)), closed=0 < strip.base < 5, **more)


def cross(grid):
    """list of Held: rows by columns, with the totals."""
    grid = np.array(grid)
    each = np.repeat(np.arange(grid.size), grid.ravel())
    frame = pd.DataFrame({"v": [f"r{place // grid.shape[1]}" for place in each], "b": [f"c{place % grid.shape[1]}" for place in each]})
    return [held_of(strip) for strip in tabulate(Design(frame), ["v"], ["b"]).strips]


def balanced(system):
    return all(
        sum(system.counts[part].number for part in each.parts) == sum(system.counts[whole].number for whole in each.whole)
        for each in system.equations
    )


def test_every_equation_of_a_cross_holds():
    system = system_of(cross([[3, 9], [20, 11]]), (), 5)
    assert balanced(system)
    assert len(system.equations) == 6
    cell = system.counts[key(("v", "r0"), ("b", "c0"))]
    assert (cell.number, cell.hidden, cell.needy, cell.low, cell.high) == (3, True, True, 1, 4)


def test_nobody_knows_why_each_cell_of_a_closed_column_is_hidden_and_zeros_stay():
    system = system_of(cross([[3, 9], [0, 11]]), (), 5)
    assert system.counts[key(("b", "c0"), ("v", ANY))].needy
    assert not system.counts[key(("b", "c0"), ("v", "r1"))].hidden
    assert system.counts[key(("b", "c0"), ("v", "r0"))].cost is None


def test_answers_put_together_add_up_to_their_cell():
    system = system_of([Held(strip_of([40, 3, 2, 20]), ("", "primary", "primary", ""), inside=("c1", "c2"))], (), 5)
    together = system.counts[key(("v", together_code(("c1", "c2"))))]
    assert (together.number, together.hidden) == (5, False)
    assert balanced(system)


def test_what_the_codebook_ties_is_an_equation_unless_far_too_many_are_left_out():
    strip = strip_of([40, 3, 20])
    tie = Link((("w", ANY),), (("v", "c0"), ("v", "c1")))
    near = system_of([held_of(strip), held_of(replace(strip_of([30, 12]), variable="w"))], [tie], 5)
    assert balanced(near)
    assert len(near.equations) == 3
    far = system_of([held_of(strip), held_of(replace(strip_of([5, 5]), variable="w"))], [tie], 5)
    assert len(far.equations) == 2
