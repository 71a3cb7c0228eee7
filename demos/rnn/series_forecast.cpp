#include "demos/rnn/series_forecast.h"

#include <algorithm>

namespace gradlab {

namespace {

constexpr std::int64_t runs = 40;
constexpr std::size_t runs_outside = 4;  // on either side

}  // namespace

std::vector<float> one_step(const RecurrentModel& model, std::span<const float> values, Recurrent::State& state) {
  const Tensor inputs = Tensor::from(values, {static_cast<std::int64_t>(values.size()), 1, 1});
  const Tensor answers = model.output(model.states(inputs, state));
  return {answers.values().begin(), answers.values().end()};
}

// Row 0 does not stray.
Forecast forecast(const RecurrentModel& model, float first, const Recurrent::State& state, std::int64_t steps,
                  float deviation, Random random) {
  Recurrent::State states = repeated(state, runs + 1);
  std::vector<float> now(runs + 1, first), sorted(runs);
  Forecast result;
  for (std::int64_t step = 0; step < steps; ++step) {
    for (std::size_t run = 1; run < now.size(); ++run) now[run] += deviation * random.normal();
    result.path.push_back(now[0]);
    std::copy(now.begin() + 1, now.end(), sorted.begin());
    std::ranges::sort(sorted);
    result.low.push_back(sorted[runs_outside]);
    result.high.push_back(sorted[sorted.size() - 1 - runs_outside]);
    const Tensor answers = model.output(model.states(Tensor::from(now, {1, runs + 1, 1}), states));
    std::ranges::copy(answers.values(), now.begin());
  }
  return result;
}

}  // namespace gradlab
