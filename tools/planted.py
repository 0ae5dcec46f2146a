"""Made-up questionnaires whose structure is known: profiles that answer each in their way, one gradient, or nothing.

Like a survey of newcomers: fourteen questions of two to six choices, seven options of a set, six scales, three numbers; one answer in twenty is missing;
weights are unequal. No answer is anybody's.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

RESPONDENTS: Final = 165
NOISES: Final = {"clear": 0.0, "low": 0.15, "mid": 0.35, "high": 0.5}
CHOICES: Final = (5, 6, 4, 4, 4, 4, 5, 6, 5, 5, 5, 3, 2, 4)
OPTIONS, SCALES, NUMBERS, MISSING = 7, 6, 3, 0.05
# How far a profile's chances lie from everybody's, from 0 to 1, and how much numbers differ, in standard deviations.
CONTRAST, DISTANCE = 0.75, 0.9


def laws(random: np.random.Generator, count: int) -> dict[str, Any]:
    """dict: by question the chances of its choices in each profile; by scale and number the mean in each profile."""
    found: dict[str, Any] = {}
    for number, width in enumerate((*CHOICES, *(2,) * OPTIONS)):
        common = random.dirichlet(np.full(width, 3.0))
        found[f"{'q' if number < len(CHOICES) else 'set__'}{number}"] = (1 - CONTRAST) * common + CONTRAST * random.dirichlet(
            np.full(width, 0.5), count
        )
    for number in range(SCALES + NUMBERS):
        found[f"{'scale' if number < SCALES else 'number'}{number}"] = random.normal(0, DISTANCE, count)
    return found


def profiles(seed: int, count: int, noise: float) -> pd.DataFrame:
    """DataFrame: answers of `count` profiles, a share `noise` of them those of another respondent's profile; column `truth` is the profile."""
    random = np.random.default_rng(seed)
    sizes = random.dirichlet(np.full(count, 12.0))
    kind = random.choice(count, RESPONDENTS, p=sizes)
    return _answered(
        random, laws(random, count), lambda: np.where(random.random(RESPONDENTS) < noise, random.permutation(kind), kind), kind
    )


def nothing(seed: int) -> pd.DataFrame:
    """DataFrame: each answer given on its own, with the margins of five profiles."""
    random = np.random.default_rng(seed)
    kind = random.choice(5, RESPONDENTS)
    return _answered(random, laws(random, 5), lambda: random.permutation(kind), np.zeros(RESPONDENTS, dtype=int))


def gradient(seed: int, steepness: float) -> pd.DataFrame:
    """DataFrame: answers that move between two ways of answering with one trait; the steeper, the more respondents stand at both ends."""
    random = np.random.default_rng(seed)
    place = 1 / (1 + np.exp(-steepness * random.normal(size=RESPONDENTS)))
    # A steep gradient heaps respondents; between its poles each answer follows one of them with the chance of the place.
    return _answered(
        random, laws(random, 2), lambda: (random.random(RESPONDENTS) < place).astype(int), np.zeros(RESPONDENTS, dtype=int), place=place
    )


def _answered(random: np.random.Generator, law: dict[str, Any], drawn: Any, truth: Any, place: Any = None) -> pd.DataFrame:
    """DataFrame: an answer to each question by the profile that `drawn` gives, some of them missing, and weights; numbers follow `place` itself."""
    answers: dict[str, Any] = {}
    for name, own in law.items():
        if name.startswith(("q", "set__")):
            chances = own[drawn()].cumsum(axis=1)
            codes = (random.random(RESPONDENTS)[:, None] > chances).sum(axis=1).clip(0, own.shape[1] - 1)
            answers[name] = (
                codes.astype(bool) if name.startswith("set__") else np.array([f"c{code}" for code in range(own.shape[1])])[codes]
            )
            continue
        mean = own[drawn()] if place is None else own[0] + (own[1] - own[0]) * place
        value = mean + random.normal(size=RESPONDENTS)
        answers[name] = np.clip(np.rint(3 + value), 1, 5) if name.startswith("scale") else value
    frame = pd.DataFrame(answers).astype(object)
    frame = frame.mask(random.random(frame.shape) < MISSING)
    for name in frame:
        if name.startswith(("scale", "number")):
            frame[name] = frame[name].astype(float)
        if name.startswith("set__"):
            frame[name] = frame[name].astype("boolean")
    return frame.assign(weight=random.lognormal(0, 0.35, RESPONDENTS), truth=truth)


def questions(frame: pd.DataFrame) -> list[str]:
    """list of str: what was asked."""
    return [name for name in frame if name not in {"weight", "truth"}]
