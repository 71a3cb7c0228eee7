// Convolutions in which each channel has one filter of its own: vectors lie along the channels.
#pragma once

#include "engine/kernels/kernels.h"

namespace gradlab {

inline bool is_depthwise(const Conv2dArguments& a) {
  return a.groups > 1 && a.groups == a.c && a.f == a.c;
}

void depthwise(const Conv2dArguments& a, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
               Tensor& y);
void depthwise_input_gradient(const Conv2dArguments& a, const Tensor& dy, const Tensor& filters, Tensor& dx);
void depthwise_filter_gradient(const Conv2dArguments& a, const Tensor& x, const Tensor& dy, Tensor& dfilters);

}  // namespace gradlab
