// Series of numbers over time: drawn by a formula, or measured.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// A kind of series. Files register their own.
struct SeriesEntry {
  std::string name;         ///< "lorenz"
  std::int64_t length = 0;  ///< of a record, which has so many steps and knows no chance; 0 where any number can be had
  /// The first `steps` values; all of a record where it has fewer.
  std::function<std::vector<float>(std::int64_t steps, Random& random)> make;
};
using RegisterSeries = Registry<SeriesEntry>::Add;

/// A series for learning: its beginning, and the end that is held out. Both are standardised by the mean and the
/// deviation of the beginning, so that nothing is known of the end: value = mean + deviation * standardised.
struct SeriesSplit {
  std::vector<float> train, test;
  float mean = 0.0f, deviation = 1.0f;
};
/// train_share in (0, 1); throws [series] for fewer than two values on either side.
SeriesSplit split_series(std::span<const float> values, double train_share);

/// N windows of a series, each from a place of its own: inputs [T, N, 1], and as targets [T, N, 1] what comes one step
/// later.
struct SeriesBatch {
  Tensor inputs, targets;
};
/// Throws [series] for fewer than T + 1 values.
SeriesBatch series_windows(std::span<const float> values, std::int64_t n, std::int64_t steps, Random& random);

}  // namespace gradlab
