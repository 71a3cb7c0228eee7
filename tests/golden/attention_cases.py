"""Attention and what goes with it in a transformer: rotary positions, RMS norm, silu, samples without a label."""

import torch
from torch.nn import functional

from golden import answered, indices, uniform


def heads_first(x, heads):
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def weights(q, k, lengths=None, heads=1, causal=False):
    """[N, heads, Q, K]"""
    queries, keys = q.shape[1], k.shape[1]
    scores = heads_first(q, heads) @ heads_first(k, heads).transpose(-1, -2) / (q.shape[2] // heads) ** 0.5
    seen = torch.ones(queries, keys, dtype=torch.bool)
    if causal:
        seen = seen.tril(keys - queries)
    if lengths is not None:
        seen = seen & (torch.arange(keys) < lengths[:, None, None, None])
    return scores.masked_fill(~seen, float("-inf")).softmax(-1)


def attention(q, k, v, lengths=None, **options):
    return (weights(q, k, lengths, **options) @ heads_first(v, options["heads"])).transpose(1, 2).flatten(2)


def rotary(x, heads, first, base):
    """Pairs as complex numbers, each times that of its angle."""
    pairs = torch.complex(*x.unflatten(-1, (heads, 2, -1)).unbind(-2))
    half = pairs.shape[-1]
    angles = torch.arange(first, first + x.shape[1])[:, None] * base ** (-torch.arange(half) / half)
    turned = pairs * torch.polar(torch.ones_like(angles), angles)[:, None]
    return torch.stack([turned.real, turned.imag], -2).flatten(2)


def attention_cases():
    for heads, causal, queries, keys, lengths in [
        (1, False, 3, 3, None),
        (2, True, 5, 5, None),
        (2, False, 2, 6, [3, 6]),
        (4, True, 3, 5, [1, 4]),
    ]:
        options = {"heads": heads, "causal": causal}
        cut = [] if lengths is None else [torch.tensor(lengths)]
        rows = lambda count: uniform(2, count, 8)
        yield answered("attention", lambda *x: attention(*x, **options), [rows(queries), rows(keys), rows(keys), *cut], **options)
        yield answered("attention_weights", lambda *x: weights(*x, **options), [rows(queries), rows(keys), *cut], **options)
    for heads, first, base in [(1, 0, 10000.0), (2, 6, 100.0)]:
        options = {"heads": heads, "first": first, "base": base}
        yield answered("rotary", lambda x: rotary(x, **options), [uniform(2, 3, 12)], **options)
    for shape in [(3, 5), (2, 2, 4)]:
        rms_norm = lambda x, scale: x / (x.square().mean(-1, keepdim=True) + 1e-5).sqrt() * scale
        yield answered("rms_norm", rms_norm, [uniform(*shape), uniform(shape[-1])], epsilon=1e-5)
    yield answered("silu", functional.silu, [uniform(2, 9, low=-6, high=6)])
    labels = indices(6, limit=4)
    labels[[1, 4]] = -1
    with_gaps = lambda logits, labels: functional.cross_entropy(logits, labels, ignore_index=-1)
    yield answered("cross_entropy", with_gaps, [uniform(6, 4, low=-4, high=4), labels])
