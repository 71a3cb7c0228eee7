#!/usr/bin/python3
"""Writes what PyTorch answers to fixed questions, for the unit tests to compare with.

Run with Debian's python3-torch: /usr/bin/python3 tests/golden/make_golden.py. Numbers are computed in double precision
from float32 inputs, so that they are exact to the last digit written. Each file names its seed and PyTorch's version.
"""

import torch

from attention_cases import attention_cases
from golden import SEED, write
from layer_cases import decoder_cases, image_network_cases, layer_cases, loss_cases
from norm_cases import norm_cases, running_moments_case
from op_cases import op_cases
from optimizer_cases import schedule_cases, write_optimizers
from recurrent_cases import recurrence_cases, recurrent_cases
from transformer_cases import transformer_cases
from unet_cases import unet_case
from window_cases import conv_transpose2d_cases, window_cases


def main():
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(SEED)
    write("ops", op_cases())
    write("losses", loss_cases())
    write("layers", layer_cases())
    write_optimizers()
    write("schedules", schedule_cases())
    torch.manual_seed(SEED + 1)
    write("norms", norm_cases())
    write("running_moments", [running_moments_case()])
    torch.manual_seed(SEED + 2)
    write("windows", window_cases())
    write("image_networks", image_network_cases())
    torch.manual_seed(SEED + 3)
    write("recurrent", recurrent_cases())
    write("recurrences", recurrence_cases())
    torch.manual_seed(SEED + 4)
    write("transformers", transformer_cases())
    torch.manual_seed(SEED + 5)
    write("attention", attention_cases())
    torch.manual_seed(SEED + 6)
    write("transposed", conv_transpose2d_cases())
    write("decoders", decoder_cases())
    torch.manual_seed(SEED + 7)
    write("unet", [unet_case()])


main()
