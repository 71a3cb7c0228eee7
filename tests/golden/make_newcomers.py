#!/usr/bin/python3
"""Writes what scikit-learn's ridge regression makes of a newcomer's ratings, for the unit tests to compare with.

Run with a python3 that has scikit-learn: python3 tests/golden/make_newcomers.py. The factors are penalised, the bias is
not, as in the engine.
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.linear_model import Ridge

SEED = 20261130


def case(random, films, width, rated, ridge):
    factors = random.normal(size=(films, width)).astype(numpy.float32).round(3).astype(numpy.float64)
    bias = random.normal(size=films).round(3)
    which = random.permutation(films)[:rated]
    stars = random.integers(1, 6, size=rated)
    mean = 3.25
    fit = Ridge(alpha=ridge).fit(factors[which], stars - mean - bias[which])
    return {
        "width": width,
        "mean": mean,
        "ridge": ridge,
        "factors": factors.flatten().tolist(),
        "bias": bias.tolist(),
        "opinions": [[int(film), int(given)] for film, given in zip(which, stars)],
        "stars": [float(f"{value:.8g}") for value in mean + bias + fit.predict(factors)],
    }


random = numpy.random.default_rng(SEED)
shapes = [(6, 1, 2, 0.3), (9, 2, 5, 0.3), (9, 2, 3, 2.0), (12, 3, 1, 0.3), (12, 5, 11, 0.01)]
cases = [case(random, *shape) for shape in shapes]
head = json.dumps({"sklearn": sklearn.__version__, "numpy": numpy.__version__, "seed": SEED})[1:-1]
lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in cases)
path = pathlib.Path(__file__).parent / "newcomers.json"
path.write_text(f"{{{head},\"cases\":[\n{lines}\n]}}\n")
