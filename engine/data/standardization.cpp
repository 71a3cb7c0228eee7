#include <cmath>
#include <limits>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>
#include <xtensor/core/xnoalias.hpp>

#include "engine/core/as_array.h"
#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

namespace {

void check_columns(const Tensor& data, std::size_t columns) {
  if (data.rank() == 2 && data.shape()[1] == static_cast<std::int64_t>(columns)) return;
  fail("standardization", "data " + data.shape().to_string(), "data [N, " + std::to_string(columns) + "]");
}

}  // namespace

Standardization Standardization::of(const Tensor& data) {
  if (data.rank() != 2 || data.shape()[0] == 0) {
    fail("standardization", "data " + data.shape().to_string(), "data [N, D], at least one row");
  }
  // In double: a column of 100,000 large numbers would lose its deviation in float.
  const auto matrix = xt::cast<double>(as_array<2>(data));
  const xt::xtensor<double, 1> means = xt::mean(matrix, {0});
  const xt::xtensor<double, 1> variances = xt::mean(xt::square(matrix - means), {0});
  Standardization result;
  for (std::size_t column = 0; column < means.size(); ++column) {
    const auto deviation = static_cast<float>(std::sqrt(variances(column)));
    result.mean.push_back(static_cast<float>(means(column)));
    result.deviation.push_back(deviation < std::numeric_limits<float>::min() ? 1.0f : deviation);
  }
  return result;
}

Tensor Standardization::apply(const Tensor& data) const {
  check_columns(data, mean.size());
  Tensor result = Tensor::empty_like(data);
  xt::noalias(as_writable_array<2>(result)) = (as_array<2>(data) - as_array(mean)) / as_array(deviation);
  return result;
}

Tensor Standardization::undo(const Tensor& data) const {
  check_columns(data, mean.size());
  Tensor result = Tensor::empty_like(data);
  xt::noalias(as_writable_array<2>(result)) = as_array<2>(data) * as_array(deviation) + as_array(mean);
  return result;
}

}  // namespace gradlab
