"""Losses, and networks of layers with a loss at their end."""

import torch
from torch.nn import functional

from golden import answered, indices, of, packed, uniform
from window_cases import conv2d, conv_transpose2d, pool

LOSSES = {
    "mse": functional.mse_loss,
    "mae": functional.l1_loss,
    "huber": functional.huber_loss,
    "cross_entropy": functional.cross_entropy,
    "binary_cross_entropy": functional.binary_cross_entropy_with_logits,
}


def loss_cases():
    for name in ["mse", "mae"]:
        yield answered(name, LOSSES[name], [uniform(4, 3), uniform(4, 3).detach()])
    for delta in [1.0, 0.3]:
        inputs = [uniform(4, 3), uniform(4, 3).detach()]
        yield answered("huber", lambda p, t: functional.huber_loss(p, t, delta=delta), inputs, delta=delta)
    yield answered("cross_entropy", LOSSES["cross_entropy"], [uniform(6, 4, low=-4, high=4), indices(6, limit=4)])
    yield answered("cross_entropy", LOSSES["cross_entropy"], [of([700.0, -700.0], [-80.0, 80.0]), torch.tensor([0, 0])])
    targets = torch.tensor([0.0, 1.0, 0.25, 1.0, 0.0, 1.0])
    yield answered("binary_cross_entropy", LOSSES["binary_cross_entropy"], [uniform(6, low=-5, high=5), targets])
    yield answered("binary_cross_entropy", LOSSES["binary_cross_entropy"], [of(-90.0, -90.0, 0.0, 90.0, 90.0, 30.0), targets])


def network_case(layers, shape, loss, target):
    """Forward and backward through layers: ["dense", units, activation or none], ["conv2d", filters, size, stride, same,
    activation], ["conv_transpose2d", as conv2d], ["unflatten", height, width], ["max_pool2d"], ["average_pool2d"],
    ["activation", name], ["flatten"]."""
    x = uniform(*shape)
    y, parameters = x, []
    for layer in layers:
        if layer[0] == "dense":
            weight, bias = uniform(y.shape[-1], layer[1], low=-1, high=1), uniform(layer[1], low=-0.5, high=0.5)
            parameters += [weight, bias]
            y = functional.linear(y, weight.T, bias)
            y = ACTIVATIONS[layer[2]](y) if len(layer) > 2 else y
        elif layer[0] == "conv2d":
            _, filters, size, stride, same, activation = layer
            weight, bias = uniform(size, size, y.shape[-1], filters, low=-1, high=1), uniform(filters, low=-0.5, high=0.5)
            parameters += [weight, bias]
            y = ACTIVATIONS[activation](conv2d(y, weight, bias, stride=stride, same=same))
        elif layer[0] == "conv_transpose2d":
            _, filters, size, stride, same, activation = layer
            weight, bias = uniform(size, size, filters, y.shape[-1], low=-1, high=1), uniform(filters, low=-0.5, high=0.5)
            parameters += [weight, bias]
            y = ACTIVATIONS[activation](conv_transpose2d(y, weight, bias, stride=stride, same=same))
        elif layer[0] == "unflatten":
            y = y.reshape(y.shape[0], layer[1], layer[2], -1)
        elif layer[0].endswith("pool2d"):
            y = pool(layer[0], y)
        elif layer[0] == "flatten":
            y = y.flatten(1)
        else:
            y = ACTIVATIONS[layer[1]](y)
    value = LOSSES[loss](y, target)
    value.backward()
    return {
        "layers": layers, "loss": loss, "input": packed(x), "target": packed(target),
        "parameters": [packed(parameter) for parameter in parameters], "output": packed(y), "value": packed(value),
        "input_gradient": packed(x.grad), "gradients": [packed(parameter.grad) for parameter in parameters],
    }


ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": functional.relu,
    "leaky_relu": functional.leaky_relu,
    "gelu": lambda x: functional.gelu(x, approximate="tanh"),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": functional.softplus,
    "sin": torch.sin,
}


def layer_cases():
    yield network_case([["dense", 3]], (5, 4), "mse", uniform(5, 3).detach())
    yield network_case([["dense", 3]], (2, 3, 4), "mse", uniform(2, 3, 3).detach())
    yield network_case([["flatten"], ["dense", 2]], (3, 2, 3), "mae", uniform(3, 2).detach())
    losses = ["mse", "mae", "huber", "cross_entropy", "binary_cross_entropy"]
    for number, name in enumerate(ACTIVATIONS):
        loss = losses[number % len(losses)]
        classes = loss == "cross_entropy"
        target = indices(4, limit=3) if classes else uniform(4, 3, low=0, high=1).detach()
        layers = [["dense", 5], ["activation", name], ["dense", 4], ["activation", name], ["dense", 3]]
        yield network_case(layers, (4, 3), loss, target)


def image_network_cases():
    dense = [["flatten"], ["dense", 5, "relu"], ["dense", 3]]
    layers = [["conv2d", 3, 3, 1, False, "relu"], ["max_pool2d"], ["conv2d", 4, 2, 1, True, "relu"], *dense]
    yield network_case(layers, (2, 6, 6, 1), "cross_entropy", indices(2, limit=3))
    layers = [["conv2d", 3, 3, 2, True, "gelu"], ["average_pool2d"], ["flatten"], ["dense", 2, "tanh"]]
    yield network_case(layers, (2, 5, 4, 2), "mse", uniform(2, 2).detach())


def decoder_cases():
    layers = [["dense", 12, "relu"], ["unflatten", 2, 3], ["conv_transpose2d", 3, 4, 2, True, "relu"]]
    layers += [["conv_transpose2d", 1, 3, 1, False, "tanh"]]
    yield network_case(layers, (2, 3), "mse", uniform(2, 6, 8, 1).detach())
