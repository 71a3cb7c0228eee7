// What one thread of this machine can compute and move at best: the measure of all kernels.
#pragma once

namespace gradlab {

/// GFLOP/s of one thread that does nothing but multiply and add in registers. Takes 50 ms; measured anew at every call.
double arithmetic_limit();

/// GB/s, read and written together, of one thread that scales numbers from one tensor to another, both of the size
/// that a small network's have: they stay in the thread's cache. Takes 50 ms; measured anew at every call.
double memory_limit();

}  // namespace gradlab
