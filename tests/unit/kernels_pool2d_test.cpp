#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

Shape x_shape(const Pool2dArguments& a) {
  return {a.n, a.h, a.w, a.c};
}
Shape y_shape(const Pool2dArguments& a) {
  return {a.n, a.out_h, a.out_w, a.c};
}

Pool2dArguments pool(const Shape& x, std::int64_t size, std::int64_t stride, bool same) {
  Pool2dArguments a{.n = x[0], .h = x[1], .w = x[2], .c = x[3]};
  a.window_h = a.window_w = size, a.stride_h = a.stride_w = stride;
  const auto places = [&](std::int64_t extent) {
    return same ? (extent + stride - 1) / stride : (extent - size) / stride + 1;
  };
  const auto before = [&](std::int64_t extent) {
    return same ? std::max<std::int64_t>((places(extent) - 1) * stride + size - extent, 0) / 2 : 0;
  };
  a.out_h = places(a.h), a.out_w = places(a.w), a.pad_top = before(a.h), a.pad_left = before(a.w);
  return a;
}

/// y, and dx for a random dy.
Tensors max_pool(const Kernels& kernel, const Pool2dArguments& a, const Tensor& x) {
  Tensor y = unwritten(y_shape(a)), dx = unwritten(x_shape(a));
  kernel.max_pool2d(a, x, y);
  kernel.max_pool2d_gradient(a, x, y, fenced(random_tensor(y_shape(a), 2)), dx);
  CHECK(fence_stands(y));
  CHECK(fence_stands(dx));
  return {y, dx};
}

Tensors average_pool(const Kernels& kernel, const Pool2dArguments& a, const Tensor& x) {
  Tensor y = unwritten(y_shape(a)), dx = unwritten(x_shape(a));
  kernel.average_pool2d(a, x, y);
  kernel.average_pool2d_gradient(a, fenced(random_tensor(y_shape(a), 2)), dx);
  CHECK(fence_stands(y));
  CHECK(fence_stands(dx));
  return {y, dx};
}

void check(const Pool2dArguments& a) {
  CAPTURE(x_shape(a).to_string());
  CAPTURE(y_shape(a).to_string());
  CAPTURE(a.window_h);
  CAPTURE(a.stride_h);
  CAPTURE(a.pad_top);
  const auto x = [&] { return fenced(random_tensor(x_shape(a))); };
  check_devices_agree([&](const Kernels& kernel) { return max_pool(kernel, a, x()); });
  check_devices_agree([&](const Kernels& kernel) { return average_pool(kernel, a, x()); }, 4e-6);
}

}  // namespace

TEST_CASE("pools agree with the reference at awkward numbers of channels") {
  for (std::int64_t channels : {1, 2, 3, 4, 5, 8, 15, 16, 17, 33}) {
    check(pool({2, 4, 6, channels}, 2, 2, false));
    check(pool({1, 5, 5, channels}, 3, 2, true));
  }
}

TEST_CASE("pools agree with the reference for every window, stride and padding") {
  for (std::int64_t channels : {1, 6}) {
    for (std::int64_t size : {1, 2, 3, 5}) {
      for (std::int64_t stride : {1, 2, 3, 6}) {
        for (bool same : {false, true}) {
          check(pool({1, 7, 9, channels}, size, stride, same));
          check(pool({2, 8, 6, channels}, size, stride, same));
        }
      }
    }
  }
}

TEST_CASE("pools agree with the reference for images of every size, and batches of them") {
  for (std::int64_t size : {2, 3, 4, 5, 15, 16, 17, 33}) {
    check(pool({1, 2, size, 3}, 2, 2, false));
    check(pool({1, size, 3, 1}, 2, 2, false));
  }
  for (std::int64_t batch : {0, 1, 2, 5}) check(pool({batch, 5, 4, 4}, 2, 2, true));
  check(pool({1, 1, 1, 5}, 3, 1, true));
  check(pool({2, 3, 3, 8}, 3, 3, false));
}

TEST_CASE("pools agree with the reference where height and width differ in everything") {
  Pool2dArguments a{.n = 2, .h = 7, .w = 9, .c = 5};
  a.window_h = 2, a.window_w = 4, a.stride_h = 3, a.stride_w = 1, a.pad_top = 1, a.pad_left = 3;
  a.out_h = 3, a.out_w = 11;
  check(a);
}

TEST_CASE("the gradient of max_pool2d goes to the first greatest") {
  for (std::int64_t channels : {1, 4, 17}) {
    for (std::int64_t stride : {1, 2, 3}) {
      const Pool2dArguments a = pool({2, 6, 7, channels}, 3, stride, true);
      check_devices_agree([&](const Kernels& kernel) {
        const Tensor x = random_tensor(x_shape(a));
        for (float& value : x.values()) value = std::round(value);  // many are equal
        return max_pool(kernel, a, x);
      });
    }
  }
  const Pool2dArguments a = pool({1, 2, 2, 1}, 2, 2, false);
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    Tensor y = Tensor::empty({1, 1, 1, 1}), dx = unwritten({1, 2, 2, 1});
    const Tensor x = Tensor::from({1, 3, 3, 2}, {1, 2, 2, 1});
    kernels(y).max_pool2d(a, x, y);
    kernels(y).max_pool2d_gradient(a, x, y, Tensor::from({5}, y.shape()), dx);
    CHECK(y.item() == 3.0f);
    check_close(dx, Tensor::from({0, 5, 0, 0}, dx.shape()), 0.0);
  }
}

TEST_CASE("max_pool2d is NaN where a window has one, whatever stands before and after it") {
  for (std::int64_t channels : {1, 3, 4, 16, 17}) {
    for (bool same : {false, true}) {
      const Pool2dArguments a = pool({1, 6, 6, channels}, same ? 3 : 2, 2, same);
      check_devices_agree([&](const Kernels& kernel) {
        const Tensor x = random_tensor(x_shape(a));
        for (std::int64_t place : {0, 7, 15, 22, 23}) x.data()[place * channels + place % channels] = not_a_number;
        return max_pool(kernel, a, x);
      });
    }
  }
}

TEST_CASE("max_pool2d of infinities is infinite") {
  for (float value : {infinity, -infinity}) {
    const Pool2dArguments a = pool({1, 5, 5, 6}, 3, 2, true);
    check_devices_agree([&](const Kernels& kernel) { return max_pool(kernel, a, Tensor::full(x_shape(a), value)); });
  }
}
