#include "engine/data/series.h"

#include <cmath>

#include "engine/core/error.h"

namespace gradlab {

SeriesSplit split_series(std::span<const float> values, double train_share) {
  const auto count = static_cast<std::size_t>(std::lround(train_share * static_cast<double>(values.size())));
  if (count < 2 || values.size() < count + 2) {
    fail("series", std::to_string(values.size()) + " values", "at least two to train with, and two to test");
  }
  double sum = 0.0, squares = 0.0;
  for (const float value : values.first(count)) sum += value;
  const double mean = sum / static_cast<double>(count);
  for (const float value : values.first(count)) squares += (value - mean) * (value - mean);
  SeriesSplit split{
      {}, {}, static_cast<float>(mean), static_cast<float>(std::sqrt(squares / static_cast<double>(count)))};
  if (!(split.deviation > 0.0f)) split.deviation = 1.0f;  // a constant is only centred
  for (std::size_t i = 0; i < values.size(); ++i) {
    (i < count ? split.train : split.test).push_back((values[i] - split.mean) / split.deviation);
  }
  return split;
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
