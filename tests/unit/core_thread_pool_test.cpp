#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/thread_pool.h"
#include "engine/kernels/kernels.h"

using namespace gradlab;

namespace {

/// Sets the number of threads, and sets it back.
struct Threads {
  explicit Threads(int count) : before(thread_count()) { set_thread_count(count); }
  ~Threads() { set_thread_count(before); }
  int before;
};

Tensor random_tensor(const Shape& shape) {
  Random random(1);
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.uniform(-1.0f, 1.0f);
  return x;
}

template <typename Keep>
void convolve(const Conv2dArguments& a, const Keep& keep) {
  const Kernels& kernel = kernels(Device::cpu);
  const Tensor x = random_tensor({a.n, a.h, a.w, a.c}), dy = random_tensor({a.n, a.out_h, a.out_w, a.f});
  const Tensor filters = random_tensor({a.kernel_h, a.kernel_w, a.c / a.groups, a.f}), bias = random_tensor({a.f});
  Tensor y = Tensor::empty_like(dy), dx = Tensor::empty_like(x), dfilters = Tensor::empty_like(filters);
  kernel.conv2d(a, true, x, filters, bias, y);
  keep(y);
  kernel.conv2d_input_gradient(a, dy, filters, dx);
  keep(dx);
  kernel.conv2d_filter_gradient(a, x, dy, dfilters);
  keep(dfilters);
}

template <typename Keep>
void pool(const Pool2dArguments& a, const Keep& keep) {
  const Kernels& kernel = kernels(Device::cpu);
  const Tensor x = random_tensor({a.n, a.h, a.w, a.c}), dy = random_tensor({a.n, a.out_h, a.out_w, a.c});
  Tensor y = Tensor::empty_like(dy), dx = Tensor::empty_like(x);
  kernel.max_pool2d(a, x, y);
  keep(y);
  kernel.max_pool2d_gradient(a, x, y, dy, dx);
  keep(dx);
  kernel.average_pool2d(a, x, y);
  keep(y);
  kernel.average_pool2d_gradient(a, dy, dx);
  keep(dx);
}

/// n images [side, side, c] with f filters of 3 x 3, without padding.
Conv2dArguments square_convolution(std::int64_t n, std::int64_t side, std::int64_t c, std::int64_t f) {
  const std::int64_t out = side - 2;
  return {.n = n, .h = side, .w = side, .c = c, .out_h = out, .out_w = out, .f = f, .kernel_h = 3, .kernel_w = 3};
}

/// n images [side, side, c] to half of that.
Pool2dArguments halving_pool(std::int64_t n, std::int64_t side, std::int64_t c) {
  Pool2dArguments a{.n = n, .h = side, .w = side, .c = c, .out_h = side / 2, .out_w = side / 2};
  a.window_h = a.window_w = a.stride_h = a.stride_w = 2;
  return a;
}

/// Results of all kernels that use threads, at sizes where they do.
std::vector<float> results() {
  const Kernels& kernel = kernels(Device::cpu);
  std::vector<float> all;
  const auto keep = [&](const Tensor& y) { all.insert(all.end(), y.values().begin(), y.values().end()); };
  const Tensor x = random_tensor({150'001}), a = random_tensor({300, 290}), b = random_tensor({290, 310});
  Tensor y = Tensor::empty_like(x), c = Tensor::empty({300, 310}), rows = Tensor::empty({300}),
         columns = Tensor::empty({290});
  kernel.unary("tanh"_unary, 0.0f, 0.0f, x, y);
  keep(y);
  kernel.dropout(0.5f, 3, 5, x, y);
  keep(y);
  kernel.matmul({1, 300, 310, 290}, a, b, c);
  keep(c);
  kernel.linear({1, 300, 310, 290}, true, a, b, random_tensor({310}), c);
  keep(c);
  kernel.reduce(Reduce::sum, 300, 290, 1, a, rows);
  keep(rows);
  kernel.reduce(Reduce::sum, 1, 300, 290, a, columns);
  keep(columns);
  Tensor p = Tensor::empty_like(a);
  kernel.softmax(false, 300, 290, a, p);
  keep(p);
  convolve(square_convolution(9, 28, 1, 8), keep);    // few channels
  convolve(square_convolution(5, 13, 20, 40), keep);  // many
  Conv2dArguments depthwise = square_convolution(9, 22, 16, 16);
  depthwise.h = depthwise.w = 20;
  depthwise.pad_top = depthwise.pad_left = 1;
  depthwise.groups = 16;
  convolve(depthwise, keep);
  pool(halving_pool(9, 26, 17), keep);
  return all;
}

}  // namespace

TEST_CASE("parallel_for covers everything once, in parts that depend on the grain alone") {
  for (int threads : {1, 2, 3, 4}) {
    const Threads use(threads);
    for (std::int64_t count : {0, 1, 7, 64, 65, 1000}) {
      std::vector<std::atomic<int>> seen(static_cast<std::size_t>(count));
      parallel_for(count, 64, [&](std::int64_t first, std::int64_t last) {
        CHECK(first % 64 == 0);
        CHECK(last == std::min(count, first + 64));
        for (std::int64_t i = first; i < last; ++i) ++seen[static_cast<std::size_t>(i)];
      });
      for (const auto& times : seen) CHECK(times == 1);
    }
  }
}

TEST_CASE("results do not depend on the number of threads") {
  const std::vector<float> expected = results();
  for (int threads : {2, 3, 4}) {
    const Threads use(threads);
    CAPTURE(thread_count());
    CHECK(results() == expected);
  }
}

TEST_CASE("an exception in a part arrives at the caller, and the pool works on") {
  for (int threads : {1, 4}) {
    const Threads use(threads);
    const auto fail_at = [](std::int64_t place) {
      parallel_for(100, 1, [place](std::int64_t first, std::int64_t) {
        if (first == place) throw std::runtime_error("part");
      });
    };
    CHECK_THROWS_WITH_AS(fail_at(0), "part", std::runtime_error);
    CHECK_THROWS_WITH_AS(fail_at(99), "part", std::runtime_error);
    CHECK_NOTHROW(fail_at(-1));
  }
}

TEST_CASE("a part may use parallel_for itself") {
  const Threads use(3);
  std::atomic<int> total = 0;
  parallel_for(10, 1,
               [&](std::int64_t, std::int64_t) { parallel_for(10, 1, [&](std::int64_t, std::int64_t) { ++total; }); });
  CHECK(total == 100);
}

TEST_CASE("there is always one thread") {
  const Threads use(0);
  CHECK(thread_count() == 1);
}
