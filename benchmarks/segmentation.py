"""How well profiles that are known to be there are found, the kit beside its peers, in one run.

    python benchmarks/segmentation.py [FILES] [FOLDER]

FILES a cell (10 by default) of the made-up questionnaires of tools/planted.py, or the CSV files of a FOLDER, named k3_clear_s0.csv and so on, with columns
weight (or poids) and truth (or profil). Each peer runs in an environment of its own; those that can't be installed, and R without FactoMineR, are told.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from time import process_time

import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
from planted import NOISES, profiles, questions  # noqa: E402

import survey_kit as sk  # noqa: E402
from survey_kit.segmentation.agreement import adjusted_rand  # noqa: E402

ENVIRONMENTS = HERE.parent / ".environments"
PAGE = HERE.parent / "docs" / "segmentation-peers.md"
PEERS = {"kmodes": "kmodes", "kprototypes": "kmodes", "prince": "prince", "stepmix": "stepmix"}
NAMES = {
    "kmodes": "k-modes (Huang, 10 starts)",
    "kprototypes": "k-prototypes",
    "prince": "prince MCA(5), then scikit-learn KMeans",
    "stepmix": "StepMix, mixed",
    "FactoMineR": "FactoMineR FAMD(5), then HCPC",
    "kit": "survey_kit",
}
RENAMED = {"poids": "weight", "profil": "truth"}


def write_files(folder: Path, files: int, source: Path | None) -> None:
    """None: writes planted files, or those of another folder with the columns' names brought to ours."""
    if source is not None:
        for path in sorted(source.glob("k[0-9]_*.csv")):
            frame = pd.read_csv(path).rename(columns=RENAMED)
            numeric = [name for name in frame.select_dtypes("number") if name not in {"weight", "truth"}]
            frame.rename(columns={name: f"number_{name}" for name in numeric}).to_csv(folder / path.name, index=False)
        return
    for count in (3, 4, 5):
        for noise, share in NOISES.items():
            for seed in range(files):
                profiles(1000 * count + seed, count, share).to_csv(folder / f"k{count}_{noise}_s{seed}.csv", index=False)


def python_of(package: str) -> Path | None:
    """Path or None: the Python of a peer's own environment, made when it isn't there."""
    folder = ENVIRONMENTS / package
    python = folder / "bin" / "python"
    if not (folder / "ready").is_file():
        pin = next(line for line in (HERE / "segment_peers.txt").read_text().split() if line.startswith(package))
        venv.create(folder, with_pip=True, clear=True)
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", pin, "pandas"], capture_output=True, check=False)
        if done.returncode:
            return None
        (folder / "ready").touch()
    return python


def kit(folder: Path) -> dict:
    """dict: the kit's adjusted Rand index by file, and the CPU seconds of all."""
    found, start = {}, process_time()
    for path in sorted(folder.glob("*.csv")):
        frame = pd.read_csv(path)
        labels = sk.segment(sk.Design(frame, weights="weight"), questions(frame), int(frame["truth"].nunique())).labels
        found[path.stem] = adjusted_rand(labels.to_numpy(dtype=int), frame["truth"].to_numpy())
    return {"found": found, "cpu": process_time() - start}


def peer(system: str, folder: Path) -> dict | str:
    """dict or str: a peer's index by file, or why there is none."""
    if system == "FactoMineR":
        r = shutil.which("Rscript")
        there = r and not subprocess.run([r, "-e", "library(FactoMineR); library(jsonlite)"], capture_output=True, check=False).returncode
        if not there:
            return "not on this machine"
        command = [r, str(HERE / "segment_peer.R"), str(folder)]
    else:
        python = python_of(PEERS[system])
        if python is None:
            return "can't be installed here"
        command = [str(python), "-W", "ignore", str(HERE / "segment_peer.py"), system, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"fails: {(done.stderr.strip().splitlines() or [''])[-1][:80]}"
    return json.loads(done.stdout.strip().splitlines()[-1])


def row(system: str, told: dict | str) -> str:
    """str: a line of the table: mean index by noise, over low, mid and high noise, CPU seconds a file."""
    if isinstance(told, str):
        return f"| {NAMES[system]} | {told} |||||||"
    table = pd.Series(told["found"])
    noise = table.index.str.extract(r"_([a-z]+)_")[0].to_numpy()
    by = table.groupby(noise).mean()
    cells = [f"{by.get(name, float('nan')):.3f}" for name in NOISES]
    return f"| {NAMES[system]} | {' | '.join(cells)} | {table[noise != 'clear'].mean():.3f} | {told['cpu'] / len(table):.2f} |"


def main(files: int, source: Path | None) -> str:
    """str: the page."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), files, source)
        count = len(list(Path(folder).glob("*.csv")))
        lines = []
        for system in ("kit", "stepmix", "FactoMineR", "prince", "kprototypes", "kmodes"):
            lines.append(row(system, kit(Path(folder)) if system == "kit" else peer(system, Path(folder))))
            print(lines[-1], flush=True)
    head = "| adjusted Rand index at the true number | clear | low | mid | high | low to high | CPU seconds a file |\n| --- | --: | --: | --: | --: | --: | --: |"
    return (
        f"# Profiles found, beside other systems\n\nWritten by `python benchmarks/segmentation.py`: {count} made-up files of 165 respondents, "
        "whose profiles are known (3, 4 or 5 of them; noise is the share of answers that are another respondent's: 0, 15, 35, 50 %). 1 is the truth found "
        f"entirely, 0 is chance.\n\n{head}\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    PAGE.write_text(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, Path(sys.argv[2]) if len(sys.argv) > 2 else None), encoding="utf-8")
