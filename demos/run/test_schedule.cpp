#include "demos/run/test_schedule.h"

#include <algorithm>
#include <bit>
#include <chrono>

namespace gradlab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double test_share = 0.1;  // of the time that training takes

}  // namespace

std::map<std::string, double> read_back(const Metrics& metrics) {
  std::map<std::string, double> numbers;
  for (const auto& [name, tensor] : metrics) numbers[name] = tensor.item();
  return numbers;
}

// At first often, then at every so many steps that testing takes its share of the time; powers of two, because those
// rows of the history last.
bool TestSchedule::due(std::int64_t step, const Experiment& experiment, bool remote) const {
  if (step == 0) return true;
  if (remote && rested_ < took_ / test_share) return false;
  const auto rarest = std::bit_ceil(static_cast<std::uint64_t>(std::max(1.0, experiment.test_cost() / test_share)));
  const auto spacing = static_cast<std::int64_t>(
      std::min(rarest, std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(1, step / 4)))));
  return step / spacing > row_ / spacing;
}

void TestSchedule::test_row(std::int64_t step, Experiment& experiment) {
  row_ = step;
  test(step, experiment);
}

void TestSchedule::test(std::int64_t step, Experiment& experiment) {
  if (at_ == step) return;
  const auto began = Clock::now();
  Metrics metrics;
  experiment.test(metrics);
  numbers_ = read_back(metrics);
  at_ = step;
  took_ = std::chrono::duration<double>(Clock::now() - began).count();
  rested_ = 0.0;
}

}  // namespace gradlab
