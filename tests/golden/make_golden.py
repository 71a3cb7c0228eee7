#!/usr/bin/python3
"""Writes what PyTorch answers to fixed questions, for the unit tests to compare with.

Run with Debian's python3-torch: /usr/bin/python3 tests/golden/make_golden.py. Numbers are computed in double precision
from float32 inputs, so that they are exact to the last digit written. Each file names its seed and PyTorch's version.
"""

import json
import pathlib

import torch
from torch.nn import functional

SEED = 20261101
FOLDER = pathlib.Path(__file__).parent


def rounded(value):
    return float(f"{value:.8g}")


def packed(tensor):
    shape = list(tensor.shape)
    if tensor.dtype == torch.int64:
        return {"shape": shape, "indices": tensor.flatten().tolist()}
    return {"shape": shape, "values": [rounded(value) for value in tensor.detach().flatten().tolist()]}


def uniform(*shape, low=-2.0, high=2.0):
    """Numbers of three decimals, as float32 has them: what the engine reads is what PyTorch computed with."""
    drawn = low + (high - low) * torch.rand(shape)
    return (drawn * 1000).round().div(1000).float().double().requires_grad_()


def of(*values):
    return torch.tensor(values).float().double().requires_grad_()


def indices(*shape, limit):
    return torch.randint(limit, shape)


def write(name, cases, **shared):
    head = {"torch": torch.__version__, "seed": SEED, **shared}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    head_text = json.dumps(head, separators=(",", ":"))[1:-1]
    (FOLDER / f"{name}.json").write_text("{" + head_text + ',"cases":[\n' + lines + "\n]}\n")


def answered(name, function, inputs, **options):
    """A case: the output, and the gradients of sum(cotangent * output) for each input that has one."""
    output = function(*inputs)
    case = {"name": name, "options": options, "inputs": [packed(x) for x in inputs], "output": packed(output)}
    if output.is_floating_point():
        cotangent = uniform(*output.shape).detach()
        (output * cotangent).sum().backward()
        case["cotangent"] = packed(cotangent)
        case["gradients"] = [packed(x.grad) if x.requires_grad else None for x in inputs]
    return case


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
    """Forward and backward through layers: ["dense", units], ["activation", name], ["flatten"]."""
    x = uniform(*shape)
    y, parameters = x, []
    for layer in layers:
        if layer[0] == "dense":
            weight, bias = uniform(y.shape[-1], layer[1], low=-1, high=1), uniform(layer[1], low=-0.5, high=0.5)
            parameters += [weight, bias]
            y = functional.linear(y, weight.T, bias)
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


STEPS, KEPT_STEPS = 10, [1, 2, 10]


def optimizer_case(start, gradients, name, clip_norm=0.0, schedule=None, **ours):
    """Ten steps with the given gradients; `ours` are the names of OptimizerArguments."""
    weights = [tensor.clone().requires_grad_() for tensor in start]
    rate, l1, l2 = ours["learning_rate"], ours.get("l1", 0.0), ours.get("l2", 0.0)
    momentum, epsilon = ours.get("momentum", 0.0), ours.get("epsilon", 1e-8)
    betas = (ours.get("beta1", 0.9), ours.get("beta2", 0.999))
    make = {
        "sgd": lambda: torch.optim.SGD(weights, rate, momentum, weight_decay=l2, nesterov=ours.get("nesterov", False)),
        "rmsprop": lambda: torch.optim.RMSprop(weights, rate, betas[1], epsilon, weight_decay=l2, momentum=momentum),
        "adam": lambda: torch.optim.Adam(weights, rate, betas, epsilon, weight_decay=l2),
        "adamw": lambda: torch.optim.AdamW(weights, rate, betas, epsilon, weight_decay=ours.get("weight_decay", 0.0)),
    }
    optimizer = make[name]()
    scheduler = None
    if schedule:
        scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, schedule["period"], schedule["decay"] * rate)
    kept, norms = [], []
    for step in range(STEPS):
        for weight, gradient in zip(weights, gradients[step]):
            weight.grad = gradient.clone()
        norms.append(rounded(torch.nn.utils.clip_grad_norm_(weights, clip_norm).item()) if clip_norm else 0.0)
        for weight in weights:  # PyTorch has no L1 penalty of its own; ours adds to the gradient as its L2 does
            weight.grad += l1 * weight.detach().sign()
        optimizer.step()
        if scheduler:
            scheduler.step()
        if step + 1 in KEPT_STEPS:
            kept.append([packed(weight) for weight in weights])
    case = {"name": name, "arguments": ours, "clip_norm": clip_norm, "norms": norms, "weights": kept}
    return {**case, "schedule": schedule} if schedule else case


def write_optimizers():
    start = [uniform(3, 4).detach(), uniform(5).detach()]
    gradients = [[uniform(3, 4).detach(), uniform(5).detach()] for _ in range(STEPS)]

    def case(name, **arguments):
        return optimizer_case(start, gradients, name, **arguments)

    cosine = {"name": "cosine", "period": 8, "decay": 0.1}
    cases = [
        case("sgd", learning_rate=0.1),
        case("sgd", learning_rate=0.1, momentum=0.9),
        case("sgd", learning_rate=0.1, momentum=0.9, nesterov=True),
        case("sgd", learning_rate=0.1, momentum=0.5, l2=0.3),
        case("sgd", learning_rate=0.1, l1=0.2),
        case("sgd", learning_rate=0.1, momentum=0.9, l2=0.1, clip_norm=0.5),
        case("sgd", learning_rate=0.1, clip_norm=100.0),
        case("sgd", learning_rate=0.1, schedule={**cosine, "period": 10}),
        case("rmsprop", learning_rate=0.01, beta2=0.99),
        case("rmsprop", learning_rate=0.01, beta2=0.9, momentum=0.8),
        case("rmsprop", learning_rate=0.01, beta2=0.99, l2=0.2, epsilon=1e-3, clip_norm=0.5),
        case("adam", learning_rate=0.01),
        case("adam", learning_rate=0.05, beta1=0.8, beta2=0.95, epsilon=1e-3),
        case("adam", learning_rate=0.01, l2=0.3),
        case("adam", learning_rate=0.01, l1=0.1, l2=0.1, clip_norm=0.5),
        case("adamw", learning_rate=0.01, weight_decay=0.0),
        case("adamw", learning_rate=0.05, weight_decay=0.5),
        case("adamw", learning_rate=0.05, weight_decay=0.1, beta1=0.8, clip_norm=0.5, schedule={**cosine, "period": 10}),
    ]
    write("optimizers", cases, kept_steps=KEPT_STEPS, start=[packed(tensor) for tensor in start],
          gradients=[[packed(tensor) for tensor in step] for step in gradients])


def schedule_case(make, steps, **schedule):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(optimizer)
    factors = []
    for _ in range(steps):
        factors.append(rounded(scheduler.get_last_lr()[0]))
        optimizer.step()
        scheduler.step()
    return {**schedule, "factors": factors}


def schedule_cases():
    schedulers = torch.optim.lr_scheduler
    yield schedule_case(lambda o: schedulers.ConstantLR(o, 1.0), 4, name="constant", period=2, decay=0.5)
    for period, decay in [(3, 0.5), (1, 0.9)]:
        yield schedule_case(lambda o: schedulers.StepLR(o, period, decay), 10, name="step", period=period, decay=decay)
    for period, decay in [(8, 0.1), (5, 0.5)]:
        cosine = lambda o: schedulers.CosineAnnealingLR(o, period, decay)
        yield schedule_case(cosine, period + 1, name="cosine", period=period, decay=decay)
    for period in [2, 5]:
        linear = lambda o: schedulers.LinearLR(o, 1 / period, 1.0, period - 1)
        yield schedule_case(linear, period + 3, name="warm_up", period=period, decay=0.5)


def main():
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(SEED)
    write("ops", op_cases())
    write("losses", loss_cases())
    write("layers", layer_cases())
    write_optimizers()
    write("schedules", schedule_cases())


main()
