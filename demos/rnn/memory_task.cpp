#include "demos/rnn/memory_task.h"

#include <cmath>
#include <cstdio>

#include "engine/data/labels.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_symbols = 10, shortest_delay = 10, longest_delay = 400;
constexpr double variance_of_sums = 1.0 / 6;  // of two numbers, each uniform in [0, 1)

std::string letter(std::int64_t symbol) {
  return {static_cast<char>('A' + symbol)};
}

std::string with_two_digits(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", static_cast<double>(value));
  return text;
}

}  // namespace

std::vector<Param> memory_params(const std::vector<Condition>& when) {
  Param task = Param::choice("memory", "data", "adding", {"adding", "delayed_copy"});
  Param delay = Param::integer("delay", "data", 60, shortest_delay, longest_delay).log_scale().in_unit("steps");
  Param symbols = Param::integer("symbols", "data", 3, 1, most_symbols);
  task.when = delay.when = symbols.when = when;
  symbols.when.push_back({"memory", {"delayed_copy"}});
  return {task, delay, symbols};
}

MemoryTask::MemoryTask(const Values& values)
    : adds_(values.choice("memory") == "adding"),
      copy_{.length = values.integer("symbols"), .delay = values.integer("delay")} {}

MemoryBatch MemoryTask::batch(std::int64_t n, Random& random) const {
  if (adds_) {
    const AddingBatch sums = adding_problem(n, steps(), random);
    return {sums.inputs, sums.targets};
  }
  const CopyBatch copies = delayed_copy(copy_, n, random);
  return {one_hot(copies.inputs, features()), copies.targets.rows(copy_.delay, steps()).viewed_as({answers() * n})};
}

Tensor MemoryTask::loss(const Tensor& answers, const Tensor& targets) const {
  return adds_ ? mse(answers, targets) : cross_entropy(answers, targets);
}

Tensor MemoryTask::accuracy(const Tensor& answers, const Tensor& targets) const {
  return adds_ ? adding_right(answers, targets) : hit_rate(answers, targets);
}

double MemoryTask::guessing_loss() const {
  return adds_ ? variance_of_sums : std::log(static_cast<double>(copy_.symbols));
}

std::string MemoryTask::question(const MemoryBatch& batch, std::int64_t n) const {
  if (!adds_) return right_answer(batch, n);
  const std::int64_t count = batch.inputs.shape()[1];
  std::string text;
  for (std::int64_t t = 0; t < steps(); ++t) {
    const float* at = batch.inputs.data() + 2 * (t * count + n);
    if (at[1] != 0.0f) text += (text.empty() ? "" : " + ") + with_two_digits(at[0]);
  }
  return text;
}

std::string MemoryTask::right_answer(const MemoryBatch& batch, std::int64_t n) const {
  if (adds_) return with_two_digits(batch.targets.data()[n]);
  const std::int64_t count = batch.inputs.shape()[1];
  std::string text;
  for (std::int64_t i = 0; i < copy_.length; ++i) text += letter(batch.targets.indices()[i * count + n]);
  return text;
}

std::string MemoryTask::answer(const Tensor& answers, std::int64_t n) const {
  if (adds_) return with_two_digits(answers.data()[n]);
  const Tensor best = argmax(answers, 1);
  const std::int64_t count = best.size() / copy_.length;
  std::string text;
  for (std::int64_t i = 0; i < copy_.length; ++i) text += letter(best.indices()[i * count + n]);
  return text;
}

}  // namespace gradlab
