#include <algorithm>

#include "engine/kernels/cpu/reference.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

using Places = std::vector<std::int64_t>;

void average_pool2d_ref(const Pool2dArguments& arguments, const Tensor& x, Tensor& y) {
  for_each_window(arguments, [&](std::int64_t at_y, const Places& window) {
    double sum = 0.0;
    for (std::int64_t at_x : window) sum += x.data()[at_x];
    y.data()[at_y] = static_cast<float>(sum / static_cast<double>(window.size()));
  });
}

void average_pool2d_gradient_ref(const Pool2dArguments& arguments, const Tensor& dy, Tensor& dx) {
  std::vector<double> sums(static_cast<std::size_t>(dx.size()));
  for_each_window(arguments, [&](std::int64_t at_y, const Places& window) {
    const double share = dy.data()[at_y] / static_cast<double>(window.size());
    for (std::int64_t at_x : window) sums[static_cast<std::size_t>(at_x)] += share;
  });
  std::ranges::transform(sums, dx.data(), [](double sum) { return static_cast<float>(sum); });
}

}  // namespace

const RegisterKernel registered_average_pool2d_ref(Device::reference, &Kernels::average_pool2d, average_pool2d_ref);
const RegisterKernel registered_average_pool2d_gradient_ref(Device::reference, &Kernels::average_pool2d_gradient,
                                                            average_pool2d_gradient_ref);

}  // namespace gradlab
