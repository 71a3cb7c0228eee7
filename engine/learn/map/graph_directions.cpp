#include "engine/learn/map/graph_directions.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/thread_pool.h"
#include "engine/data/symmetric_eigen.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_columns = 8, rounds_of_diffusion = 200, rows_together = 1024;
constexpr float reach = 10.0f;

double product(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

void take_off(std::vector<float>& from, const std::vector<float>& other, double times) {
  const auto factor = static_cast<float>(times);
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= factor * other[i];
}

}  // namespace

GraphDirections::GraphDirections(const SparseRows& graph, const Tensor& start) : graph_(&graph) {
  const std::int64_t n = graph.rows(), d = start.shape()[1];
  double sum = 0.0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
    double row = 0.0;
    for (std::int32_t e = graph.starts[i]; e < graph.starts[i + 1]; ++e)
      row += static_cast<double>(graph.values[static_cast<std::size_t>(e)]);
    inverses_.push_back(static_cast<float>(1.0 / std::sqrt(row)));
    roots_.push_back(static_cast<float>(std::sqrt(row)));
    sum += row;
  }
  for (float& root : roots_) root /= static_cast<float>(std::sqrt(sum));  // of length 1: what does not change at all
  for (std::int64_t k = 0; k < std::min(d, most_columns); ++k) {
    Column column;
    for (std::int64_t i = 0; i < n; ++i)
      column.push_back(start.data()[i * d + k] * roots_[static_cast<std::size_t>(i)]);
    columns_.push_back(std::move(column));
  }
  keep_apart();
}

// Half of what one has, half of what the neighbours have: no eigenvalue is negative then.
GraphDirections::Column GraphDirections::diffused(const Column& column) const {
  Column result(column.size());
  parallel_for(graph_->rows(), rows_together, [&](std::int64_t first, std::int64_t last) {
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
      float sum = 0.0f;
      for (auto e = static_cast<std::size_t>(graph_->starts[i]); e < static_cast<std::size_t>(graph_->starts[i + 1]);
           ++e) {
        const auto other = static_cast<std::size_t>(graph_->columns[e]);
        sum += graph_->values[e] * inverses_[other] * column[other];
      }
      result[i] = 0.5f * (column[i] + inverses_[i] * sum);
    }
  });
  return result;
}

void GraphDirections::keep_apart() {
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    Column& column = columns_[k];
    const double before = std::sqrt(product(column, column));
    for (int twice = 0; twice < 2; ++twice) {
      take_off(column, roots_, product(column, roots_));
      for (std::size_t j = 0; j < k; ++j) take_off(column, columns_[j], product(column, columns_[j]));
    }
    const double length = std::sqrt(product(column, column));
    const float factor = length > 1e-5 * before ? static_cast<float>(1.0 / length) : 0.0f;
    for (float& number : column) number *= factor;
  }
}

bool GraphDirections::advance() {
  if (rounds_ == rounds_of_diffusion) return false;
  for (Column& column : columns_) column = diffused(column);
  keep_apart();
  return ++rounds_ < rounds_of_diffusion;
}

void GraphDirections::place(const Tensor& places) const {
  const std::size_t count = columns_.size(), n = roots_.size();
  std::vector<double> products(count * count);
  for (std::size_t i = 0; i < count; ++i) {
    const Column moved = diffused(columns_[i]);
    for (std::size_t j = 0; j < count; ++j) products[i * count + j] = product(moved, columns_[j]);
  }
  const SymmetricEigen eigen = symmetric_eigen(products, count);
  std::ranges::fill(places.values(), 0.0f);
  for (std::size_t axis = 0; axis < std::min<std::size_t>(2, count); ++axis) {
    float longest = 0.0f;
    for (std::size_t i = 0; i < n; ++i) {
      double value = 0.0;
      for (std::size_t k = 0; k < count; ++k)
        value += eigen.vectors[axis * count + k] * static_cast<double>(columns_[k][i]);
      places.data()[2 * i + axis] = static_cast<float>(value);
      longest = std::max(longest, std::abs(places.data()[2 * i + axis]));
    }
    const float factor = longest > 0.0f ? reach / longest : 0.0f;
    for (std::size_t i = 0; i < n; ++i) places.data()[2 * i + axis] *= factor;
  }
}

}  // namespace gradlab
