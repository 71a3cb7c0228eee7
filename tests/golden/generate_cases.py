"""What PyTorch and NumPy say of generative models: losses, targets and schedules in closed form, with autograd's gradients.

Run as make_generate.py.
"""

import numpy
import torch
import torch.nn.functional as F
from golden import answered, of, packed, rounded, uniform

SHAPE = (7, 1)


def bce(logits, label):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, label))


def discriminator_losses():
    entropy = lambda real, made: bce(real, 1.0) + bce(made, 0.0)
    ones, zeros = torch.ones(SHAPE), torch.zeros(SHAPE)
    return {
        "minimax": entropy,
        "non_saturating": entropy,
        "least_squares": lambda real, made: (F.mse_loss(real, ones) + F.mse_loss(made, zeros)) / 2,
        "wasserstein": lambda real, made: made.mean() - real.mean(),
    }


def generator_losses():
    return {
        "minimax": lambda made: torch.log(1 - torch.sigmoid(made)).mean(),
        "non_saturating": lambda made: bce(made, 1.0),
        "least_squares": lambda made: F.mse_loss(made, torch.ones(SHAPE)) / 2,
        "wasserstein": lambda made: -made.mean(),
    }


def adversarial_cases():
    for name, loss in discriminator_losses().items():
        yield {**answered(name, loss, [uniform(*SHAPE, low=-4, high=4), uniform(*SHAPE, low=-4, high=4)]), "side": "discriminator"}
    for name, loss in generator_losses().items():
        yield {**answered(name, loss, [uniform(*SHAPE, low=-4, high=4)]), "side": "generator"}


def flow_case():
    """The velocity is the derivative of the point by time, which autograd takes."""
    noise, data = uniform(5, 3).detach(), uniform(5, 3).detach()
    times = uniform(5, 1, low=0, high=1)
    path = lambda t: (1 - t) * noise + t * data
    point, velocity = torch.func.jvp(path, (times,), (torch.ones_like(times),))
    return {"name": "flow_pair", "noise": packed(noise), "data": packed(data), "times": packed(times),
            "point": packed(point), "velocity": packed(velocity)}


def diffusion_case():
    steps = 50
    beta = torch.linspace(1e-4, 0.02, steps) * (1000 / steps)
    left = torch.cumprod(1 - beta, 0)
    before = torch.cat([torch.ones(1), left[:-1]])
    t = torch.tensor([1, 2, 17, 50])
    data, noise, fresh = uniform(4, 2).detach(), uniform(4, 2).detach(), uniform(4, 2).detach()
    drowned = left[t - 1].sqrt()[:, None] * data + (1 - left[t - 1]).sqrt()[:, None] * noise
    cleared = []
    for step in t.tolist():
        # Equations 6 and 7 of Ho et al. 2020: the posterior of step - 1 where the data are what the noise leaves.
        b, a, a_before = beta[step - 1], left[step - 1], before[step - 1]
        found_data = (data - (1 - a).sqrt() * noise) / a.sqrt()
        mean = a_before.sqrt() * b / (1 - a) * found_data + (1 - b).sqrt() * (1 - a_before) / (1 - a) * data
        variance = (1 - a_before) / (1 - a) * b
        cleared.append(packed(mean + (variance.sqrt() * fresh if step > 1 else 0)))
    return {"name": "diffusion", "steps": steps, "added": packed(beta), "left": packed(left), "t": t.tolist(),
            "data": packed(data), "noise": packed(noise), "fresh": packed(fresh), "drowned": packed(drowned),
            "cleared": cleared}


def measures_case():
    """300 samples, some on the clouds of a ring, some astray, some beyond the edge."""
    rng = numpy.random.default_rng(20261101)
    angle = 2 * numpy.pi * numpy.arange(8) / 8
    centres = 2 * numpy.stack([numpy.cos(angle), numpy.sin(angle)], 1)
    deviation, edge, cells = 0.1, 3.0, 30
    near = centres[rng.integers(0, 5, 200)] + 0.12 * rng.standard_normal((200, 2))
    samples = numpy.concatenate([near, 1.7 * rng.standard_normal((100, 2))]).round(3).astype(numpy.float32).astype(float)
    distances = numpy.linalg.norm(samples[:, None] - centres[None], axis=2)
    good = distances.min(1) <= 3 * deviation
    counts = numpy.bincount(distances.argmin(1)[good], minlength=8)
    edges = numpy.linspace(-edge, edge, cells + 1)
    inside = numpy.histogram2d(samples[:, 1], samples[:, 0], bins=[edges, edges])[0].flatten() / len(samples)
    made = numpy.append(inside, 1 - inside.sum())
    below = torch.special.ndtr((torch.tensor(edges)[None] - torch.tensor(centres.flatten())[:, None]) / deviation)
    share = below.diff(dim=1).numpy().reshape(8, 2, cells)  # of each cloud, along x and along y
    real = numpy.einsum("kr,kc->rc", share[:, 1], share[:, 0]).flatten() / 8
    real = numpy.append(real, 1 - real.sum())
    middle = (made + real) / 2
    bits = lambda p: numpy.sum(p[p > 0] * numpy.log2(p[p > 0] / middle[p > 0]))
    return {"name": "measures", "deviation": deviation, "edge": edge, "samples": packed(torch.tensor(samples)),
            "near": counts.tolist(), "modes": int((counts >= 0.1 * len(samples) / 8).sum()),
            "good_share": float(good.mean()), "divergence": rounded((bits(made) + bits(real)) / 2)}
