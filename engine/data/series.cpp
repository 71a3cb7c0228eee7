#include "engine/data/series.h"

#include <cmath>

#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

SeriesSplit split_series(std::span<const float> values, double train_share) {
  const auto count = static_cast<std::size_t>(std::lround(train_share * static_cast<double>(values.size())));
  if (count < 2 || values.size() < count + 2) {
    fail("series", std::to_string(values.size()) + " values", "at least two to train with, and two to test");
  }
  const auto column = [](std::span<const float> of) {
    return Tensor::from(of, {static_cast<std::int64_t>(of.size()), 1});
  };
  const Standardization scale = Standardization::of(column(values.first(count)));
  const Tensor scaled = scale.apply(column(values));
  const std::span<const float> train = scaled.read().first(count), test = scaled.read().subspan(count);
  return {{train.begin(), train.end()}, {test.begin(), test.end()}, scale.mean[0], scale.deviation[0]};
}

SeriesBatch series_windows(std::span<const float> values, std::int64_t n, std::int64_t steps, Random& random) {
  const std::int64_t places = static_cast<std::int64_t>(values.size()) - steps;
  if (places < 1) {
    fail("series", std::to_string(values.size()) + " values", "at least " + std::to_string(steps + 1));
  }
  SeriesBatch batch{Tensor::empty({steps, n, 1}), Tensor::empty({steps, n, 1})};
  for (std::int64_t row = 0; row < n; ++row) {
    const float* next = values.data() + random.below(places);
    for (std::int64_t step = 0; step < steps; ++step) {
      batch.inputs.data()[step * n + row] = next[step];
      batch.targets.data()[step * n + row] = next[step + 1];
    }
  }
  return batch;
}

}  // namespace gradlab
