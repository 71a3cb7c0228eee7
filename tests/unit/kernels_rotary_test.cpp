// Rotary positions: against the reference, and what the paper promises of them.
#include "tests/unit/kernels_compare.h"
#include "tests/unit/near.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

Tensor turned(const Kernels& kernel, const RotaryArguments& a, const Tensor& x) {
  Tensor y = unwritten(x.shape());
  kernel.rotary(a, x, y);
  CHECK(fence_stands(y));
  return y;
}

/// The one head of one token at position `position`.
Tensor placed(const Tensor& x, std::int64_t position) {
  return turned(kernels(Device::cpu), {.depth = x.size(), .first = position}, x);
}

double product(const Tensor& a, const Tensor& b) {
  double sum = 0.0;
  for (std::int64_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a.data()[i]) * b.data()[i];
  return sum;
}

}  // namespace

TEST_CASE("rotary agrees with the reference at awkward sizes, and in place") {
  for (std::int64_t steps : {1, 3, 65}) {
    for (std::int64_t heads : {1, 3}) {
      for (std::int64_t half : awkward_sizes) {
        CAPTURE(steps);
        CAPTURE(half);
        const RotaryArguments a{.n = 2, .steps = steps, .heads = heads, .depth = 2 * half, .first = 5, .base = 500.0f};
        check_devices_agree([&](const Kernels& kernel) {
          Tensor x = fenced(random_tensor({2, steps, heads * 2 * half}));
          const Tensor y = turned(kernel, a, x);
          kernel.rotary(a, x, x);
          return Tensors{y, x};
        });
      }
    }
  }
}

TEST_CASE("rotary keeps its digits far from the start") {
  check_devices_agree([](const Kernels& kernel) {
    const RotaryArguments a{.steps = 3000, .depth = 6, .first = 100000};
    return Tensors{turned(kernel, a, random_tensor({1, 3000, 6}))};
  });
}

TEST_CASE("the inverse of rotary undoes it") {
  RotaryArguments a{.n = 2, .steps = 9, .heads = 2, .depth = 10, .first = 3};
  const Tensor x = random_tensor({2, 9, 20}), y = turned(kernels(Device::cpu), a, x);
  a.inverse = true;
  check_close(turned(kernels(Device::cpu), a, y), x, 1e-6);
}

TEST_CASE("after rotary a product of query and key depends on their distance alone") {
  const Tensor q = random_tensor({16}, 1), k = random_tensor({16}, 2);
  const double beside = product(placed(q, 7), placed(k, 4));
  CHECK(product(placed(q, 23), placed(k, 20)) == near(beside, 1e-5));
  CHECK(product(placed(q, 903), placed(k, 900)) == near(beside, 1e-5));
  CHECK(std::abs(product(placed(q, 7), placed(k, 0)) - beside) > 0.1);
}
