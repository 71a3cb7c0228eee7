"""A small U-Net that is told a time and a class, written out step by step."""

import torch
from torch.nn import functional

from golden import packed, uniform
from window_cases import conv2d, conv_transpose2d

FREQUENCIES = [1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 18.0, 27.0]


class UNet:
    """Weights by their names in the engine, made when they are first used."""

    def __init__(self, channels):
        self.channels, self.weights = channels, {}

    def weight(self, name, *shape, low=-0.5, high=0.5):
        if name not in self.weights:
            self.weights[name] = uniform(*shape, low=low, high=high)
        return self.weights[name]

    def dense(self, name, x, units):
        return x @ self.weight(f"{name}.weight", x.shape[-1], units) + self.weight(f"{name}.bias", units)

    def block(self, name, x, told, filters, size=3, stride=1):
        kernel = self.weight(f"{name}.convolution.weight", size, size, x.shape[-1], filters)
        bias = self.weight(f"{name}.convolution.bias", filters, low=-2, high=2)
        y = conv2d(x, kernel, bias, stride=stride, same=True)
        scale = self.weight(f"{name}.norm.scale", filters, low=0.5, high=1.5)
        y = functional.layer_norm(y, [filters], scale, self.weight(f"{name}.norm.shift", filters), eps=1e-5)
        y = functional.silu(y + self.dense(f"{name}.shift", told, filters)[:, None, None, :])
        return x + y if x.shape == y.shape else y

    def enlarged(self, name, x, filters, size):
        kernel = self.weight(f"{name}.weight", size, size, filters, x.shape[-1])
        return conv_transpose2d(x, kernel, self.weight(f"{name}.bias", filters))

    def forward(self, images, times, classes):
        c = self.channels
        turns = times * torch.tensor(FREQUENCIES)
        told = functional.silu(self.dense("told", torch.cat([turns.sin(), turns.cos(), classes], 1), 2 * c))
        half = self.block("fine", self.block("stem", images, told, c, 4, 2), told, c)
        quarter = self.block("down", half, told, 2 * c, 3, 2)
        quarter = self.block("deepest", self.block("deep", quarter, told, 2 * c), told, 2 * c)
        both = torch.cat([self.enlarged("up", quarter, c, 2), half], 3)
        return self.enlarged("head", self.block("merged", both, told, c), images.shape[-1], 4)


def unet_case():
    unet = UNet(3)
    inputs = [uniform(3, 4, 8, 1), uniform(3, 1, low=0, high=1).detach()]
    inputs.append(torch.tensor([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]]))
    output = unet.forward(*inputs)
    cotangent = uniform(*output.shape).detach()
    (output * cotangent).sum().backward()
    return {
        "channels": 3, "inputs": [packed(x) for x in inputs], "output": packed(output), "cotangent": packed(cotangent),
        "parameters": {name: packed(weight) for name, weight in unet.weights.items()},
        "gradients": {name: packed(weight.grad) for name, weight in unet.weights.items()},
        "input_gradient": packed(inputs[0].grad),
    }
