#!/usr/bin/env python3
"""Writes tests/golden/clusters.json: what scikit-learn makes of fixed points, for the unit tests to compare with.

Run with scikit-learn 1.9: python3 tests/golden/cluster_cases.py. Points have three decimals, so that both sides see the
same. Labels are written one digit a point, noise as ".".
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    AgglomerativeClustering,
    KMeans,
    MeanShift,
    SpectralClustering,
)
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.mixture import GaussianMixture

SEED = 20261130
COUNT = 240


def sets(random):
    def normal(x, y, deviation, count):
        return random.normal([x, y], deviation, [count, 2])

    angle = np.pi * (np.arange(COUNT // 2) + 0.5) / (COUNT // 2)
    moon = 3.3 * np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], 1)
    turn = np.linspace(0, 2 * np.pi, COUNT // 2, endpoint=False)
    ring = np.stack([np.cos(turn), np.sin(turn)], 1)
    long = random.normal(0, 1, [COUNT, 2]) * [1.5, 0.28] @ [[0.8, 0.6], [-0.6, 0.8]]
    third = COUNT // 3
    yield "blobs", np.concatenate([normal(0, 3.5, 0.7, third), normal(3, -1.7, 0.7, third), normal(-3, -1.7, 0.7, third)]), 3
    yield "unequal", np.concatenate([normal(-2.6, 0.6, 1.25, third), normal(3.2, 2.6, 0.3, third), normal(3, -1.4, 0.5, third)]), 3
    yield "stretched", long + np.repeat([[-2, 1.2], [0, 0], [2, -1.2]], third, 0), 3
    yield "moons", np.concatenate([moon, -moon]) + random.normal(0, 0.16, [COUNT, 2]), 2
    yield "rings", np.concatenate([4.5 * ring, 2 * ring]) + random.normal(0, 0.12, [COUNT, 2]), 2
    yield "no_structure", random.uniform(-5, 5, [COUNT, 2]), 3


def text(labels):
    return "".join("." if label < 0 else chr(ord("0") + label) for label in labels)


def answers(points, clusters):
    first = points[np.linspace(0, COUNT - 1, clusters).astype(int)]
    found = []

    def add(method, labels, **more):
        found.append({"method": method, "labels": text(labels), **more})

    kmeans = KMeans(clusters, init=first, n_init=1, tol=0, max_iter=300).fit(points)
    add("kmeans", kmeans.labels_, loss=kmeans.inertia_, centres=first.tolist())
    mixture = GaussianMixture(
        clusters,
        weights_init=np.full(clusters, 1 / clusters),
        means_init=first,
        precisions_init=np.stack([np.eye(2) / points.var(0).mean()] * clusters),
        tol=1e-5,
        max_iter=200,
    ).fit(points)
    add("gaussian_mixture", mixture.predict(points), loss=-mixture.score(points), bic=mixture.bic(points), centres=first.tolist())
    add("dbscan", DBSCAN(eps=0.8, min_samples=5).fit(points).labels_, radius=0.8, neighbours=5)
    add("hdbscan", HDBSCAN(min_cluster_size=15, min_samples=5, copy=True).fit(points).labels_, neighbours=5, smallest=15)
    for linkage in ["single", "complete", "average", "ward"]:
        model = AgglomerativeClustering(clusters, linkage=linkage, compute_distances=True).fit(points)
        add("agglomerative", model.labels_, linkage=linkage, highest=float(model.distances_.max()))
    add("mean_shift", MeanShift(bandwidth=2.0, bin_seeding=True).fit(points).labels_, radius=2.0)
    spectral = SpectralClustering(clusters, affinity="nearest_neighbors", n_neighbors=10, random_state=SEED).fit(points)
    add("spectral", spectral.labels_, neighbours=10)
    return found


def main():
    random = np.random.default_rng(SEED)
    cases = []
    for name, points, clusters in sets(random):
        points = points.round(3)
        found = answers(points, clusters)
        by_kmeans = np.array([ord(label) for label in found[0]["labels"]])
        by_mixture = np.array([ord(label) for label in found[1]["labels"]])
        cases.append(
            {
                "name": name,
                "clusters": clusters,
                "points": points.flatten().tolist(),
                "silhouette": silhouette_score(points, by_kmeans),
                "rand": adjusted_rand_score(by_kmeans, by_mixture),
                "answers": found,
            }
        )
    head = json.dumps({"sklearn": sklearn.__version__, "seed": SEED}, separators=(",", ":"))[1:-1]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    folder = pathlib.Path(__file__).parent
    (folder / "clusters.json").write_text("{" + head + ',"cases":[\n' + lines + "\n]}\n")


main()
