"""Made-up answers with a structure that is known: kinds of respondents, one gradient, or nothing."""

import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.segmentation.coding import parts


def kinds(rows=165, count=3, seed=0, sureness=0.75, missing=0.03):
    """DataFrame and ndarray: twelve questions of four choices and two numbers; each kind has a favourite choice; column w weighs."""
    random = np.random.default_rng(seed)
    kind = random.integers(0, count, rows)
    favourite = random.integers(0, 4, (12, count))
    frame = pd.DataFrame(
        {f"q{n}": np.where(random.random(rows) < sureness, favourite[n][kind], random.integers(0, 4, rows)).astype(str) for n in range(12)},
        dtype=object,
    )
    for number in range(2):
        frame[f"n{number}"] = random.normal(size=count)[kind] * 2 + random.normal(size=rows)
    frame = frame.mask(random.random(frame.shape) < missing)
    frame["w"] = random.lognormal(0, 0.3, rows)
    return frame, kind


def gradient(rows=165, seed=0, *, heaped=False):
    """DataFrame: twelve questions that lean on one trait, a third of respondents heaped at each end when asked for."""
    random = np.random.default_rng(seed)
    trait = random.normal(0, 1.4, rows)
    if heaped:
        trait = np.where(random.random(rows) < 2 / 3, 3.0 * random.choice([-1, 1], rows), random.uniform(-3, 3, rows))
    frame = pd.DataFrame(
        {
            f"q{n}": (random.uniform(0.5, 1.5) * trait + random.logistic(0, 0.7, rows) > random.normal(0, 1)).astype(int).astype(str)
            + (random.random(rows) < 0.3).astype(int).astype(str)
            for n in range(12)
        },
        dtype=object,
    )
    frame["n0"] = trait + random.normal(size=rows)
    frame["w"] = random.lognormal(0, 0.3, rows)
    return frame


def nothing(rows=165, seed=0):
    """DataFrame: ten questions that know nothing of one another."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame({f"q{n}": random.choice(list("abcd"), rows, p=random.dirichlet([3] * 4)) for n in range(10)}, dtype=object)
    frame["n0"] = random.normal(size=rows)
    frame["w"] = random.lognormal(0, 0.3, rows)
    return frame


def names(frame):
    """list of str: the questions of a made frame."""
    return [name for name in frame if name != "w"]


def parts_of(frame):
    """tuple of Part and ndarray: its columns and weights."""
    design = Design(frame, weights="w")
    return parts(design, names(frame), numbers=True), design.weights
