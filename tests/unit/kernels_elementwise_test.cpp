#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

struct UnaryCase {
  Unary f;
  float alpha = 0.0f, beta = 0.0f;
  float low = -4.0f, high = 4.0f;
};

constexpr UnaryCase unary_cases[] = {
    {Unary::negate},
    {Unary::exp},
    {Unary::log, 0.0f, 0.0f, 0.01f, 9.0f},
    {Unary::sqrt, 0.0f, 0.0f, 0.01f, 9.0f},
    {Unary::square},
    {Unary::reciprocal, 0.0f, 0.0f, 0.1f, 9.0f},
    {Unary::pow, 2.5f, 0.0f, 0.01f, 4.0f},
    {Unary::pow, -0.5f, 0.0f, 0.1f, 4.0f},
    {Unary::pow, 0.0f},
    {Unary::pow, 1.0f},
    {Unary::pow, 3.0f},
    {Unary::pow, 12.0f, 0.0f, -1.5f, 1.5f},
    {Unary::pow, -2.0f, 0.0f, 0.2f, 2.0f},
    {Unary::abs},
    {Unary::sign},
    {Unary::clamp, -1.0f, 1.5f},
    {Unary::scale, 1.5f, -0.25f},
    {Unary::relu},
    {Unary::leaky_relu, 0.1f},
    {Unary::gelu},
    {Unary::gelu, 0.0f, 0.0f, -12.0f, 12.0f},
    {Unary::sigmoid},
    {Unary::sigmoid, 0.0f, 0.0f, -90.0f, 90.0f},
    {Unary::tanh},
    {Unary::tanh, 0.0f, 0.0f, -0.01f, 0.01f},
    {Unary::softplus},
    {Unary::softplus, 0.0f, 0.0f, -90.0f, 90.0f},
    {Unary::sin, 0.0f, 0.0f, -50.0f, 50.0f},
    {Unary::cos, 0.0f, 0.0f, -50.0f, 50.0f},
};

constexpr Binary binary_functions[] = {Binary::add,     Binary::subtract, Binary::multiply, Binary::divide,
                                       Binary::maximum, Binary::minimum,  Binary::equal,    Binary::greater};

}  // namespace

TEST_CASE("unary agrees with the reference at awkward sizes, beside and in place") {
  for (const UnaryCase& c : unary_cases) {
    CAPTURE(static_cast<int>(c.f));
    CAPTURE(c.alpha);
    for (std::int64_t size : awkward_sizes) {
      check_devices_agree([&](const Kernels& kernel) {
        Tensor x = random_tensor({size}, 1, c.low, c.high), y = Tensor::empty({size});
        kernel.unary(c.f, c.alpha, c.beta, x, y);
        kernel.unary(c.f, c.alpha, c.beta, x, x);
        return Tensors{y, x};
      });
    }
  }
}

TEST_CASE("unary_gradient agrees with the reference at awkward sizes, beside and in place") {
  for (const UnaryCase& c : unary_cases) {
    CAPTURE(static_cast<int>(c.f));
    CAPTURE(c.alpha);
    for (std::int64_t size : awkward_sizes) {
      check_devices_agree(
          [&](const Kernels& kernel) {
            const Tensor x = random_tensor({size}, 1, c.low, c.high);
            Tensor dy = random_tensor({size}, 2), y = Tensor::empty({size}), dx = Tensor::empty({size});
            kernels(Device::reference).unary(c.f, c.alpha, c.beta, x, y);
            kernel.unary_gradient(c.f, c.alpha, c.beta, x, y, dy, dx);
            kernel.unary_gradient(c.f, c.alpha, c.beta, x, y, dy, dy);
            return Tensors{dx, dy};
          },
          5e-6);
    }
  }
}

TEST_CASE("unary treats NaN, infinities and zeros as the reference does") {
  for (const UnaryCase& c : unary_cases) {
    if (c.f == Unary::pow && c.alpha != std::trunc(c.alpha)) continue;  // below: of negative numbers there is none
    CAPTURE(static_cast<int>(c.f));
    CAPTURE(c.alpha);
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x =
          Tensor::from({not_a_number, infinity, -infinity, 0.0f, -0.0f, 100.0f, -100.0f, 1e-30f, -1e-30f}, {9});
      Tensor y = Tensor::empty({9});
      kernel.unary(c.f, c.alpha, c.beta, x, y);
      return Tensors{y};
    });
  }
}

TEST_CASE("a broken power of a negative number is NaN, of zero 0 or infinite") {
  for (float exponent : {0.5f, -0.5f, 2.5f}) {
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x = Tensor::from({-2.0f, 0.0f, not_a_number, infinity}, {4});
      Tensor y = Tensor::empty({4});
      kernel.unary(Unary::pow, exponent, 0.0f, x, y);
      CHECK(std::isnan(y.data()[0]));
      CHECK(y.data()[1] == (exponent < 0.0f ? infinity : 0.0f));
      return Tensors{y};
    });
  }
}

TEST_CASE("NaN goes through every activation on every device") {
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    CAPTURE(name_of(default_device()));
    for (Unary f : {Unary::relu, Unary::leaky_relu, Unary::gelu, Unary::sigmoid, Unary::tanh, Unary::softplus,
                    Unary::sin, Unary::clamp, Unary::abs, Unary::sign, Unary::exp, Unary::log, Unary::sqrt}) {
      CAPTURE(static_cast<int>(f));
      const Tensor x = Tensor::from({1.0f, not_a_number}, {2});
      Tensor y = Tensor::empty({2});
      kernels(x).unary(f, -1.0f, 1.0f, x, y);
      CHECK_FALSE(std::isnan(y.data()[0]));
      CHECK(std::isnan(y.data()[1]));
    }
  }
}

TEST_CASE("binary agrees with the reference for every way to broadcast") {
  const std::pair<Shape, Shape> shapes[] = {{{17}, {17}},
                                            {{65}, {}},
                                            {{}, {65}},
                                            {{1}, {}},
                                            {{5, 17}, {17}},
                                            {{17}, {5, 17}},
                                            {{5, 3}, {3}},
                                            {{5, 17}, {5, 1}},
                                            {{5, 1}, {1, 17}},
                                            {{2, 1, 4}, {3, 1}},
                                            {{2, 3, 1, 5}, {3, 4, 1}},
                                            {{0, 3}, {3}},
                                            {{4, 0}, {1}},
                                            {{64, 2}, {2}},
                                            {{3, 1, 2}, {3, 5, 2}},
                                            {{6, 8}, {6, 1}},
                                            {{40, 52}, {52}},
                                            {{2, 5, 8}, {5, 1}},
                                            {{2, 1, 5, 8}, {3, 1, 8}}};
  for (Binary f : binary_functions) {
    CAPTURE(static_cast<int>(f));
    for (const auto& [a_shape, b_shape] : shapes) {
      CAPTURE(a_shape.to_string());
      CAPTURE(b_shape.to_string());
      check_devices_agree([&, &a = a_shape, &b = b_shape](const Kernels& kernel) {
        Tensor y = Tensor::empty(broadcast(a, b, "test"));
        kernel.binary(f, random_tensor(a, 1), random_tensor(b, 2, 0.5f, 2.0f), y);
        return Tensors{y};
      });
    }
  }
}

TEST_CASE("binary works in place on either side, at awkward sizes") {
  for (Binary f : binary_functions) {
    CAPTURE(static_cast<int>(f));
    for (std::int64_t size : awkward_sizes) {
      check_devices_agree([&](const Kernels& kernel) {
        Tensor a = random_tensor({size}, 1), b = random_tensor({size}, 2, 0.5f, 2.0f), c = a.copied();
        kernel.binary(f, a, b, a);
        kernel.binary(f, c, b, b);
        return Tensors{a, b};
      });
    }
  }
}

TEST_CASE("operations that follow one another see what those before them wrote") {
  for (const std::int64_t n : {64, 65, 3000}) {
    CAPTURE(n);
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x = random_tensor({n}, 1), row = random_tensor({1, n}, 2);
      Tensor y = Tensor::empty({n}), z = Tensor::empty({n}), w = Tensor::empty({3, n}), few = random_tensor({5}, 3);
      kernel.fill(0.5f, y);
      kernel.binary(Binary::add, x, y, y);
      kernel.unary(Unary::square, 0.0f, 0.0f, few, few);
      {
        Tensor gone = Tensor::empty({n});
        kernel.unary(Unary::tanh, 0.0f, 0.0f, y, gone);
        kernel.binary(Binary::multiply, gone, x, z);
      }
      Tensor later = Tensor::empty({n});  // where `gone` was
      kernel.unary(Unary::scale, 2.0f, 1.0f, z, later);
      kernel.binary(Binary::add, few.rows(1, 2), later, later);
      kernel.unary(Unary::negate, 0.0f, 0.0f, few, few);
      for (std::int64_t i = 0; i < 3; ++i) {
        Tensor part = w.rows(i, i + 1);
        kernel.binary(Binary::subtract, row, later.viewed_as({1, n}), part);
        kernel.unary(Unary::scale, static_cast<float>(i), 0.0f, part, part);
      }
      Tensor first = w.rows(0, 1);
      kernel.binary(Binary::add, w.rows(1, 2), w.rows(2, 3), first);
      return Tensors{y, z, later, w, few};
    });
  }
}

TEST_CASE("many operations in a row, and what the host writes between them") {
  check_devices_agree([](const Kernels& kernel) {
    Tensor x = random_tensor({40});
    Tensors all;
    for (int i = 0; i < 30; ++i) {
      Tensor y = Tensor::empty({40});
      kernel.unary(Unary::scale, 0.9f, 0.01f * static_cast<float>(i), all.empty() ? x : all.back(), y);
      if (i % 3 == 0) kernel.binary(Binary::add, y, x, y);
      if (i == 20) x.data()[7] = 100.0f;
      all.push_back(y);
    }
    return all;
  });
}

TEST_CASE("copies of more elements than a row of workgroups has threads reach the last one") {
  constexpr std::int64_t n = 65535 * 256 + 1000;
  check_devices_agree([&](const Kernels& kernel) {
    Tensor x = Tensor::empty({n, 1}), y = Tensor::empty({n, 1});
    kernel.fill(1.0f, x);
    kernel.strided_copy({{n - 1}, {1}, {1}, 0, 1}, x, y);
    kernel.fill(3.0f, x);
    Tensor begin = y.rows(0, 1), end = y.rows(n - 700, n);
    kernel.unary(Unary::scale, 2.0f, 0.0f, end, end);
    kernel.fill(5.0f, begin);
    return Tensors{begin.copied(), end.copied(), x.rows(n - 5, n).copied()};
  });
}

TEST_CASE("maximum and minimum are NaN where an operand is") {
  check_devices_agree([](const Kernels& kernel) {
    const Tensor a = Tensor::from({not_a_number, 1.0f, infinity, -infinity}, {4});
    const Tensor b = Tensor::from({1.0f, not_a_number, 2.0f, 2.0f}, {4});
    Tensor greatest = Tensor::empty({4}), least = Tensor::empty({4});
    kernel.binary(Binary::maximum, a, b, greatest);
    kernel.binary(Binary::minimum, a, b, least);
    CHECK(std::isnan(greatest.data()[0]));
    CHECK(std::isnan(least.data()[1]));
    CHECK(greatest.data()[2] == infinity);
    CHECK(least.data()[3] == -infinity);
    return Tensors{greatest, least};
  });
}
