"""How often the segmenter says what is there, on made-up questionnaires whose structure is known: writes the table of docs/segmentation.md.

    python tools/segments_found.py [FILES]

FILES a line (100 without structure and with a gradient, 30 a kind of profiles, by default). Seeds are none of those that thresholds were set on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Final

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent))
from planted import NOISES, gradient, nothing, profiles, questions

import survey_kit as sk
from survey_kit.segmentation.agreement import adjusted_rand

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "segmentation.md"
OPENING, CLOSING = "<!-- measured -->", "<!-- end of measured -->"
FILES, SEED = 100, 500_000
STEEP: Final = {"gradient": (2.0, 3.0), "gradient heaped at both ends": (5.0, 8.0)}


@dataclass(frozen=True, slots=True)
class Found:
    """What was said of one file: the verdict, the number of segments and its range, likeness to the truth, CPU seconds."""

    verdict: str
    count: int
    low: int
    high: int
    likeness: float
    seconds: float


def found(frame: pd.DataFrame) -> Found:
    """Found: of one questionnaire."""
    design = sk.Design(frame, weights="weight")
    start = process_time()
    told = sk.segment(design, questions(frame))
    seconds = process_time() - start
    likeness = adjusted_rand(told.labels.fillna(0).to_numpy(dtype=int), frame["truth"].to_numpy())
    return Found(told.verdict, told.segments, *told.range, likeness, seconds)


def kinds(files: int) -> Iterator[tuple[str, int, list[pd.DataFrame]]]:
    """Iterator of (what is there, how many profiles, files)."""
    yield "nothing", 0, [nothing(SEED + number) for number in range(files)]
    for name, steepness in STEEP.items():
        yield name, 1, [gradient(SEED + 1000 + number, steepness[number % 2]) for number in range(files)]
    for noise in ("clear", "low", "mid"):
        for count in (3, 4, 5):
            some = max(files // 10, 1) if files < FILES else 30
            yield (
                f"{count} profiles, {noise}",
                count,
                [profiles(SEED + 2000 * count + number, count, NOISES[noise]) for number in range(some)],
            )


def table(files: int, said: Callable[[str], object] = print) -> str:
    """str: a line a kind of files, in Markdown."""
    lines = [
        "| what is there | files | none | gradient | segments | right number | within the range | likeness | CPU |",
        "| --- " + "| --: " * 8 + "|",
    ]
    for name, count, frames in kinds(files):
        told = [found(frame) for frame in frames]
        verdicts = [sum(each.verdict == verdict for each in told) for verdict in ("none", "gradient", "segments")]
        right = np.mean([each.count == count for each in told]) if count > 1 else None
        inside = np.mean([each.low <= count <= each.high for each in told]) if count > 1 else None
        shares = [f"{100 * value:.0f} %" if value is not None else "" for value in (right, inside)]
        likeness = f"{np.mean([each.likeness for each in told]):.2f}" if count > 1 else ""
        lines.append(
            f"| {name} | {len(told)} | {' | '.join(map(str, verdicts))} | {' | '.join(shares)} | {likeness} | {_median(told):.1f} s |"
        )
        said(lines[-1])
    return "\n".join(lines)


def _median(told: list[Found]) -> float:
    return float(np.median([each.seconds for each in told]))


if __name__ == "__main__":
    made = table(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(OPENING)
    PAGE.write_text(f"{before}{OPENING}\n\n{made}\n\n{CLOSING}{rest.partition(CLOSING)[2]}", encoding="utf-8")
    print(PAGE)
