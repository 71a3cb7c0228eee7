"""Optimisers over ten steps with given gradients, and schedules of the learning rate."""

import torch

from golden import packed, rounded, uniform, write

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
