#!/usr/bin/python3
"""Writes tests/golden/generate.json. Run with python3-torch 2: python3 tests/golden/make_generate.py."""

import torch
from generate_cases import adversarial_cases, diffusion_case, flow_case, measures_case
from golden import SEED, write

torch.set_default_dtype(torch.float64)
torch.manual_seed(SEED + 6)
write("generate", [*adversarial_cases(), flow_case(), diffusion_case(), measures_case()])
