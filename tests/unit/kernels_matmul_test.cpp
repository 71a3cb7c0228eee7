#include "tests/unit/product_case.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

void check_matmul(const MatmulArguments& arguments) {
  const ProductCase product(arguments);
  CAPTURE(product.name);
  check_devices_agree(
      [&](const Kernels& kernel) {
        Tensor result = Tensor::full(product.c, not_a_number);  // everything must be written
        kernel.matmul(arguments, random_tensor(product.a, 1), random_tensor(product.b, 2), result);
        return Tensors{result};
      },
      product.tolerance);
}

template <typename Check>
void for_each_transposition(Check&& check) {
  for (bool transpose_a : {false, true}) {
    for (bool transpose_b : {false, true}) check(transpose_a, transpose_b);
  }
}

}  // namespace

TEST_CASE("matmul agrees with the reference at awkward sizes and all transpositions") {
  for (std::int64_t m : {1, 2, 5, 15, 17, 65}) {
    for (std::int64_t n : {1, 2, 3, 4, 15, 17, 64, 65}) {
      for (std::int64_t k : {1, 2, 15, 17, 65}) {
        for_each_transposition([&](bool a, bool b) { check_matmul({1, m, n, k, a, b}); });
      }
    }
  }
}

TEST_CASE("matmul agrees with the reference where it works by blocks") {
  for_each_transposition([](bool a, bool b) {
    check_matmul({1, 129, 70, 300, a, b});
    check_matmul({1, 31, 530, 40, a, b});
    check_matmul({1, 1, 600, 530, a, b});
    check_matmul({1, 600, 1, 530, a, b});
    check_matmul({1, 3, 40, 1030, a, b});
  });
}

TEST_CASE(
    "matmul agrees with the reference where the blocks of a graphics card fit, and where they are a little short") {
  for_each_transposition([](bool a, bool b) {
    check_matmul({4, 128, 128, 32, a, b});
    check_matmul({4, 127, 125, 20, a, b});
    check_matmul({2, 64, 32, 1024, a, b});
  });
  check_matmul({4, 125, 127, 516, false, true});
  // So many that the largest tiles are enough for all of its cores.
  check_matmul({128, 128, 128, 16});
  check_matmul({32, 132, 130, 19, true, true});
}

TEST_CASE("matmul agrees with the reference for more matrices than a graphics card starts at once") {
  check_matmul({66000, 1, 2, 3});
  check_matmul({66000, 3, 2, 1, false, false, true, false});
}

TEST_CASE("matmul agrees with the reference for batches, and one matrix for all of a batch") {
  for_each_transposition([](bool a, bool b) {
    for (bool broadcast_a : {false, true}) {
      for (bool broadcast_b : {false, true}) {
        check_matmul({3, 5, 7, 9, a, b, broadcast_a, broadcast_b});
        check_matmul({3, 17, 1, 6, a, b, broadcast_a, broadcast_b});
        check_matmul({3, 1, 17, 6, a, b, broadcast_a, broadcast_b});
        check_matmul({3, 35, 3, 66, a, b, broadcast_a, broadcast_b});
        check_matmul({3, 2, 17, 600, a, b, broadcast_a, broadcast_b});
      }
    }
  });
}

TEST_CASE("matmul of nothing is nothing, and a sum of nothing is zero") {
  check_matmul({1, 0, 5, 3});
  check_matmul({1, 5, 0, 3});
  check_matmul({0, 5, 5, 3});
  check_matmul({1, 5, 6, 0});
  check_matmul({2, 5, 1, 0});
}

TEST_CASE("what follows b in memory does not reach c") {
  check_devices_agree([](const Kernels& kernel) {
    Tensor memory = Tensor::full({40}, not_a_number);
    const Tensor b = memory.rows(0, 6).viewed_as({2, 3}), a = random_tensor({5, 2});
    for (float& value : b.values()) value = 0.5f;
    Tensor c = Tensor::empty({5, 3});
    kernel.matmul({1, 5, 3, 2}, a, b, c);
    return Tensors{c};
  });
}
