"""Recurrent layers over time, with all their gradients. PyTorch keeps weights transposed: [gates units, inputs]."""

import torch

from golden import answered, packed, uniform

LAYERS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
NAMES = {"weight_ih": "weight_input", "weight_hh": "weight_hidden", "bias_ih": "bias_input", "bias_hh": "bias_hidden"}


def recurrent_case(cell, layers, steps, batch, features, units):
    network = LAYERS[cell](features, units, num_layers=layers)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(uniform(*parameter.shape, low=-1, high=1))
    state = [uniform(layers, batch, units, low=-1, high=1).detach() for _ in range(2 if cell == "lstm" else 1)]
    x = uniform(steps, batch, features)
    y, last = network(x, tuple(state) if cell == "lstm" else state[0])
    cotangent = uniform(*y.shape).detach()
    (y * cotangent).sum().backward()
    parameters = [(f"{layer}.{name}", getattr(network, f"{theirs}_l{layer}"))
                  for layer in range(layers) for theirs, name in NAMES.items()]
    return {
        "name": cell, "layers": layers, "units": units, "input": packed(x), "state": [packed(each) for each in state],
        "parameters": {name: packed(parameter.t()) for name, parameter in parameters},
        "output": packed(y), "last": [packed(each) for each in (last if cell == "lstm" else [last])],
        "cotangent": packed(cotangent), "input_gradient": packed(x.grad),
        "gradients": {name: packed(parameter.grad.t()) for name, parameter in parameters},
    }


def recurrent_cases():
    for cell in LAYERS:
        yield recurrent_case(cell, 1, steps=4, batch=3, features=2, units=5)
        yield recurrent_case(cell, 2, steps=3, batch=2, features=3, units=4)
        yield recurrent_case(cell, 3, steps=5, batch=1, features=1, units=3)


def recurrence_cases():
    """The op alone, from zeros: what the input adds to the gates comes as it is, through weights of one."""
    gates = {"rnn": 1, "lstm": 4, "gru": 3}
    functions = {"rnn": torch.rnn_tanh, "lstm": torch.lstm, "gru": torch.gru}
    steps, batch, units = 3, 2, 3
    for cell, count in gates.items():
        columns = count * units

        def states(x, weight, bias):
            zeros = torch.zeros(1, batch, units)
            weights = [torch.eye(columns), weight.t(), torch.zeros(columns), bias]
            return functions[cell](x, (zeros, zeros) if cell == "lstm" else zeros, weights, True, 1, 0.0, True, False, False)[0]

        yield answered("recurrent", states, [uniform(steps, batch, columns), uniform(units, columns), uniform(columns)], cell=cell)
