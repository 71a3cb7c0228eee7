#include "engine/learn/map/sparse_rows.h"

#include <algorithm>
#include <utility>

namespace gradlab {

namespace {

/// The same weights seen from the other end. Rows are gone through in order, so its columns rise.
SparseRows turned_round(const SparseRows& of) {
  SparseRows result;
  result.starts.assign(of.starts.size(), 0);
  for (const std::int32_t column : of.columns) ++result.starts[static_cast<std::size_t>(column) + 1];
  for (std::size_t i = 1; i < of.starts.size(); ++i) result.starts[i] += result.starts[i - 1];
  result.columns.resize(of.columns.size());
  result.values.resize(of.values.size());
  std::vector<std::int32_t> next(result.starts.begin(), result.starts.end() - 1);
  for (std::size_t row = 0; row + 1 < of.starts.size(); ++row) {
    for (std::int32_t e = of.starts[row]; e < of.starts[row + 1]; ++e) {
      const auto place = static_cast<std::size_t>(next[static_cast<std::size_t>(of.columns[e])]++);
      result.columns[place] = static_cast<std::int32_t>(row);
      result.values[place] = of.values[static_cast<std::size_t>(e)];
    }
  }
  return result;
}

SparseRows as_rows(const NeighbourTable& neighbours, std::span<const float> weights, std::int64_t each) {
  SparseRows result;
  const std::int32_t* indices = neighbours.indices.read_indices().data();
  std::vector<std::pair<std::int32_t, float>> row(static_cast<std::size_t>(each));
  for (std::int64_t i = 0; i < neighbours.points(); ++i) {
    for (std::int64_t k = 0; k < each; ++k) {
      row[static_cast<std::size_t>(k)] = {indices[i * neighbours.each() + k],
                                          weights[static_cast<std::size_t>(i * each + k)]};
    }
    std::ranges::sort(row);
    for (const auto& [column, value] : row) {
      result.columns.push_back(column);
      result.values.push_back(value);
    }
    result.starts.push_back(static_cast<std::int32_t>(result.columns.size()));
  }
  return result;
}

}  // namespace

SparseRows symmetric_rows(const NeighbourTable& neighbours, std::span<const float> weights, std::int64_t each,
                          float (*combine)(float, float)) {
  const SparseRows own = as_rows(neighbours, weights, each), others = turned_round(own);
  SparseRows result;
  for (std::size_t row = 0; row + 1 < own.starts.size(); ++row) {
    std::int32_t a = own.starts[row], b = others.starts[row];
    while (a < own.starts[row + 1] || b < others.starts[row + 1]) {
      const std::int32_t at_a = a < own.starts[row + 1] ? own.columns[static_cast<std::size_t>(a)] : INT32_MAX;
      const std::int32_t at_b = b < others.starts[row + 1] ? others.columns[static_cast<std::size_t>(b)] : INT32_MAX;
      const float from_a = at_a <= at_b ? own.values[static_cast<std::size_t>(a++)] : 0.0f;
      const float from_b = at_b <= at_a ? others.values[static_cast<std::size_t>(b++)] : 0.0f;
      result.columns.push_back(std::min(at_a, at_b));
      result.values.push_back(combine(from_a, from_b));
    }
    result.starts.push_back(static_cast<std::int32_t>(result.columns.size()));
  }
  return result;
}

}  // namespace gradlab
