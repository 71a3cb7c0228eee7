"""Writes codes.json: what PyTorch and scikit-learn say of codes. Run with python3-torch and python3-sklearn."""

import numpy
import sklearn
import torch
from sklearn.decomposition import PCA
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors
from torch.distributions import Normal, kl_divergence

from golden import SEED, answered, indices, packed, rounded, uniform, write


def divergence_case(samples, width):
    """Of answers, the means first and then the logarithms of the variances, from the standard normal distribution."""

    def divergence(answers):
        mean, log_variance = answers.chunk(2, dim=1)
        code = Normal(mean, (log_variance / 2).exp())
        return kl_divergence(code, Normal(torch.zeros(()), torch.ones(()))).sum(dim=1).mean()

    return answered("divergence", divergence, [uniform(samples, 2 * width)])


def neighbours_case(samples, width, classes):
    points, labels = uniform(samples, width).detach(), indices(samples, limit=classes)
    points[:, 0] += labels  # so that they agree more often than by chance
    nearest = NearestNeighbors(n_neighbors=2).fit(points).kneighbors(points, return_distance=False)[:, 1]
    asked = uniform(1, width).detach()
    votes = KNeighborsClassifier(n_neighbors=7).fit(points, labels).predict_proba(asked)[0]
    assert len(votes) == classes
    return {
        "name": "neighbours", "points": packed(points), "labels": packed(labels), "classes": classes,
        "agree": float((labels.numpy()[nearest] == labels.numpy()).mean()),
        "asked": packed(asked), "votes": [rounded(vote) for vote in votes],
    }


def ranks_case(high, low):
    """Of few different numbers, so that some are equal."""
    a, b = indices(high, limit=6) + 1.0, indices(low, limit=6) * 1.0
    truth = numpy.r_[numpy.ones(high), numpy.zeros(low)]
    return {"name": "ranks", "high": packed(a), "low": packed(b), "above": rounded(roc_auc_score(truth, torch.cat([a, b])))}


def components_case(samples, width, count):
    """Points that differ more along some directions than along others."""
    points = (uniform(samples, width) * torch.linspace(3, 0.5, width)).detach().float().double()
    found = PCA(n_components=count, svd_solver="full").fit(points)
    directions = torch.tensor(found.components_)
    greatest = directions.gather(1, directions.abs().argmax(dim=1, keepdim=True))
    restored = torch.tensor(found.inverse_transform(found.transform(points)))
    return {
        "name": "components", "points": packed(points), "directions": packed(directions * greatest.sign()),
        "shares": [rounded(share) for share in found.explained_variance_ratio_],
        "error": rounded(((restored - points) ** 2).mean().item()),
    }


def main():
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(SEED + 10)
    cases = [divergence_case(3, 1), divergence_case(5, 4), neighbours_case(60, 2, 3), neighbours_case(40, 5, 4)]
    cases += [ranks_case(30, 50), ranks_case(7, 3), components_case(40, 6, 3), components_case(30, 12, 2)]
    write("codes", cases, sklearn=sklearn.__version__)


main()
