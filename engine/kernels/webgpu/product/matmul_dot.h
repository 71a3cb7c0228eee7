// Products of a matrix with few vectors, where k is the fast axis of both.
#pragma once

#include "engine/kernels/kernels.h"

namespace gradlab::webgpu {

/// True where dot_products may be asked, and is faster than blocks.
bool suits_dot_products(const MatmulArguments& arguments);
/// As Kernels::linear.
void dot_products(const MatmulArguments& arguments, bool relu, const Tensor& a, const Tensor& b, const Tensor& bias,
                  Tensor& c);

}  // namespace gradlab::webgpu
