// Kernels that normalise: batch_norm down the columns, layer_norm and rms_norm along the rows.
#include "tests/unit/kernels_compare.h"
#include "tests/unit/near.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

using Norm = decltype(Kernels::batch_norm);
using NormGradient = decltype(Kernels::batch_norm_gradient);

/// One kernel with its gradient; `moments` is how many means it makes of a matrix.
struct Case {
  const char* name;
  Norm Kernels::* forward;
  NormGradient Kernels::* gradient;
  bool by_columns;
  std::int64_t moments(std::int64_t rows, std::int64_t columns) const { return by_columns ? columns : rows; }
};
constexpr Case cases[] = {
    {"batch_norm", &Kernels::batch_norm, &Kernels::batch_norm_gradient, true},
    {"layer_norm", &Kernels::layer_norm, &Kernels::layer_norm_gradient, false},
};

/// y, mean, inverse_deviation, dx, dscale, dshift of x [rows, columns].
Tensors normalised(const Kernels& kernel, const Case& norm, const Tensor& x, float epsilon) {
  const std::int64_t rows = x.shape()[0], columns = x.shape()[1], moments = norm.moments(rows, columns);
  const Tensor scale = random_tensor({columns}, 2, 0.5f, 2.0f), shift = random_tensor({columns}, 3);
  const Tensor dy = fenced(random_tensor({rows, columns}, 4));
  Tensor y = unwritten({rows, columns}), mean = unwritten({moments}), inverse = unwritten({moments});
  Tensor dx = unwritten({rows, columns}), dscale = unwritten({columns}), dshift = unwritten({columns});
  (kernel.*norm.forward)(rows, columns, epsilon, x, scale, shift, y, mean, inverse);
  (kernel.*norm.gradient)(rows, columns, x, scale, mean, inverse, dy, dx, dscale, dshift);
  for (const Tensor& output : {y, mean, inverse, dx, dscale, dshift}) CHECK(fence_stands(output));
  return {y, mean, inverse, dx, dscale, dshift};
}

template <typename Check>
void for_each_norm(Check&& check) {
  for (const Case& norm : cases) {
    CAPTURE(norm.name);
    check(norm);
  }
}

}  // namespace

TEST_CASE("norms and their gradients agree with the reference at awkward sizes") {
  for_each_norm([](const Case& norm) {
    for (std::int64_t rows : awkward_sizes) {
      for (std::int64_t columns : awkward_sizes) {
        CAPTURE(rows);
        CAPTURE(columns);
        check_devices_agree(
            [&](const Kernels& kernel) {
              return normalised(kernel, norm, random_tensor({rows, columns}, 1, -1.0f, 3.0f), 1e-3f);
            },
            2e-5);
      }
    }
  });
}

TEST_CASE("norms agree with the reference where there are many rows, or long ones") {
  const Shape shapes[] = {{5000, 3}, {4097, 17}, {3, 5000}, {17, 4097}, {700, 65}, {70, 300}, {40000, 1}};
  for_each_norm([&](const Case& norm) {
    for (const Shape& shape : shapes) {
      CAPTURE(shape.to_string());
      check_devices_agree([&](const Kernels& kernel) { return normalised(kernel, norm, random_tensor(shape), 1e-5f); },
                          1e-4);
    }
  });
}

TEST_CASE("norms do not lose a small deviation beside a large mean") {
  for_each_norm([](const Case& norm) {
    for (const Shape& shape : {Shape{500, 5}, Shape{5, 500}, Shape{33, 33}}) {
      CAPTURE(shape.to_string());
      check_devices_agree(
          [&](const Kernels& kernel) {
            return normalised(kernel, norm, random_tensor(shape, 1, 998.3f, 1001.7f), 1e-5f);  // deviation 1
          },
          1e-3);
    }
  });
}

TEST_CASE("norms of numbers that are all the same give the shift") {
  for_each_norm([](const Case& norm) {
    for (const float value : {0.0f, 3.0f, -0.25f}) {
      check_devices_agree([&](const Kernels& kernel) {
        Tensors all = normalised(kernel, norm, Tensor::full({20, 17}, value), 1e-3f);
        for (float mean : all[1].values()) CHECK(mean == value);
        for (float inverse : all[2].values()) CHECK(inverse == doctest::Approx(1.0 / std::sqrt(1e-3)));
        const Tensor shift = random_tensor({17}, 3);
        for (int i = 0; i < 17; ++i) CHECK(all[0].data()[i] == doctest::Approx(shift.data()[i]));
        all.resize(3);  // the gradient is large here: one part in a deviation of nearly 0
        return all;
      });
    }
  });
}

TEST_CASE("norms keep to their rows and columns, and NaN stays where it came") {
  for_each_norm([](const Case& norm) {
    check_devices_agree(
        [&](const Kernels& kernel) {
          Tensor x = random_tensor({6, 19});
          x.data()[2 * 19 + 7] = not_a_number;
          const Tensors all = normalised(kernel, norm, x, 1e-3f);
          for (std::int64_t i = 0; i < 6; ++i) {
            for (std::int64_t j = 0; j < 19; ++j) {
              CHECK(std::isnan(all[0].data()[i * 19 + j]) == (norm.by_columns ? j == 7 : i == 2));
            }
          }
          return all;
        },
        2e-5);
  });
}

TEST_CASE("rms_norm and its gradient agree with the reference at awkward sizes, and along long rows") {
  const auto check = [](std::int64_t rows, std::int64_t columns) {
    CAPTURE(rows);
    CAPTURE(columns);
    check_devices_agree(
        [&](const Kernels& kernel) {
          const Tensor x = fenced(random_tensor({rows, columns})), scale = random_tensor({columns}, 2, 0.5f, 2.0f);
          const Tensor dy = fenced(random_tensor({rows, columns}, 3));
          Tensor y = unwritten({rows, columns}), inverse = unwritten({rows});
          Tensor dx = unwritten({rows, columns}), dscale = unwritten({columns});
          kernel.rms_norm(rows, columns, 1e-3f, x, scale, y, inverse);
          kernel.rms_norm_gradient(rows, columns, x, scale, inverse, dy, dx, dscale);
          for (const Tensor& output : {y, inverse, dx, dscale}) CHECK(fence_stands(output));
          return Tensors{y, inverse, dx, dscale};
        },
        2e-5);
  };
  for (std::int64_t rows : {1, 3, 65, 2000}) {
    for (std::int64_t columns : awkward_sizes) check(rows, columns);
  }
  check(70, 300);
  check(5, 2050);
}

TEST_CASE("rms_norm brings rows of any size to size 1, and leaves zeros alone") {
  for (float size : {1e-3f, 1.0f, 1e6f}) {
    const Tensor x = random_tensor({1, 33}, 1, -size, size), ones = Tensor::full({33}, 1.0f);
    Tensor y = Tensor::empty({1, 33}), inverse = Tensor::empty({1});
    kernels(Device::cpu).rms_norm(1, 33, 1e-12f, x, ones, y, inverse);
    double squares = 0.0;
    for (float number : y.values()) squares += static_cast<double>(number) * number;
    CHECK(squares / 33 == near(1.0, 1e-4));
  }
  Tensor y = Tensor::empty({2, 5}), inverse = Tensor::empty({2});
  kernels(Device::cpu).rms_norm(2, 5, 1e-5f, Tensor::zeros({2, 5}), Tensor::full({5}, 1.0f), y, inverse);
  for (float number : y.values()) CHECK(number == 0.0f);
}
