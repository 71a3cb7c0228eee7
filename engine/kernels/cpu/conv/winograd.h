// Convolution by 3 x 3 filters with 2.25 times fewer products: 2 x 2 pixels of y are made at once from 4 x 4 of x
// (Winograd 1980; Lavin and Gray 2016).
#pragma once

#include "engine/kernels/kernels.h"

namespace gradlab {

/// True where it is faster: enough channels and filters to make up for the way there and back.
inline bool suits_winograd(const Conv2dArguments& a) {
  constexpr std::int64_t least = 16, least_pairs = 512;
  return a.kernel_h == 3 && a.kernel_w == 3 && a.stride_h == 1 && a.stride_w == 1 && a.dilation_h == 1 &&
         a.dilation_w == 1 && a.groups == 1 && a.c >= least && a.f >= least && a.c * a.f >= least_pairs &&
         a.pad_top <= 2 && a.pad_left <= 2;
}

void winograd_conv2d(const Conv2dArguments& a, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
                     Tensor& y);
void winograd_input_gradient(const Conv2dArguments& a, const Tensor& dy, const Tensor& filters, Tensor& dx);
void winograd_filter_gradient(const Conv2dArguments& a, const Tensor& x, const Tensor& dy, Tensor& dfilters);

}  // namespace gradlab
