"""A whole questionnaire by a banner of six variables: `tables.py ROWS [SAMPLING]` prints the CPU seconds and the peak memory in MB. Of a probability
sample letters and tests are worked out too.
"""

import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

BANNER = ("age_band", "situation", "household", "epci", "newcomer", "activity")
RUNS = 3


def measured(rows: int, sampling: str) -> tuple[int, float]:
    """int and float: how many questions were tabulated, and the CPU seconds that it took, median of several runs from a new design."""
    import numpy as np

    import survey_kit as sk
    from survey_kit.example.shapes import write_example
    from survey_kit.tabulation.plan import everything

    with tempfile.TemporaryDirectory() as folder:
        write_example(Path(folder) / "e.csv")
        survey = sk.read_export(Path(folder) / "e.csv")
    drawn = np.arange(rows) if rows <= len(survey.responses) else np.random.default_rng(0).integers(0, len(survey.responses), rows)
    responses, missing = (frame.iloc[drawn].reset_index(drop=True) for frame in (survey.responses, survey.missing))
    larger = replace(survey, responses=responses, missing=missing)
    known = survey.questionnaire
    asked = [name for name in everything(known) if known.question(name) is not None and known.question(name).type != "text"]
    held = [name for name in asked if any(column in responses for column in known.question(name).answer_columns)]
    took = []
    for _ in range(RUNS):
        design = sk.Design(larger, sampling=sampling)
        start = process_time()
        sk.tabulate(design, held, BANNER)
        took.append(process_time() - start)
    return len(held), statistics.median(took)


if __name__ == "__main__":
    questions, seconds = measured(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "volunteer")
    print(questions, seconds, getrusage(RUSAGE_SELF).ru_maxrss / 1024)
