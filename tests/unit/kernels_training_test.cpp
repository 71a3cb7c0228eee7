// Kernels of training alone: dropout and the optimisers' updates.
#include "engine/core/random.h"
#include "tests/unit/kernels_compare.h"
#include "tests/unit/near.h"

using namespace gradlab;
using namespace gradlab::test;

TEST_CASE("dropout draws the same numbers on every device, wherever its stream stands") {
  for (std::uint64_t counter : {0ull, 1ull, 2ull, 3ull, 1000ull, 0xFFFFFFFFFull}) {
    for (std::int64_t size : {0, 1, 2, 3, 4, 5, 15, 17, 64, 65, 20'000}) {
      CAPTURE(counter);
      CAPTURE(size);
      check_devices_agree(
          [&](const Kernels& kernel) {
            Tensor x = random_tensor({size}), y = Tensor::empty({size});
            kernel.dropout(0.3f, 0x123456789ABCull, counter, x, y);
            kernel.dropout(0.3f, 0x123456789ABCull, counter, x, x);
            return Tensors{y, x};
          },
          1e-7);
    }
  }
}

TEST_CASE("dropout keeps the stated share, and the mean") {
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    const Tensor x = Tensor::full({100'000}, 1.0f);
    Tensor y = Tensor::empty({100'000});
    kernels(x).dropout(0.25f, 9, 0, x, y);
    double sum = 0.0, kept = 0.0;
    for (float value : y.values()) sum += value, kept += value != 0.0f ? 1.0 : 0.0;
    CHECK(kept / 100'000 == near(0.75, 0.01));
    CHECK(sum / 100'000 == near(1.0, 0.01));
  }
}

namespace {

OptimizerArguments variant(int number) {
  OptimizerArguments arguments;
  arguments.learning_rate = 0.05f;
  if (number >= 1) arguments.momentum = 0.9f;
  if (number >= 2) arguments.nesterov = true, arguments.step = 7;
  if (number >= 3) arguments.l1 = 0.01f, arguments.l2 = 0.1f, arguments.weight_decay = 0.2f, arguments.step = 100'000;
  return arguments;
}

template <typename Check>
void for_each_variant(Check&& check) {
  for (int number = 0; number < 4; ++number) {
    for (std::int64_t size : awkward_sizes) {
      CAPTURE(number);
      CAPTURE(size);
      check(variant(number), size);
    }
  }
}

/// What clipping makes of the gradients: nothing, or half of them.
Tensor gradient_scale(const OptimizerArguments& arguments) {
  return arguments.nesterov ? Tensor::scalar(0.5f) : Tensor();
}

Tensor weights(std::int64_t size) {
  Tensor w = random_tensor({size}, 4);
  w.data()[0] = 0.0f;  // where L1 has its kink
  return w;
}

}  // namespace

TEST_CASE("sgd agrees with the reference") {
  for_each_variant([](const OptimizerArguments& arguments, std::int64_t size) {
    check_devices_agree([&](const Kernels& kernel) {
      Tensor velocity = random_tensor({size}, 2), w = weights(size);
      kernel.sgd(arguments, gradient_scale(arguments), random_tensor({size}), velocity, w);
      return Tensors{velocity, w};
    });
  });
}

TEST_CASE("rmsprop agrees with the reference") {
  for_each_variant([](const OptimizerArguments& arguments, std::int64_t size) {
    check_devices_agree(
        [&](const Kernels& kernel) {
          Tensor mean_square = random_tensor({size}, 3, 0.0f, 2.0f), velocity = random_tensor({size}, 2),
                 w = weights(size);
          kernel.rmsprop(arguments, gradient_scale(arguments), random_tensor({size}), mean_square, velocity, w);
          return Tensors{mean_square, velocity, w};
        },
        2e-5);  // 1 - beta2 is a small difference of floats
  });
}

TEST_CASE("adam agrees with the reference") {
  for_each_variant([](const OptimizerArguments& arguments, std::int64_t size) {
    check_devices_agree(
        [&](const Kernels& kernel) {
          Tensor mean = random_tensor({size}, 2), mean_square = random_tensor({size}, 3, 0.0f, 2.0f), w = weights(size);
          kernel.adam(arguments, gradient_scale(arguments), random_tensor({size}), mean, mean_square, w);
          return Tensors{mean, mean_square, w};
        },
        2e-5);
  });
}
