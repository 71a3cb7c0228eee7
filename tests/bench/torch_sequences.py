"""The models of sequences that native PyTorch trains: an LSTM and a GPT, as engine/bench/sequences.cpp has them."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from torch_numbers import made_tokens, normal_numbers

VOCABULARY, STEPS, BATCHES = 64, 64, 8
BLOCKS, WIDTH, HEADS = 4, 128, 4


class Weights:
    """First weights one after another, of seeds 1, 3, 5, ..., as PyTorch has them: [out, in], but for tables."""

    def __init__(self):
        self.seed = 1

    def table(self, shape):
        values = normal_numbers(shape, math.sqrt(2 / shape[0]), self.seed)
        self.seed += 2
        return values

    def linear(self, inputs, outputs):
        return np.ascontiguousarray(self.table((inputs, outputs)).T)


def fill(parameter, values):
    parameter.data.copy_(torch.from_numpy(values))


def zero_biases(module):
    for name, parameter in module.named_parameters():
        if "bias" in name:
            parameter.data.zero_()


class Lstm(nn.Module):
    batch, time_first = 32, True

    def __init__(self):
        super().__init__()
        weights = Weights()
        self.recurrent = nn.LSTM(VOCABULARY, WIDTH)
        self.head = nn.Linear(WIDTH, VOCABULARY)
        zero_biases(self)
        fill(self.recurrent.weight_ih_l0, weights.linear(VOCABULARY, 4 * WIDTH))
        fill(self.recurrent.weight_hh_l0, weights.linear(WIDTH, 4 * WIDTH))
        fill(self.head.weight, weights.linear(WIDTH, VOCABULARY))

    def forward(self, tokens):
        return self.head(self.recurrent(F.one_hot(tokens, VOCABULARY).float())[0])


class Block(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.attention_norm, self.mlp_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.output = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        zero_biases(self)
        fill(self.qkv.weight, np.concatenate([weights.linear(WIDTH, WIDTH) for _ in "qkv"]))
        fill(self.output.weight, weights.linear(WIDTH, WIDTH))
        fill(self.up.weight, weights.linear(WIDTH, 4 * WIDTH))
        fill(self.down.weight, weights.linear(4 * WIDTH, WIDTH))
        self.register_buffer("unseen", torch.full((STEPS, STEPS), -math.inf).triu(1))

    def attention(self, x):
        n, t, width = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        shares = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width // HEADS) + self.unseen, -1)
        return self.output((shares @ v).transpose(1, 2).reshape(n, t, width))

    def forward(self, x):
        x = x + self.attention(self.attention_norm(x))
        return x + self.down(F.gelu(self.up(self.mlp_norm(x)), approximate="tanh"))


class Gpt(nn.Module):
    batch, time_first = 16, False

    def __init__(self):
        super().__init__()
        weights = Weights()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        fill(self.embedding.weight, weights.table((VOCABULARY, WIDTH)))
        self.positions = nn.Parameter(torch.from_numpy(weights.table((STEPS, WIDTH))))
        self.blocks = nn.Sequential(*(Block(weights) for _ in range(BLOCKS)))
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, VOCABULARY, bias=False)
        fill(self.head.weight, weights.linear(WIDTH, VOCABULARY))

    def forward(self, tokens):
        return self.head(self.norm(self.blocks(self.embedding(tokens) + self.positions)))


MODELS = {"lstm": Lstm, "gpt": Gpt}


class SequenceTraining:
    def __init__(self, task):
        self.model = MODELS[task]()
        n, self.next = self.model.batch, 0
        self.work = n * STEPS
        text = made_tokens(BATCHES * self.work + 1, VOCABULARY, 7)
        order = (0, 2, 1) if self.model.time_first else (0, 1, 2)
        self.inputs, self.labels = (
            torch.from_numpy(np.ascontiguousarray(part.reshape(BATCHES, n, STEPS).transpose(order)))
            for part in (text[:-1], text[1:])
        )
        self.optimizer = torch.optim.Adam(self.model.parameters(), 0.001)

    def step(self):
        batch = self.next % BATCHES
        self.next += 1
        logits = self.model(self.inputs[batch])
        loss = F.cross_entropy(logits.view(-1, VOCABULARY), self.labels[batch].view(-1))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        self.loss = loss.item()

    def outcome(self):
        return [self.loss]
