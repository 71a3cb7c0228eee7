#!/usr/bin/env python3
"""Writes what scikit-learn, openTSNE and scipy answer about maps of many points, for the unit tests to compare with.

Run with scikit-learn 1.9 and openTSNE 1.0.2. Points are float32 of three decimals, and numbers are computed in double
precision from them.
"""

import json
import pathlib

import numpy as np
import openTSNE
import scipy.optimize
import sklearn
from openTSNE.affinity import PerplexityBasedNN
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities_nn
from sklearn.neighbors import NearestNeighbors

SEED = 20261130
COUNT, DIMENSIONS, NEIGHBOURS, PERPLEXITY = 60, 6, 12, 4
random = np.random.default_rng(SEED)


def listed(array, digits=8):
    return [float(f"{value:.{digits}g}") for value in np.asarray(array, dtype=np.float64).ravel()]


def rounded(array):
    return np.asarray(np.round(array, 3), dtype=np.float32).astype(np.float64)


def calibrated(squares, perplexity):
    """Probabilities of one point, by a root search instead of our halving."""

    def shares(beta):
        weights = np.exp(-beta * (squares - squares.min()))
        return weights / weights.sum()

    def over(log_beta):
        p = shares(np.exp(log_beta))
        return -(p * np.log(np.maximum(p, 1e-300))).sum() - np.log(perplexity)

    return shares(np.exp(scipy.optimize.brentq(over, -12, 6, xtol=1e-13)))


def divergence(p, y):
    ways = y[:, None] - y[None]
    w = 1 / (1 + (ways**2).sum(-1))
    np.fill_diagonal(w, 0)
    q = w / w.sum()
    some = p > 0
    gradient = 4 * (((p - q) * w)[:, :, None] * ways).sum(1)
    return (p[some] * np.log(p[some] / q[some])).sum(), gradient


def fuzzy(distances, neighbours):
    """The scale at which memberships sum to log2(neighbours), by a root search."""
    nearest = distances[0]

    def over(log_scale):
        return np.exp(-np.maximum(0, distances - nearest) / np.exp(log_scale)).sum() - np.log2(neighbours)

    return np.exp(scipy.optimize.brentq(over, -10, 10, xtol=1e-13))


def curve(min_dist):
    x = np.linspace(0, 3, 300)
    y = np.where(x < min_dist, 1.0, np.exp(-(x - min_dist)))
    (a, b), _ = scipy.optimize.curve_fit(lambda x, a, b: 1 / (1 + a * x ** (2 * b)), x, y)
    return [float(a), float(b)]


def main():
    centres = random.normal(size=(4, DIMENSIONS)) * 3
    points = rounded(centres[np.arange(COUNT) % 4] + random.normal(size=(COUNT, DIMENSIONS)))
    search = NearestNeighbors(n_neighbors=NEIGHBOURS, algorithm="brute").fit(points)
    distances, indices = search.kneighbors()
    p = np.zeros((COUNT, COUNT))
    for i in range(COUNT):
        p[i, indices[i]] = calibrated(distances[i] ** 2, PERPLEXITY)
    rows = p[np.arange(COUNT)[:, None], indices]
    p = (p + p.T) / (2 * COUNT)

    squares = search.kneighbors_graph(mode="distance").power(2)
    judged = _joint_probabilities_nn(squares, PERPLEXITY, 0).toarray()
    assert abs(judged - p).max() < 1e-5 * p.max(), abs(judged - p).max()
    theirs = PerplexityBasedNN(points, perplexity=PERPLEXITY, method="exact").P.toarray()
    assert abs(theirs - p).max() < 1e-3 * p.max(), abs(theirs - p).max()  # it ends its search sooner

    y = rounded(random.normal(size=(COUNT, 2)) * 4)
    kl, gradient = divergence(p, y)
    change = np.zeros((COUNT, 2))
    for i in range(COUNT):
        for k in range(2):
            step = np.zeros((COUNT, 2))
            step[i, k] = 1e-5
            change[i, k] = (divergence(p, y + step)[0] - divergence(p, y - step)[0]) / 2e-5
    assert abs(change - gradient).max() < 1e-6

    mapped = TSNE(perplexity=PERPLEXITY, init="pca", method="exact", random_state=0, max_iter=1000).fit(points)
    plane = rounded(PCA(2).fit_transform(points))
    golden = {
        "sklearn": sklearn.__version__,
        "openTSNE": openTSNE.__version__,
        "seed": SEED,
        "perplexity": PERPLEXITY,
        "points": {"shape": list(points.shape), "values": listed(points)},
        "neighbours": {"shape": [COUNT, NEIGHBOURS], "indices": indices.ravel().tolist()},
        "distances": {"shape": [COUNT, NEIGHBOURS], "values": listed(distances)},
        "probabilities": {"shape": [COUNT, NEIGHBOURS], "values": listed(rows)},
        "places": {"shape": [COUNT, 2], "values": listed(y)},
        "divergence": kl,
        "gradient": {"shape": [COUNT, 2], "values": listed(gradient)},
        "reached": float(mapped.kl_divergence_),
        "plane": {"shape": [COUNT, 2], "values": listed(plane)},
        "trustworthiness": [
            {"each": k, "value": float(trustworthiness(points, plane, n_neighbors=k))} for k in (3, 5, 12)
        ],
        "shares": listed(PCA(3).fit(points).explained_variance_ratio_),
        "scales": {
            "neighbours": NEIGHBOURS + 1,
            "values": listed([fuzzy(row, NEIGHBOURS + 1) for row in distances]),
        },
        "curves": [{"min_dist": m, "a": curve(m)[0], "b": curve(m)[1]} for m in (0.0, 0.1, 0.5, 0.99)],
    }
    text = ",\n".join(f'"{key}":' + json.dumps(value, separators=(",", ":")) for key, value in golden.items())
    (pathlib.Path(__file__).parent / "maps.json").write_text("{" + text + "}\n")


main()
