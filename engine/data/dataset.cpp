#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

namespace {

/// Rows of x [N, ...] at `indices` [n], copied: [n, ...].
Tensor rows_at(const Tensor& x, std::span<const std::int32_t> indices) {
  const std::int64_t rows = x.rank() == 0 ? 0 : x.shape()[0];
  for (const std::int32_t index : indices) {
    if (index < 0 || index >= rows) {
      fail("dataset", "sample " + std::to_string(index) + " of " + std::to_string(rows),
           "an index of one of the samples");
    }
  }
  Shape shape = x.shape();
  shape[0] = static_cast<std::int64_t>(indices.size());
  Tensor y = Tensor::empty(shape, x.dtype(), x.device());
  const std::int64_t width = shape.size(1, shape.rank());
  const auto copy = [&](const auto* from, auto* to) {
    if (width > 8) {
      for (const std::int32_t index : indices) to = std::copy_n(from + index * width, width, to);
    } else {  // one by one, sooner than memmove is called
      for (const std::int32_t index : indices) {
#pragma clang loop vectorize(disable) unroll(disable)
        for (std::int64_t column = 0; column < width; ++column) *to++ = from[index * width + column];
      }
    }
  };
  if (x.dtype() == DType::float32) {
    copy(x.data(), y.data());
  } else {
    copy(x.indices(), y.indices());
  }
  return y;
}

}  // namespace

Dataset Dataset::at(std::span<const std::int32_t> indices) const {
  return {rows_at(inputs, indices), targets.defined() ? rows_at(targets, indices) : Tensor()};
}

Split split(const Dataset& data, float train_share, Random random) {
  if (!(train_share >= 0.0f && train_share <= 1.0f)) {
    fail("split", "a train share of " + std::to_string(train_share), "a share in [0, 1]");
  }
  const std::int64_t size = data.size();
  auto train_size =
      static_cast<std::int64_t>(std::llround(static_cast<double>(train_share) * static_cast<double>(size)));
  if (size >= 2 && train_share > 0.0f && train_share < 1.0f)
    train_size = std::clamp<std::int64_t>(train_size, 1, size - 1);

  const std::vector<std::int32_t> order = random.permutation(size);
  Split parts;
  parts.train_indices.assign(order.begin(), order.begin() + train_size);
  parts.test_indices.assign(order.begin() + train_size, order.end());
  parts.train = data.at(parts.train_indices);
  parts.test = data.at(parts.test_indices);
  return parts;
}

}  // namespace gradlab
