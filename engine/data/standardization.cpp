#include <cmath>
#include <limits>
#include <xtensor/containers/xadapt.hpp>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>
#include <xtensor/core/xnoalias.hpp>

#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

namespace {

/// data [N, D] as an xtensor expression; nothing is copied.
auto as_matrix(const Tensor& data) {
  if (data.rank() != 2) fail("standardization", "data " + data.shape().to_string(), "data [N, D]");
  const auto rows = static_cast<std::size_t>(data.shape()[0]), columns = static_cast<std::size_t>(data.shape()[1]);
  return xt::adapt(data.data(), rows * columns, xt::no_ownership(), std::array<std::size_t, 2>{rows, columns});
}

auto as_row(const std::vector<float>& values) {
  return xt::adapt(values, std::array<std::size_t, 1>{values.size()});
}

void check_columns(const Tensor& data, std::size_t columns) {
  if (data.rank() == 2 && data.shape()[1] == static_cast<std::int64_t>(columns)) return;
  fail("standardization", "data " + data.shape().to_string(), "data [N, " + std::to_string(columns) + "]");
}

}  // namespace

Standardization Standardization::of(const Tensor& data) {
  const auto matrix = as_matrix(data);
  if (data.shape()[0] == 0) fail("standardization", "data " + data.shape().to_string(), "at least one row");
  // In double: a column of 100,000 large numbers would lose its deviation in float.
  const xt::xtensor<double, 1> means = xt::mean(xt::cast<double>(matrix), {0});
  const xt::xtensor<double, 1> variances = xt::mean(xt::square(xt::cast<double>(matrix) - means), {0});
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
  xt::noalias(as_matrix(result)) = (as_matrix(data) - as_row(mean)) / as_row(deviation);
  return result;
}

Tensor Standardization::undo(const Tensor& data) const {
  check_columns(data, mean.size());
  Tensor result = Tensor::empty_like(data);
  xt::noalias(as_matrix(result)) = as_matrix(data) * as_row(deviation) + as_row(mean);
  return result;
}

}  // namespace gradlab
