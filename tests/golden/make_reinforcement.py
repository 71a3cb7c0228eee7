#!/usr/bin/python3
"""Writes what others answer to fixed questions of reinforcement learning, for the unit tests to compare with.

Run with Debian's python3-torch and python3-gymnasium: python3 tests/golden/make_reinforcement.py. Bellman's equations
are solved by numpy, from rules written here anew; trajectories are Gymnasium's; losses and gradients are PyTorch's.
"""

import json

import gymnasium
import numpy
import torch

from golden import FOLDER, SEED, packed, rounded, uniform

MAPS = {
    "classic": ["...G", ".#.P", "S..."],
    "cliff": ["............", "............", "............", "SPPPPPPPPPPG"],
    "maze": ["S#.....#..", ".#.###.#.#", "...#P.....", "##.#.###.#", ".....#....", ".###.#.##.", "...#...#G."],
}
MOVES = [(0, 1), (1, 0), (0, -1), (-1, 0)]


def bellman_case(name, wind, discount, step, pit, goal):
    """Values of all cells, row by row from the lower left, by policy iteration; 0 where nothing can be done."""
    rows = MAPS[name][::-1]
    height, width = len(rows), len(rows[0])
    count = height * width

    def outcome(x, y, move):
        to_x, to_y = x + MOVES[move][0], y + MOVES[move][1]
        if not (0 <= to_x < width and 0 <= to_y < height) or rows[to_y][to_x] == "#":
            to_x, to_y = x, y
        cell = rows[to_y][to_x]
        return to_y * width + to_x, step + {"P": pit, "G": goal}.get(cell, 0.0), cell in "PG"

    chances = numpy.zeros((4, count, count))
    rewards = numpy.zeros((4, count))
    is_open = [rows[i // width][i % width] in ".S" for i in range(count)]
    for state in range(count):
        for move in range(4):
            if not is_open[state]:
                continue
            for turn, chance in [(0, 1 - wind), (1, wind / 2), (3, wind / 2)]:
                then, reward, over = outcome(state % width, state // width, (move + turn) % 4)
                rewards[move, state] += chance * reward
                if not over:
                    chances[move, state, then] += chance
    policy = numpy.zeros(count, int)
    everywhere = numpy.arange(count)
    for _ in range(1000):
        matrix = numpy.eye(count) - discount * chances[policy, everywhere]
        values = numpy.linalg.solve(matrix, rewards[policy, everywhere])
        worth = rewards + discount * chances @ values
        better = worth.max(0) > worth[policy, everywhere] + 1e-12
        if not better.any():
            break
        policy[better] = worth.argmax(0)[better]
    arguments = {"wind": wind, "step": step, "pit": pit, "goal": goal}
    return {"map": name, "discount": discount, "arguments": arguments, "values": [rounded(v) for v in values]}


def trajectory_case(name, identity, start, actions):
    """States and rewards that Gymnasium's environment goes through from `start`."""
    environment = gymnasium.make(identity).unwrapped
    environment.reset(seed=SEED)
    environment.state = numpy.array(start, dtype=numpy.float64)
    states, rewards, terminated = [], [], []
    for action in actions:
        _, reward, over, _, _ = environment.step(int(action))
        states.append([float(x) for x in environment.state])
        rewards.append(float(reward))
        terminated.append(bool(over))
        if over:
            break
    return {"name": name, "start": start, "actions": [int(a) for a in actions[: len(states)]], "states": states,
            "rewards": rewards, "terminated": terminated}


def trajectories():
    random = numpy.random.default_rng(SEED)
    balanced = [0, 1, 1, 0] * 20
    return [
        trajectory_case("cart_pole", "CartPole-v1", [0.01, -0.02, 0.03, 0.04], balanced),
        trajectory_case("cart_pole", "CartPole-v1", [-0.03, 0.01, -0.02, 0.05], random.integers(0, 2, 80)),
        trajectory_case("cart_pole", "CartPole-v1", [2.3, 0.5, 0.0, 0.0], [1] * 30),
        trajectory_case("mountain_car", "MountainCar-v0", [-0.5, 0.0], random.integers(0, 3, 120)),
        trajectory_case("mountain_car", "MountainCar-v0", [-0.45, 0.0], [0] * 40 + [2] * 60 + [0] * 60 + [2] * 90),
        trajectory_case("mountain_car", "MountainCar-v0", [-1.1, -0.05], [0] * 30 + [2] * 30),
    ]


def advantages_case(discount, mixture):
    """Generalised advantages by their definition, a discounted sum of surprises to the end of the episode."""
    steps, copies = 7, 3
    rewards, values = uniform(steps, copies).detach(), uniform(steps + 1, copies).detach()
    terminated = torch.rand(steps, copies) < 0.2
    truncated = (torch.rand(steps, copies) < 0.15) & ~terminated
    ends = uniform(steps, copies).detach()  # what the last state of a cut episode is worth
    expected = torch.zeros(steps, copies)
    for copy in range(copies):
        for first in range(steps):
            factor = 1.0
            for step in range(first, steps):
                future = values[step + 1, copy]
                if truncated[step, copy]:
                    future = ends[step, copy]
                if terminated[step, copy]:
                    future = 0.0
                expected[first, copy] += factor * (rewards[step, copy] + discount * future - values[step, copy])
                factor *= discount * mixture
                if terminated[step, copy] or truncated[step, copy]:
                    break
    return {"discount": discount, "mixture": mixture, "rewards": packed(rewards), "values": packed(values),
            "terminated": packed(terminated.long()), "truncated": packed(truncated.long()), "ends": packed(ends),
            "advantages": packed(expected)}


def ppo_case(clip, value_weight, entropy_weight):
    count, actions = 12, 3
    logits, values = uniform(count, actions), uniform(count)
    old_logits, old_values = uniform(count, actions).detach(), uniform(count).detach()
    old_logits = 0.8 * logits.detach() + 0.2 * old_logits
    old_values = (0.9 * values.detach() + 0.1 * old_values).float().double()
    chosen = torch.randint(actions, (count,))
    advantages, returns = uniform(count).detach(), uniform(count).detach()
    before = torch.distributions.Categorical(logits=old_logits).log_prob(chosen).float().double()
    now = torch.distributions.Categorical(logits=logits)
    ratio = (now.log_prob(chosen) - before).exp()
    policy = -torch.min(ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages).mean()
    kept = old_values + (values - old_values).clamp(-clip, clip)
    value = 0.5 * torch.max((values - returns) ** 2, (kept - returns) ** 2).mean()
    loss = policy + value_weight * value - entropy_weight * now.entropy().mean()
    loss.backward()
    log_ratio = (now.log_prob(chosen) - before).detach()
    return {"clip": clip, "value_weight": value_weight, "entropy_weight": entropy_weight, "logits": packed(logits),
            "values": packed(values), "actions": packed(chosen), "log_probabilities": packed(before),
            "advantages": packed(advantages), "returns": packed(returns), "old_values": packed(old_values),
            "loss": rounded(loss.item()), "kl": rounded(((log_ratio.exp() - 1) - log_ratio).mean().item()),
            "gradients": [packed(logits.grad), packed(values.grad)]}


def dqn_case(double, discount):
    """Mean Huber loss of the actions taken, towards what the target network says of the next states."""
    count, actions = 10, 3
    worth = uniform(count, actions)
    next_worth, next_target = uniform(count, actions).detach(), uniform(count, actions).detach()
    chosen, rewards = torch.randint(actions, (count,)), uniform(count).detach()
    terminated = torch.rand(count) < 0.3
    best = (next_worth if double else next_target).argmax(1)
    targets = rewards + discount * torch.where(terminated, 0.0, next_target[torch.arange(count), best])
    loss = torch.nn.functional.huber_loss(worth[torch.arange(count), chosen], targets)
    loss.backward()
    return {"double": double, "discount": discount, "worth": packed(worth), "next_worth": packed(next_worth),
            "next_target": packed(next_target), "actions": packed(chosen), "rewards": packed(rewards),
            "terminated": packed(terminated.long()), "targets": packed(targets), "loss": rounded(loss.item()),
            "gradient": packed(worth.grad)}


def write(name, **parts):
    """A line for each case."""
    body = {"torch": torch.__version__, "gymnasium": gymnasium.__version__, "numpy": numpy.__version__, "seed": SEED}
    lines = [f'"{key}":{json.dumps(value)}' for key, value in body.items()]
    for key, cases in parts.items():
        texts = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
        lines.append(f'"{key}":[\n{texts}\n]')
    (FOLDER / f"{name}.json").write_text("{" + ",\n".join(lines) + "}\n")


def main():
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(SEED)
    write(
        "reinforcement",
        bellman=[
            bellman_case("classic", 0.2, 0.99, -0.04, -1.0, 1.0),
            bellman_case("classic", 0.0, 0.9, -2.0, -1.0, 1.0),
            bellman_case("cliff", 0.1, 0.95, -0.1, -10.0, 0.0),
            bellman_case("maze", 0.3, 0.99, -0.04, -1.0, 1.0),
        ],
        trajectories=trajectories(),
        advantages=[advantages_case(0.99, 0.95), advantages_case(0.9, 1.0), advantages_case(0.98, 0.0)],
        ppo=[ppo_case(0.2, 0.5, 0.01), ppo_case(0.1, 1.0, 0.0)],
        dqn=[dqn_case(False, 0.99), dqn_case(True, 0.9)],
    )


if __name__ == "__main__":
    main()
