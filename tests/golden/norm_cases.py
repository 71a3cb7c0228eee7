"""Normalisations, and the running moments that a layer of them keeps."""

import torch
from torch.nn import functional

from golden import answered, packed, uniform


def norm_cases():
    """Input by input as the engine's ops take them: channels last, where PyTorch has them second."""
    def batch_norm(x, scale, shift, mean=None, variance=None, epsilon=1e-3):
        rows = functional.batch_norm(x.flatten(0, -2), mean, variance, scale, shift, training=mean is None, eps=epsilon)
        return rows.reshape(x.shape)

    for shape in [(6, 3), (2, 3, 2, 4)]:
        columns = lambda: [uniform(shape[-1]), uniform(shape[-1])]  # anew for each: gradients add up
        moments = [uniform(shape[-1]).detach(), uniform(shape[-1], low=0.1, high=3).detach()]
        yield answered("batch_norm", batch_norm, [uniform(*shape), *columns()], epsilon=1e-3)
        yield answered("batch_norm_with", batch_norm, [uniform(*shape), *columns(), *moments], epsilon=1e-3)
        layer_norm = lambda x, scale, shift: functional.layer_norm(x, shape[-1:], scale, shift, eps=1e-5)
        yield answered("layer_norm", layer_norm, [uniform(*shape), *columns()], epsilon=1e-5)


def running_moments_case(momentum=0.9, epsilon=1e-3):
    """A batch norm layer trained on two batches, then asked about a third without training. PyTorch normalises by the
    biased variance, as we do, but keeps a running mean of the unbiased one, n / (n - 1) of it: what it has added to the
    first running variance, 1, is taken back to the biased before it is written and used."""
    layer = torch.nn.BatchNorm1d(3, eps=epsilon, momentum=1 - momentum)  # PyTorch counts what is new, not what stays
    with torch.no_grad():
        layer.weight.copy_(uniform(3))
        layer.bias.copy_(uniform(3))
    rows, batches = 5, [uniform(5, 3).detach() for _ in range(3)]
    outputs = [layer(batch) for batch in batches[:2]]
    with torch.no_grad():
        rest = momentum**2
        layer.running_var.copy_(rest + (layer.running_var - rest) * (rows - 1) / rows)
    layer.eval()
    outputs.append(layer(batches[2]))
    return {
        "momentum": momentum, "epsilon": epsilon, "scale": packed(layer.weight), "shift": packed(layer.bias),
        "batches": [packed(batch) for batch in batches], "outputs": [packed(output) for output in outputs],
        "mean": packed(layer.running_mean), "variance": packed(layer.running_var),
    }
