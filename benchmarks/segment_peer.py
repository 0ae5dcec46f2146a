"""One other system on planted files: the adjusted Rand index between its partition at the true number and the truth, file by file.

    python segment_peer.py SYSTEM FOLDER

Each is used as its documentation shows it. What a system can't take (missing answers, numbers, weights) is given in the usual way: a category of its
own, the median, nothing.
"""

import json
import sys
from pathlib import Path
from time import process_time

import numpy as np
import pandas as pd


def rand(one, other):
    """float: the adjusted Rand index."""
    table = pd.crosstab(one, other).to_numpy()
    pairs = lambda counts: (counts * (counts - 1) / 2).sum()  # noqa: E731
    rows, columns, every = pairs(table.sum(axis=1)), pairs(table.sum(axis=0)), pairs(np.array([table.sum()]))
    expected, most = rows * columns / every, (rows + columns) / 2
    return float((pairs(table) - expected) / (most - expected)) if most != expected else 1.0


def split(frame):
    """list and list: columns of categories and of numbers."""
    names = [name for name in frame if name not in {"weight", "truth"}]
    numeric = [name for name in names if name.startswith(("scale", "number"))]
    return [name for name in names if name not in numeric], numeric


def as_categories(frame):
    """DataFrame: every answer a category, missing ones too, numbers in four bands."""
    coded, numeric = split(frame)
    banded = {name: pd.qcut(frame[name], 4, duplicates="drop").astype(str) for name in numeric}
    return pd.DataFrame({name: frame[name].astype(str) for name in coded} | banded).fillna("missing").astype(str)


def kmodes(frame, count):
    from kmodes.kmodes import KModes

    return KModes(n_clusters=count, init="Huang", n_init=10, random_state=0).fit_predict(
        as_categories(frame), sample_weight=frame["weight"].to_numpy()
    )


def kprototypes(frame, count):
    from kmodes.kprototypes import KPrototypes

    coded, numeric = split(frame)
    numbers = frame[numeric].fillna(frame[numeric].median())
    both = pd.concat([as_categories(frame)[coded], (numbers - numbers.mean()) / numbers.std()], axis=1)
    return KPrototypes(n_clusters=count, n_init=3, random_state=0).fit_predict(both.to_numpy(), categorical=list(range(len(coded))))


def prince(frame, count):
    import prince as library
    from sklearn.cluster import KMeans

    answers = as_categories(frame)
    places = library.MCA(n_components=5, random_state=0).fit(answers).transform(answers)
    return KMeans(count, n_init=10, random_state=0).fit_predict(places)


def stepmix(frame, count):
    from stepmix.stepmix import StepMix

    coded, numeric = split(frame)
    codes = pd.DataFrame({name: frame[name].astype("category").cat.codes.replace(-1, np.nan) for name in coded})
    numbers = (frame[numeric] - frame[numeric].mean()) / frame[numeric].std()
    first = {name: {"model": "categorical_nan", "n_columns": 1} for name in coded}
    measures = first | {name: {"model": "gaussian_diag_nan", "n_columns": 1} for name in numeric}
    model = StepMix(n_components=count, measurement=measures, n_init=3, random_state=0, verbose=0, progress_bar=0)
    both = pd.concat([codes, numbers], axis=1)
    return model.fit(both, sample_weight=frame["weight"].to_numpy()).predict(both)


SYSTEMS = {"kmodes": kmodes, "kprototypes": kprototypes, "prince": prince, "stepmix": stepmix}


if __name__ == "__main__":
    system, folder = SYSTEMS[sys.argv[1]], Path(sys.argv[2])
    found, start = {}, process_time()
    for path in sorted(folder.glob("*.csv")):
        frame = pd.read_csv(path)
        found[path.stem] = rand(system(frame, frame["truth"].nunique()), frame["truth"])
    print(json.dumps({"found": found, "cpu": process_time() - start}))
