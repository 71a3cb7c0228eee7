#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

constexpr Reduce reductions[] = {Reduce::sum, Reduce::mean, Reduce::max, Reduce::sum_squares};

template <typename Check>
void for_each_extent(Check&& check) {
  for (std::int64_t outer : {0, 1, 3}) {
    for (std::int64_t n : awkward_sizes) {
      for (std::int64_t inner : {0, 1, 2, 15, 17, 65}) {
        CAPTURE(outer);
        CAPTURE(n);
        CAPTURE(inner);
        check(outer, n, inner);
      }
    }
  }
}

struct Extents {
  std::int64_t outer, n, inner;
};
/// Long and wide enough to be shared out.
constexpr Extents large_extents[] = {{1, 20'000, 1}, {2, 15'001, 1}, {1, 9001, 3},  {2, 700, 64}, {1, 4000, 8},
                                     {300, 40, 4},   {600, 300, 1},  {70, 33, 130}, {1, 1, 3000}};

Tensors reduced_by_all(const Kernels& kernel, std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x) {
  Tensors all;
  for (Reduce f : reductions) {
    all.push_back(Tensor::empty({outer, inner}));
    kernel.reduce(f, outer, n, inner, x, all.back());
  }
  return all;
}

}  // namespace

TEST_CASE("reduce and argmax agree with the reference where they are shared out") {
  for (const Extents& extents : large_extents) {
    const std::int64_t outer = extents.outer, n = extents.n, inner = extents.inner;
    CAPTURE(outer);
    CAPTURE(n);
    CAPTURE(inner);
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x = random_tensor({outer, n, inner}, 1, -3.0f, 1.0f);
      Tensors all = reduced_by_all(kernel, outer, n, inner, x);
      Tensor indices = Tensor::empty({outer, inner}, DType::int32), dx = Tensor::empty({outer, n, inner});
      kernel.argmax(outer, n, inner, x, indices);
      kernel.max_gradient(outer, n, inner, indices, random_tensor({outer, inner}, 2), dx);
      all.push_back(dx);
      return all;
    });
  }
}

TEST_CASE("reduce agrees with the reference at awkward sizes") {
  for_each_extent([](std::int64_t outer, std::int64_t n, std::int64_t inner) {
    check_devices_agree([&](const Kernels& kernel) {
      return reduced_by_all(kernel, outer, n, inner, random_tensor({outer, n, inner}, 1, -3.0f, 1.0f));
    });
  });
}

TEST_CASE("long sums stay exact to six digits") {
  for (std::int64_t inner : {1, 3}) {
    check_devices_agree(
        [&](const Kernels& kernel) {
          Tensor y = Tensor::empty({inner});
          kernel.reduce(Reduce::sum, 1, 1'000'000, inner, random_tensor({1'000'000, inner}, 1, 0.0f, 1.0f), y);
          return Tensors{y};
        },
        1e-6);
  }
}

TEST_CASE("the greatest of negative numbers is negative, and NaN anywhere wins") {
  for (std::int64_t n : awkward_sizes) {
    for (std::int64_t place = 0; place < n; place += 7) {
      check_devices_agree([&](const Kernels& kernel) {
        Tensor x = random_tensor({n}, 1, -3.0f, -1.0f), y = Tensor::empty({}), z = Tensor::empty({});
        kernel.reduce(Reduce::max, 1, n, 1, x, y);
        CHECK(y.item() <= -1.0f);
        x.data()[place] = not_a_number;
        kernel.reduce(Reduce::max, 1, n, 1, x, z);
        CHECK(std::isnan(z.item()));
        return Tensors{y, z};
      });
    }
  }
}

TEST_CASE("argmax finds the first greatest, and max_gradient goes there alone") {
  for_each_extent([](std::int64_t outer, std::int64_t n, std::int64_t inner) {
    check_devices_agree([&](const Kernels& kernel) {
      Tensor x = random_tensor({outer, n, inner});
      for (float& value : x.values()) value = std::round(value);  // so that many are equal
      Tensor indices = Tensor::empty({outer, inner}, DType::int32), dx = Tensor::empty({outer, n, inner});
      kernel.argmax(outer, n, inner, x, indices);
      kernel.max_gradient(outer, n, inner, indices, random_tensor({outer, inner}, 2), dx);
      return Tensors{dx};
    });
  });
}

TEST_CASE("argmax of known rows") {
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    const Tensor x = Tensor::from({1, 3, 3, -5, -4, -9, 2, not_a_number, 7}, {3, 3});
    Tensor y = Tensor::empty({3}, DType::int32);
    kernels(x).argmax(3, 3, 1, x, y);
    CHECK(y.indices()[0] == 1);
    CHECK(y.indices()[1] == 1);
    CHECK(y.indices()[2] == 1);
  }
}
