"""Native PyTorch as a contender: answers ["prepare", task] and ["measure", seconds], one JSON line each.

python3 torch_bench.py THREADS MNIST_IDX
The inputs, first weights and batches are those of pages/contender.js.
"""

import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from torch_numbers import normal_numbers
from torch_sequences import MODELS, SequenceTraining

torch.set_num_threads(int(sys.argv[1]))
torch.set_grad_enabled(True)
DIGITS = np.fromfile(sys.argv[2], dtype=np.uint8)
COUNT = int.from_bytes(DIGITS[4:8].tobytes(), "big")
PIXELS = COUNT * 784
IMAGES = DIGITS[16 : 16 + PIXELS].reshape(COUNT, 784).astype(np.float32) / 255
LABELS = DIGITS[16 + PIXELS + 8 :].astype(np.int64)
LEARNING_RATE = 0.01
STEPS_COMPARED = 5

NETWORKS = {
    "mlp": (128, [(784, 512), (512, 256), (256, 10)]),
    "small-cnn": (64, [(5, 5, 1, 8), (5, 5, 8, 16), (256, 10)]),
    "large-cnn": (128, [(3, 3, 1, 32), (3, 3, 32, 64), (9216, 128), (128, 10)]),
}
# Height, width and channels of what the first dense layer sees.
FLATTENED = {"small-cnn": (4, 4, 16), "large-cnn": (12, 12, 64)}


def first_weights(task):
    """Weights [F, C, KH, KW] and [out, in], for images [N, C, H, W]; biases 0."""
    turned = task in FLATTENED
    for layer, shape in enumerate(NETWORKS[task][1]):
        values = normal_numbers(shape, np.sqrt(2 / np.prod(shape[:-1])), 2 * layer + 1)
        if len(shape) == 4:
            values = values.transpose(3, 2, 0, 1)
        else:
            if turned:
                values = values.reshape(*FLATTENED[task], shape[1]).transpose(2, 0, 1, 3).reshape(shape)
                turned = False
            values = values.T
        yield torch.tensor(np.ascontiguousarray(values), requires_grad=True)
        yield torch.zeros(shape[-1], requires_grad=True)


def logits(task, x, parameters):
    pairs = list(zip(parameters[0::2], parameters[1::2]))
    convolutions = [pair for pair in pairs if pair[0].dim() == 4]
    for place, (weight, bias) in enumerate(convolutions):
        x = F.relu(F.conv2d(x, weight, bias))
        if task == "small-cnn" or place == 1:
            x = F.max_pool2d(x, 2)
    x = x.flatten(1)
    dense = pairs[len(convolutions) :]
    for weight, bias in dense[:-1]:
        x = F.relu(F.linear(x, weight, bias))
    return F.linear(x, *dense[-1])


class Training:
    def __init__(self, task):
        self.task = task
        self.work = NETWORKS[task][0]
        self.parameters = list(first_weights(task))
        self.optimizer = torch.optim.SGD(self.parameters, LEARNING_RATE)
        self.next = 0

    def step(self):
        first = (self.next % (COUNT // self.work)) * self.work
        self.next += 1
        x = torch.from_numpy(IMAGES[first : first + self.work])
        if self.task != "mlp":
            x = x.view(-1, 1, 28, 28)
        loss = F.cross_entropy(logits(self.task, x, self.parameters), torch.from_numpy(LABELS[first : first + self.work]))
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.loss = loss.item()

    def outcome(self):
        return [self.loss]


class Repeating:
    """One product or convolution again and again."""

    def __init__(self, compute, work):
        self.compute = compute
        self.work = work

    def step(self):
        with torch.no_grad():
            self.result = self.compute()

    def outcome(self):
        values = self.result.flatten()
        return [values[place].item() for place in (0, len(values) // 2, -1)]


def job(task):
    if task in NETWORKS:
        return Training(task)
    if task in MODELS:
        return SequenceTraining(task)
    if task == "conv2d":
        x = torch.tensor(normal_numbers((64, 28, 28, 32), 1, 1).transpose(0, 3, 1, 2).copy())
        w = torch.tensor(normal_numbers((3, 3, 32, 64), 0.1, 2).transpose(3, 2, 0, 1).copy())
        return Repeating(lambda: F.conv2d(x, w, padding=1), 2e-9 * 64 * 28 * 28 * 64 * 9 * 32)
    extents = [int(extent) for extent in task.removeprefix("matmul-").split("x")]
    m, k, n = extents if len(extents) == 3 else extents * 3
    a, b = torch.tensor(normal_numbers((m, k), 1, 1)), torch.tensor(normal_numbers((k, n), 1, 2))
    return Repeating(lambda: torch.mm(a, b), 2e-9 * m * k * n)


def main():
    current = None
    for line in sys.stdin:
        request, argument = json.loads(line)
        if request == "prepare":
            current, answer = job(argument), []
            for _ in range(STEPS_COMPARED):
                current.step()
                answer += current.outcome()
        else:
            began, work = time.perf_counter(), 0
            while work == 0 or time.perf_counter() - began < argument:
                current.step()
                work += current.work
            answer = work / (time.perf_counter() - began)
        print(json.dumps(answer), flush=True)


main()
