"""Ops that work element by element, along axes, or on matrices; losses stand with the layers."""

import torch
from torch.nn import functional

from golden import answered, indices, of, uniform


def op_cases():
    binaries = {"add": torch.add, "subtract": torch.sub, "multiply": torch.mul, "divide": torch.div}
    for name, function in binaries.items():
        for shapes in [((2, 3), (2, 3)), ((2, 3), (3,)), ((4, 1, 2), (3, 1)), ((2, 2), ())]:
            yield answered(name, function, [uniform(*shapes[0]), uniform(*shapes[1], low=0.5)])

    yield answered("scale", lambda x: 1.5 * x - 0.25, [uniform(2, 3)], factor=1.5, offset=-0.25)
    maps = {"negate": torch.neg, "exp": torch.exp, "square": torch.square, "sin": torch.sin, "cos": torch.cos}
    for name, function in maps.items():
        yield answered(name, function, [uniform(2, 9, low=-6, high=6)])
    yield answered("abs", torch.abs, [of(-3.0, -0.5, 0.0, 0.5, 2.0)])
    for name, function in {"log": torch.log, "sqrt": torch.sqrt}.items():
        yield answered(name, function, [uniform(2, 9, low=0.01, high=9)])
    for exponent in [2.0, 3.0, -1.5]:
        yield answered("pow", lambda x: x**exponent, [uniform(7, low=0.1, high=3)], exponent=exponent)
    yield answered("clamp", lambda x: x.clamp(-0.5, 1.0), [of(-2.0, -0.4, 0.3, 0.9, 1.7)], low=-0.5, high=1.0)

    activations = {
        "relu": functional.relu,
        "gelu": lambda x: functional.gelu(x, approximate="tanh"),
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softplus": functional.softplus,
    }
    for name, function in activations.items():
        yield answered(name, function, [uniform(2, 9, low=-4, high=4)])
        yield answered(name, function, [of(-80.0, -12.0, -0.001, 0.0, 0.001, 12.0, 80.0)])
    for slope in [0.01, 0.2]:
        yield answered("leaky_relu", lambda x: functional.leaky_relu(x, slope), [of(-80.0, -1.5, 0.0, 0.5, 80.0)], slope=slope)

    for a, b, transpose_a, transpose_b in [
        ((2, 3), (3, 4), False, False),
        ((3, 2), (3, 4), True, False),
        ((2, 3), (4, 3), False, True),
        ((3, 2), (4, 3), True, True),
        ((2, 2, 3), (2, 3, 2), False, False),
        ((2, 2, 3), (3, 2), False, False),
        ((2, 3, 2), (2, 2, 3), True, True),
    ]:
        def product(x, y):
            return (x.transpose(-1, -2) if transpose_a else x) @ (y.transpose(-1, -2) if transpose_b else y)
        yield answered("matmul", product, [uniform(*a), uniform(*b)], transpose_a=transpose_a, transpose_b=transpose_b)

    for name, function in {"sum": torch.sum, "mean": torch.mean, "max": torch.amax}.items():
        for axes in [[], [0], [1, 2], [-1]]:
            for keep in [False, True] if axes == [0] else [False]:
                over = axes or [0, 1, 2]
                yield answered(name, lambda x: function(x, dim=over, keepdim=keep), [uniform(3, 2, 4)], axes=axes, keep=keep)
    for axis in [0, 1, -1]:
        yield answered("argmax", lambda x: x.argmax(dim=axis), [uniform(3, 4, 2)], axis=axis)

    yield answered("reshape", lambda x: x.reshape(3, 4), [uniform(2, 6)], shape=[3, 4])
    for axes in [[1, 0, 2], [2, 0, 1]]:
        yield answered("transpose", lambda x: x.permute(*axes), [uniform(2, 3, 4)], axes=axes)
    yield answered("slice", lambda x: x[:, 1:3], [uniform(3, 4)], axis=1, first=1, last=3)
    yield answered("concat", lambda *parts: torch.cat(parts, dim=1), [uniform(2, 1), uniform(2, 3), uniform(2, 2)], axis=1)
    yield answered("gather", lambda table, at: table[at], [uniform(5, 3), indices(2, 4, limit=5)])
    for name, function in {"softmax": torch.softmax, "log_softmax": torch.log_softmax}.items():
        yield answered(name, lambda x: function(x, dim=-1), [uniform(2, 3, 5, low=-5, high=5)])
        yield answered(name, lambda x: function(x, dim=-1), [of(-900.0, 0.5, 899.0, 900.0)])
