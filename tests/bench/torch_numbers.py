"""The inputs and first weights that all contenders get, as engine/bench/run.cpp makes them."""

import numpy as np


def uniform_numbers(count, seed):
    """In [0, 1): a linear congruential generator, its states in closed form."""
    powers = np.cumprod(np.concatenate([[1], np.full(count, 1664525)]).astype(np.uint32), dtype=np.uint32)
    sums = np.cumsum(powers[:-1], dtype=np.uint32)
    states = powers[1:] * np.uint32(seed) + np.uint32(1013904223) * sums
    return states.astype(np.float64) / 2**32


def normal_numbers(shape, scale, seed):
    """By Box and Muller's transform."""
    uniform = uniform_numbers(2 * int(np.prod(shape)), seed)
    radius = np.sqrt(-2 * np.log(1 - uniform[0::2]))
    numbers = radius * np.cos(2 * np.pi * uniform[1::2]) * scale
    return numbers.astype(np.float32).reshape(shape)


def made_tokens(count, kinds, seed):
    """Three of four follow from the one before, the others are drawn."""
    uniform = uniform_numbers(2 * count, seed)
    tokens = np.zeros(count, dtype=np.int64)
    for place in range(count):
        follows = uniform[2 * place] < 0.75
        tokens[place] = (5 * tokens[place - 1] + 3) % kinds if follows else int(uniform[2 * place + 1] * kinds)
    return tokens
