#include "tests/unit/product_case.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

void check_linear(const MatmulArguments& arguments, bool with_bias, bool relu) {
  const ProductCase product(arguments);
  CAPTURE(product.name);
  CAPTURE(with_bias);
  CAPTURE(relu);
  check_devices_agree(
      [&](const Kernels& kernel) {
        Tensor c = unwritten(product.c);
        const Tensor bias = with_bias ? fenced(random_tensor({arguments.n}, 3)) : Tensor();
        kernel.linear(arguments, relu, fenced(random_tensor(product.a, 1)), fenced(random_tensor(product.b, 2)), bias,
                      c);
        CHECK(fence_stands(c));
        return Tensors{c};
      },
      product.tolerance);
}

}  // namespace

TEST_CASE("linear agrees with the reference at awkward sizes, with and without bias and relu") {
  for (std::int64_t m : {1, 3, 5, 17}) {
    for (std::int64_t n : awkward_sizes) {
      for (std::int64_t k : {1, 4, 17, 65}) {
        for (bool with_bias : {false, true}) {
          for (bool relu : {false, true}) check_linear({1, m, n, k}, with_bias, relu);
        }
      }
    }
  }
}

TEST_CASE("linear agrees with the reference for transposes and batches") {
  for (bool transpose_a : {false, true}) {
    for (bool transpose_b : {false, true}) {
      for (std::int64_t n : {1, 10, 17}) {
        check_linear({1, 7, n, 9, transpose_a, transpose_b}, true, true);
        check_linear({1, 1, n, 9, transpose_a, transpose_b}, true, false);
        check_linear({2, 5, n, 6, transpose_a, transpose_b}, true, true);
        check_linear({2, 5, n, 6, transpose_a, transpose_b, false, true}, true, true);
      }
    }
  }
}

TEST_CASE("linear agrees with the reference where it works by blocks") {
  check_linear({1, 40, 70, 1100}, true, true);
  check_linear({1, 130, 530, 20}, true, true);
  check_linear({1, 1, 600, 530}, true, true);
  check_linear({1, 600, 1, 530}, true, true);
  check_linear({4, 128, 128, 32}, true, true);
  check_linear({1, 130, 4, 80, false, true}, true, true);
  check_linear({1, 4, 130, 80, false, true}, true, true);
  check_linear({1, 1, 130, 80, false, true}, true, false);
}

TEST_CASE("linear of no rows is nothing, and of no columns the bias") {
  check_linear({1, 0, 5, 3}, true, true);
  check_linear({1, 3, 5, 0}, true, true);
  check_linear({1, 3, 5, 0}, false, true);
}

TEST_CASE("linear passes NaN on, through relu as well") {
  for (std::int64_t n : {1, 3, 16, 17}) {
    for (std::int64_t k : {4, 70, 530}) {
      check_devices_agree(
          [&](const Kernels& kernel) {
            const Tensor a = random_tensor({5, k}, 1);
            a.data()[k + 3] = not_a_number;
            Tensor c = unwritten({5, n});
            kernel.linear({1, 5, n, k}, true, a, random_tensor({k, n}, 2), random_tensor({n}, 3), c);
            return Tensors{c};
          },
          ProductCase({1, 5, n, k}).tolerance);
    }
  }
}
