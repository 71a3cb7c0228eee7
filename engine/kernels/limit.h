// What one thread of this machine, or its graphics card, can compute and move at best: the measure of all kernels.
#pragma once

#include "engine/core/tensor.h"

namespace gradlab {

/// GFLOP/s of one thread that does nothing but multiply and add in registers. Takes 50 ms; measured anew at every call.
double arithmetic_limit();

/// GB/s, read and written together, of one thread that scales numbers from one tensor to another, both of the size
/// that a small network's have: they stay in the thread's cache. Takes 50 ms; measured anew at every call.
double memory_limit();

/// Has the graphics card multiply and add in registers, for each element of y (a multiple of 256 of them); returns the
/// GFLOP.
double launch_arithmetic(Tensor& y);

}  // namespace gradlab
