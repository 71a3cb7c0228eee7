"""What all golden files share: seeded inputs, and how answers are written."""

import json
import pathlib

import torch

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
