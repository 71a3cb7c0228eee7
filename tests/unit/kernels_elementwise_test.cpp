#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

/// check(function, trial) for all that are registered.
template <typename Check>
void for_each_trial(Check&& check) {
  for (const Unary& f : Registry<Unary>::all()) {
    for (const SampleRange& trial : f.trials) {
      CAPTURE(f.name);
      CAPTURE(trial.alpha);
      CAPTURE(trial.low);
      check(f, trial);
    }
  }
}

}  // namespace

TEST_CASE("functions register themselves") {
  for (const Unary& f : Registry<Unary>::all()) CHECK_MESSAGE(!f.trials.empty(), f.name);
  CHECK(&"relu"_unary == &Registry<Unary>::find("unary", "relu"));
  CHECK(&"add"_binary == &Registry<Binary>::find("binary", "add"));
}

TEST_CASE("the gradient of every function is the slope that its values have") {
  // The reference's values in floats: differences of a hundredth of x, twice as far as well to be rid of the third
  // derivative, are off by what the rounding of the values makes of them.
  for_each_trial([](const Unary& f, const SampleRange& trial) {
    Random random(4);
    const auto value = [&](float at) {
      Tensor x = Tensor::from({at}, {1});
      f.reference.value(trial.alpha, trial.beta, x, x);
      return static_cast<double>(x.data()[0]);
    };
    int tried = 0;
    for (int i = 0; i < 400; ++i) {
      const float x = random.uniform(trial.low, trial.high), step = 0.01f * std::min(std::abs(x), 1.0f);
      if (std::floor(x - 2 * step) != std::floor(x + 2 * step)) continue;  // there may be a kink
      const auto difference = [&](float by) {
        const float before = x - by, behind = x + by;
        return (value(behind) - value(before)) / (static_cast<double>(behind) - before);
      };
      const double slope = (4 * difference(step) - difference(2 * step)) / 3;
      Tensor dx = Tensor::full({1}, 1.0f);
      const Tensor at = Tensor::from({x}, {1});
      const Tensor y = Tensor::from({static_cast<float>(value(x))}, {1});
      f.reference.gradient(trial.alpha, trial.beta, at, y, dx, dx);
      const double rounding = 3e-7 * std::abs(value(x)) / step;
      CAPTURE(x);
      CHECK_MESSAGE(std::abs(dx.data()[0] - slope) <= 1e-4 * std::abs(slope) + rounding + 1e-6,
                    dx.data()[0] << " is not " << slope);
      ++tried;
    }
    CHECK(tried > 100);
  });
}

TEST_CASE("unary agrees with the reference at awkward sizes, beside and in place") {
  for_each_trial([](const Unary& f, const SampleRange& trial) {
    for (std::int64_t size : awkward_sizes) {
      check_devices_agree([&](const Kernels& kernel) {
        Tensor x = random_tensor({size}, 1, trial.low, trial.high), y = Tensor::empty({size});
        kernel.unary(f, trial.alpha, trial.beta, x, y);
        kernel.unary(f, trial.alpha, trial.beta, x, x);
        return Tensors{y, x};
      });
    }
  });
}

TEST_CASE("unary_gradient agrees with the reference at awkward sizes, beside and in place") {
  for_each_trial([](const Unary& f, const SampleRange& trial) {
    for (std::int64_t size : awkward_sizes) {
      check_devices_agree(
          [&](const Kernels& kernel) {
            const Tensor x = random_tensor({size}, 1, trial.low, trial.high);
            Tensor dy = random_tensor({size}, 2), y = Tensor::empty({size}), dx = Tensor::empty({size});
            kernels(Device::reference).unary(f, trial.alpha, trial.beta, x, y);
            kernel.unary_gradient(f, trial.alpha, trial.beta, x, y, dy, dx);
            kernel.unary_gradient(f, trial.alpha, trial.beta, x, y, dy, dy);
            return Tensors{dx, dy};
          },
          5e-6);
    }
  });
}

TEST_CASE("unary treats NaN, infinities and zeros as the reference does") {
  for_each_trial([](const Unary& f, const SampleRange& trial) {
    if (f.name == "pow" && trial.alpha != std::trunc(trial.alpha)) return;  // below: of negative numbers there is none
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x =
          Tensor::from({not_a_number, infinity, -infinity, 0.0f, -0.0f, 100.0f, -100.0f, 1e-30f, -1e-30f}, {9});
      Tensor y = Tensor::empty({9});
      kernel.unary(f, trial.alpha, trial.beta, x, y);
      return Tensors{y};
    });
  });
}

TEST_CASE("a broken power of a negative number is NaN, of zero 0 or infinite") {
  for (float exponent : {0.5f, -0.5f, 2.5f}) {
    check_devices_agree([&](const Kernels& kernel) {
      const Tensor x = Tensor::from({-2.0f, 0.0f, not_a_number, infinity}, {4});
      Tensor y = Tensor::empty({4});
      kernel.unary("pow"_unary, exponent, 0.0f, x, y);
      CHECK(std::isnan(y.data()[0]));
      CHECK(y.data()[1] == (exponent < 0.0f ? infinity : 0.0f));
      return Tensors{y};
    });
  }
}

TEST_CASE("NaN goes through every function on every device") {
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    CAPTURE(name_of(default_device()));
    for (const Unary& f : Registry<Unary>::all()) {
      CAPTURE(f.name);
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
  for (const Binary& f : Registry<Binary>::all()) {
    CAPTURE(f.name);
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
  for (const Binary& f : Registry<Binary>::all()) {
    CAPTURE(f.name);
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
      kernel.binary("add"_binary, x, y, y);
      kernel.unary("square"_unary, 0.0f, 0.0f, few, few);
      {
        Tensor gone = Tensor::empty({n});
        kernel.unary("tanh"_unary, 0.0f, 0.0f, y, gone);
        kernel.binary("multiply"_binary, gone, x, z);
      }
      Tensor later = Tensor::empty({n});  // where `gone` was
      kernel.unary("scale"_unary, 2.0f, 1.0f, z, later);
      kernel.binary("add"_binary, few.rows(1, 2), later, later);
      kernel.unary("negate"_unary, 0.0f, 0.0f, few, few);
      for (std::int64_t i = 0; i < 3; ++i) {
        Tensor part = w.rows(i, i + 1);
        kernel.binary("subtract"_binary, row, later.viewed_as({1, n}), part);
        kernel.unary("scale"_unary, static_cast<float>(i), 0.0f, part, part);
      }
      Tensor first = w.rows(0, 1);
      kernel.binary("add"_binary, w.rows(1, 2), w.rows(2, 3), first);
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
      kernel.unary("scale"_unary, 0.9f, 0.01f * static_cast<float>(i), all.empty() ? x : all.back(), y);
      if (i % 3 == 0) kernel.binary("add"_binary, y, x, y);
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
    kernel.unary("scale"_unary, 2.0f, 0.0f, end, end);
    kernel.fill(5.0f, begin);
    return Tensors{begin.copied(), end.copied(), x.rows(n - 5, n).copied()};
  });
}

TEST_CASE("maximum and minimum are NaN where an operand is") {
  check_devices_agree([](const Kernels& kernel) {
    const Tensor a = Tensor::from({not_a_number, 1.0f, infinity, -infinity}, {4});
    const Tensor b = Tensor::from({1.0f, not_a_number, 2.0f, 2.0f}, {4});
    Tensor greatest = Tensor::empty({4}), least = Tensor::empty({4});
    kernel.binary("maximum"_binary, a, b, greatest);
    kernel.binary("minimum"_binary, a, b, least);
    CHECK(std::isnan(greatest.data()[0]));
    CHECK(std::isnan(least.data()[1]));
    CHECK(greatest.data()[2] == infinity);
    CHECK(least.data()[3] == -infinity);
    return Tensors{greatest, least};
  });
}
