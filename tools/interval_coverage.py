"""How often 95 % intervals hold the true share, with 165 respondents of a known population: writes docs/coverage.md.

    python tools/interval_coverage.py [DRAWS]

What the promise is worth (drawn respondents, moderate weights) and where it ends (strong weights, volunteers whose answering depends on the answer).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

import survey_kit as sk

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "coverage.md"
PEOPLE, RESPONDENTS, DRAWS, SEED = 20_000, 165, 10_000, 20_220_401
SHARES: Final = (0.05, 0.10, 0.20, 0.35, 0.50, 0.65, 0.80, 0.90, 0.95)
ANSWERS: Final = tuple(f"p{round(100 * share):02d}" for share in SHARES)


@cache
def population() -> pd.DataFrame:
    """DataFrame: 20,000 made-up people: sex, age band, stratum, and nine yes or no answers that lean on age; exact shares."""
    random = np.random.default_rng(SEED)
    made = pd.DataFrame({"sex": random.integers(0, 2, PEOPLE), "band": random.choice(4, PEOPLE, p=[0.2, 0.3, 0.3, 0.2])})
    made["stratum"] = random.choice(3, PEOPLE, p=[0.6, 0.3, 0.1])
    for name, share in zip(ANSWERS, SHARES, strict=True):
        leaning = 0.5 * made["band"] + 0.4 * made["stratum"] + random.logistic(size=PEOPLE)
        made[name] = (leaning.rank(ascending=False, method="first") <= round(share * PEOPLE)).astype(int)
    return made


def weighted(deff: float) -> Callable[[np.random.Generator], sk.Design]:
    """Callable: draws with unequal chances that have nothing to do with the answers; weights make up for them, at that design effect of Kish's."""
    spread = np.sqrt(np.log(deff))
    chances = np.exp(spread * np.random.default_rng(SEED + 1).normal(size=PEOPLE))

    def draw(random: np.random.Generator) -> sk.Design:
        rows = random.choice(PEOPLE, RESPONDENTS, p=chances / chances.sum())
        return sk.Design(population().iloc[rows].assign(w=1 / chances[rows]), "w")

    return draw


def stratified(random: np.random.Generator) -> sk.Design:
    """Design: 65 respondents of the large stratum, 60 and 40 of the smaller ones."""
    people, parts = population(), []
    for stratum, count in enumerate((65, 60, 40)):
        there = np.flatnonzero(people["stratum"] == stratum)
        parts.append(people.iloc[random.choice(there, count, replace=False)].assign(w=len(there) / count))
    return sk.Design(pd.concat(parts, ignore_index=True), "w", strata="stratum")


def raked(random: np.random.Generator) -> sk.Design:
    """Design: a simple random sample, raked to the sexes and age bands of the population."""
    people = population()
    rows = random.choice(PEOPLE, RESPONDENTS, replace=False)
    design = sk.Design(people.iloc[rows].assign(w=PEOPLE / RESPONDENTS), "w")
    return sk.rake(design, {name: people[name].value_counts().to_dict() for name in ("sex", "band")})


def volunteers(odds: float, *, weighting: bool = False) -> Callable[[np.random.Generator], sk.Design]:
    """Callable: people who say yes to the question at hand come forward `odds` times as easily as the others; one question at a time."""

    def draw(random: np.random.Generator) -> sk.Design:
        people = population()
        name = ANSWERS[random.integers(len(ANSWERS))]
        chances = np.where(people[name] == 1, odds, 1.0)
        rows = random.choice(PEOPLE, RESPONDENTS, p=chances / chances.sum())
        found = people.iloc[rows].assign(w=PEOPLE / RESPONDENTS)[["sex", "band", "w", name]]
        design = sk.Design(found, "w", sampling="volunteer")
        return sk.rake(design, {each: people[each].value_counts().to_dict() for each in ("sex", "band")}) if weighting else design

    return draw


PROMISED: Final = {
    "drawn alike": weighted(1.0),
    "weights, Kish deff 1.15": weighted(1.15),
    "weights, Kish deff 1.3": weighted(1.3),
    "stratified, unequal fractions": stratified,
    "drawn alike, raked to sex and age": raked,
}
BEYOND: Final = {
    "weights, Kish deff 2": weighted(2.0),
    "weights, Kish deff 3": weighted(3.0),
    "volunteers, yes twice as willing": volunteers(2.0),
    "the same, raked to sex and age": volunteers(2.0, weighting=True),
    "volunteers, yes 1.3 times as willing": volunteers(1.3),
}


def coverage(draw: Callable[[np.random.Generator], sk.Design], draws: int, seed: int) -> dict[str, tuple[float, int]]:
    """dict: for each answer the share of draws whose interval holds the true share, and how many draws there were."""
    random, true = np.random.default_rng(seed), dict(zip(ANSWERS, SHARES, strict=True))
    held, seen = dict.fromkeys(ANSWERS, 0), dict.fromkeys(ANSWERS, 0)
    for _ in range(draws):
        design = draw(random)
        asked = [name for name in ANSWERS if name in design.engine.names]
        found = sk.proportion(design, asked)
        for name, low, high in bounds(found):
            seen[name] += 1
            held[name] += low <= true[name] <= high
    return {name: (held[name] / seen[name] if seen[name] else np.nan, seen[name]) for name in ANSWERS}


def bounds(found: sk.Estimates) -> list[tuple[str, float, float]]:
    """list of (answer, low, high): of yes; of an answer that nobody or everybody gave, the interval that is left."""
    listed, place = [], 0
    for block in found.blocks:
        low, high = found.low[place : place + len(block.categories)], found.high[place : place + len(block.categories)]
        place += len(block.categories)
        if 1 in block.categories:
            at = block.categories.index(1)
            listed.append((block.variable, low[at], high[at]))
        else:
            listed.append((block.variable, 1 - high[0], 1 - low[0]))
    return listed


def rows(scenarios: dict[str, Callable[[np.random.Generator], sk.Design]], draws: int) -> list[str]:
    """list of str: a row of the table for each scenario."""
    listed = []
    for number, (name, draw) in enumerate(scenarios.items()):
        found = coverage(draw, draws, SEED + 10 * number)
        listed.append("| " + " | ".join([name, *(f"{100 * share:.1f}" for share, _ in found.values())]) + " |")
        print(listed[-1], flush=True)
    return listed


def main() -> None:
    """None: writes the page."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    head = ["| | " + " | ".join(f"{100 * share:.0f} %" for share in SHARES) + " |", "| --- |" + " --: |" * len(SHARES)]
    error = 100 * np.sqrt(0.95 * 0.05 / draws)
    PAGE.write_text(
        PAGE_TEXT.format(
            draws=f"{draws:,}",
            each=f"{draws // len(SHARES):,}",
            error=f"{error:.2f}",
            promised="\n".join([*head, *rows(PROMISED, draws)]),
            beyond="\n".join([*head, *rows(BEYOND, draws)]),
        ),
        encoding="utf-8",
    )


PAGE_TEXT: Final = """# How often the intervals hold the truth

Written by `python tools/interval_coverage.py`. 165 respondents are drawn {draws} times from 20,000 made-up people whose answers are known; the tables say in how many draws out of
a hundred the 95 % interval of `proportion` (logit, beta at 0 and 1) holds the true share. The simulation itself errs by {error} points (one standard error). Slow tests
run it again from other seeds.

## What is promised

Respondents drawn at random, weights that are moderate: 93 to 97 %.

{promised}

## Where the promise ends

Weights that differ much leave fewer effective respondents than the degrees of freedom tell, and intervals are too short, above all for rare answers. Of volunteers no
interval holds anything: when those who would say yes come forward more easily, the error is in the estimate itself and doesn't shrink with more respondents. Raking on
sex and age doesn't mend it. That is why the report calls such intervals *incertitude minimale* and tests nothing. (Each volunteer question is met in about {each} draws.)

{beyond}
"""


if __name__ == "__main__":
    main()
