"""Transformers of each kind written out step by step: answers, and the gradients of all their weights."""

import math

import torch
from torch.nn import functional

from golden import indices, packed, uniform

DEFAULTS = {
    "kind": "decoder", "positions": "learned", "norm": "layer", "mlp": "gelu", "pooling": "mean", "norm_first": True,
    "tied": False, "vocabulary": 6, "width": 4, "heads": 2, "layers": 1, "hidden": 6, "context": 5, "classes": 3,
}


class Model:
    """Weights by their names in the engine, made when they are first used."""

    def __init__(self, **options):
        self.options = {**DEFAULTS, **options}
        self.weights = {}

    def __getattr__(self, name):
        return self.options[name]

    def weight(self, name, *shape, low=-0.8, high=0.8):
        if name not in self.weights:
            self.weights[name] = uniform(*shape, low=low, high=high)
        return self.weights[name]

    def linear(self, name, x, outputs, bias=True):
        y = x @ self.weight(f"{name}.weight", x.shape[-1], outputs)
        return y + self.weight(f"{name}.bias", outputs) if bias else y

    def normalized(self, name, x):
        scale = self.weight(f"{name}.scale", self.width, low=0.5, high=1.5)
        if self.norm == "rms":
            return x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-5) * scale
        return functional.layer_norm(x, [self.width], scale, self.weight(f"{name}.shift", self.width), eps=1e-5)

    def rotary(self, x):
        """x [N, heads, T, D]: the numbers i and i + D / 2 turned by position / 10000^(2 i / D)."""
        half = x.shape[-1] // 2
        angles = torch.arange(x.shape[-2])[:, None] * 10000.0 ** (-torch.arange(half) / half)
        a, b = x[..., :half], x[..., half:]
        return torch.cat([a * angles.cos() - b * angles.sin(), a * angles.sin() + b * angles.cos()], -1)

    def attention(self, name, x, source, causal, lengths, turned):
        def of_heads(part, tokens):
            projected = self.linear(f"{name}.{part}", tokens, self.width)
            return projected.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        q, k, v = of_heads("query", x), of_heads("key", source), of_heads("value", source)
        if turned:
            q, k = self.rotary(q), self.rotary(k)
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
        hidden = torch.zeros(scores.shape[0], 1, *scores.shape[-2:], dtype=torch.bool)
        if causal:
            hidden |= torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
        if lengths is not None:
            hidden |= torch.arange(scores.shape[-1]) >= lengths[:, None, None, None]
        mixed = scores.masked_fill(hidden, -math.inf).softmax(-1) @ v
        return self.linear(f"{name}.output", mixed.transpose(1, 2).flatten(-2), self.width)

    def mlp_of(self, name, x):
        bias = self.mlp == "gelu"
        up = lambda: self.linear(f"{name}.up", x, self.hidden, bias)
        gated = lambda: functional.silu(self.linear(f"{name}.gate", x, self.hidden, bias)) * up()
        inside = functional.gelu(up(), approximate="tanh") if self.mlp == "gelu" else gated()
        return self.linear(f"{name}.down", inside, self.width, bias)

    def stack(self, name, tokens, causal, lengths=None, memory=None, memory_lengths=None):
        x = self.weight("embedding.weight", self.vocabulary, self.width)[tokens]
        if self.positions == "learned":
            x = x + self.weight(f"{name}.positions.weight", self.context, self.width)[: tokens.shape[1]]
        if self.positions == "sinusoidal":
            x = x + waves(tokens.shape[1], self.width) / math.sqrt(self.width)

        def with_branch(norm, x, branch):
            return x + branch(self.normalized(norm, x)) if self.norm_first else self.normalized(norm, x + branch(x))

        for layer in range(self.layers):
            block = f"{name}.{layer}"
            turned = self.positions == "rotary"
            itself = lambda z: self.attention(f"{block}.attention", z, z, causal, lengths, turned)
            x = with_branch(f"{block}.attention_norm", x, itself)
            if memory is not None:
                across = lambda z: self.attention(f"{block}.cross_attention", z, memory, False, memory_lengths, False)
                x = with_branch(f"{block}.cross_attention_norm", x, across)
            x = with_branch(f"{block}.mlp_norm", x, lambda z: self.mlp_of(f"{block}.mlp", z))
        return self.normalized(f"{name}.norm", x) if self.norm_first else x

    def classify(self, tokens, lengths):
        states = self.stack("encoder", tokens, False, lengths)
        if self.pooling == "class_token":
            return self.linear("classifier", states[:, 0], self.classes)
        counted = (torch.arange(tokens.shape[1]) < lengths[:, None])[..., None]
        return self.linear("classifier", (states * counted).sum(1) / lengths[:, None], self.classes)

    def logits(self, tokens, source=None, lengths=None):
        memory = None if source is None else self.stack("encoder", source, False, lengths)
        states = self.stack("decoder", tokens, True, memory=memory, memory_lengths=lengths)
        if self.tied:
            return states @ self.weights["embedding.weight"].T
        return self.linear("output", states, self.vocabulary, bias=False)


def waves(context, width):
    table = torch.zeros(context, width)
    angles = torch.arange(context)[:, None] / 10000.0 ** (torch.arange(0, width, 2) / width)
    table[:, 0::2], table[:, 1::2] = angles.sin(), angles.cos()
    return table


def answered(model, function, **inputs):
    """The answer, and the gradients of sum(cotangent * answer)."""
    output = function(model, **inputs)
    cotangent = uniform(*output.shape).detach()
    (output * cotangent).sum().backward()
    return {
        "options": model.options, "inputs": {name: packed(value) for name, value in inputs.items()},
        "output": packed(output), "cotangent": packed(cotangent),
        "parameters": {name: packed(weight) for name, weight in model.weights.items()},
        "gradients": {name: packed(weight.grad) for name, weight in model.weights.items()},
    }


def transformer_cases():
    tokens = lambda *shape: indices(*shape, limit=DEFAULTS["vocabulary"])
    yield answered(Model(layers=2), Model.logits, tokens=tokens(2, 4))
    yield answered(Model(norm="rms", mlp="swiglu", positions="rotary", tied=True, width=8), Model.logits, tokens=tokens(2, 5))
    for pooling, positions in [("mean", "sinusoidal"), ("class_token", "learned")]:
        model = Model(kind="encoder", norm_first=False, pooling=pooling, positions=positions)
        yield answered(model, Model.classify, tokens=tokens(3, 5), lengths=torch.tensor([5, 2, 1]))
    model = Model(kind="encoder_decoder", positions="sinusoidal")
    yield answered(model, Model.logits, tokens=tokens(2, 3), source=tokens(2, 4), lengths=torch.tensor([4, 2]))
