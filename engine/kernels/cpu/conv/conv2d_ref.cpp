#include <vector>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// Calls body(x's index, filters' index, y's index) for each product x filter that goes into an element of y.
template <typename Body>
void for_each_product(const Conv2dArguments& a, const Body& body) {
  const std::int64_t group_channels = a.c / a.groups, group_filters = a.f / a.groups;
  const auto along_filters = [&](std::int64_t pixel, std::int64_t tap, std::int64_t place) {
    for (std::int64_t filter = 0; filter < a.f; ++filter) {
      const std::int64_t first_channel = filter / group_filters * group_channels;
      for (std::int64_t channel = 0; channel < group_channels; ++channel) {
        body(pixel * a.c + first_channel + channel, (tap * group_channels + channel) * a.f + filter,
             place * a.f + filter);
      }
    }
  };
  for (std::int64_t image = 0; image < a.n; ++image) {
    for (std::int64_t i = 0; i < a.out_h; ++i) {
      for (std::int64_t j = 0; j < a.out_w; ++j) {
        for (std::int64_t tap = 0; tap < a.kernel_h * a.kernel_w; ++tap) {
          const std::int64_t row = i * a.stride_h - a.pad_top + tap / a.kernel_w * a.dilation_h;
          const std::int64_t column = j * a.stride_w - a.pad_left + tap % a.kernel_w * a.dilation_w;
          if (row < 0 || row >= a.h || column < 0 || column >= a.w) continue;
          along_filters((image * a.h + row) * a.w + column, tap, (image * a.out_h + i) * a.out_w + j);
        }
      }
    }
  }
}

using Sums = std::vector<double>;

Sums zeros_for(const Tensor& tensor) {
  return Sums(static_cast<std::size_t>(tensor.size()));
}

void write(const Sums& sums, Tensor& tensor) {
  for (std::size_t i = 0; i < sums.size(); ++i) tensor.data()[i] = static_cast<float>(sums[i]);
}

double product(const Tensor& a, std::int64_t at_a, const Tensor& b, std::int64_t at_b) {
  return static_cast<double>(a.data()[at_a]) * b.data()[at_b];
}

void conv2d_ref(const Conv2dArguments& arguments, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
                Tensor& y) {
  Sums sums = zeros_for(y);
  for_each_product(arguments, [&](std::int64_t at_x, std::int64_t at_filters, std::int64_t at_y) {
    sums[static_cast<std::size_t>(at_y)] += product(x, at_x, filters, at_filters);
  });
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (bias.defined()) sums[i] += bias.data()[i % static_cast<std::size_t>(arguments.f)];
    if (relu && sums[i] <= 0.0) sums[i] = 0.0;
  }
  write(sums, y);
}

void conv2d_input_gradient_ref(const Conv2dArguments& arguments, const Tensor& dy, const Tensor& filters, Tensor& dx) {
  Sums sums = zeros_for(dx);
  for_each_product(arguments, [&](std::int64_t at_x, std::int64_t at_filters, std::int64_t at_y) {
    sums[static_cast<std::size_t>(at_x)] += product(dy, at_y, filters, at_filters);
  });
  write(sums, dx);
}

void conv2d_filter_gradient_ref(const Conv2dArguments& arguments, const Tensor& x, const Tensor& dy, Tensor& dfilters) {
  Sums sums = zeros_for(dfilters);
  for_each_product(arguments, [&](std::int64_t at_x, std::int64_t at_filters, std::int64_t at_y) {
    sums[static_cast<std::size_t>(at_filters)] += product(x, at_x, dy, at_y);
  });
  write(sums, dfilters);
}

}  // namespace

const RegisterKernel registered_conv2d_ref(Device::reference, &Kernels::conv2d, conv2d_ref);
const RegisterKernel registered_conv2d_input_gradient_ref(Device::reference, &Kernels::conv2d_input_gradient,
                                                          conv2d_input_gradient_ref);
const RegisterKernel registered_conv2d_filter_gradient_ref(Device::reference, &Kernels::conv2d_filter_gradient,
                                                           conv2d_filter_gradient_ref);

}  // namespace gradlab
