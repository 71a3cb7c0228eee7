// What one thread of this machine can compute at best: the measure of all kernels.
#pragma once

namespace gradlab {

/// GFLOP/s of one thread that does nothing but multiply and add in registers. Takes 50 ms; measured anew at every call.
double arithmetic_limit();

}  // namespace gradlab
