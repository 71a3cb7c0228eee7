#include <algorithm>
#include <cmath>

#include "engine/kernels/cpu/reference.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

using Places = std::vector<std::int64_t>;

void max_pool2d_ref(const Pool2dArguments& arguments, const Tensor& x, Tensor& y) {
  for_each_window(arguments, [&](std::int64_t at_y, const Places& window) {
    float greatest = x.data()[window.front()];
    for (std::int64_t at_x : window) {
      const float value = x.data()[at_x];
      if (value > greatest || std::isnan(value)) greatest = value;
    }
    y.data()[at_y] = greatest;
  });
}

void max_pool2d_gradient_ref(const Pool2dArguments& arguments, const Tensor& x, const Tensor& y, const Tensor& dy,
                             Tensor& dx) {
  std::vector<double> sums(static_cast<std::size_t>(dx.size()));
  for_each_window(arguments, [&](std::int64_t at_y, const Places& window) {
    const float greatest = y.data()[at_y];
    const auto place = std::ranges::find_if(window, [&](std::int64_t at_x) {
      return x.data()[at_x] == greatest || (std::isnan(x.data()[at_x]) && std::isnan(greatest));
    });
    sums[static_cast<std::size_t>(*place)] += dy.data()[at_y];
  });
  std::ranges::transform(sums, dx.data(), [](double sum) { return static_cast<float>(sum); });
}

}  // namespace

const RegisterKernel registered_max_pool2d_ref(Device::reference, &Kernels::max_pool2d, max_pool2d_ref);
const RegisterKernel registered_max_pool2d_gradient_ref(Device::reference, &Kernels::max_pool2d_gradient,
                                                        max_pool2d_gradient_ref);

}  // namespace gradlab
