#include "demos/sequences/memory_task.h"

#include <cmath>
#include <cstdio>

#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t kinds_of_symbols = 8, blank = kinds_of_symbols, sign = kinds_of_symbols + 1;
constexpr std::int64_t most_symbols = 10, shortest_delay = 10, longest_delay = 400;
constexpr float near_enough = 0.1f;
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
      delay_(values.integer("delay")),
      symbols_(values.integer("symbols")) {}

std::int64_t MemoryTask::features() const {
  return adds_ ? 2 : kinds_of_symbols + 2;
}

std::int64_t MemoryTask::outputs() const {
  return adds_ ? 1 : kinds_of_symbols;
}

MemoryBatch MemoryTask::batch(std::int64_t n, Random& random) const {
  return adds_ ? sums(n, random) : copies(n, random);
}

// One of the marks is in the first half, the other in the second.
MemoryBatch MemoryTask::sums(std::int64_t n, Random& random) const {
  MemoryBatch batch{Tensor::zeros({steps(), n, 2}), Tensor::zeros({n, 1})};
  const std::int64_t half = steps() / 2;
  for (std::int64_t i = 0; i < n; ++i) {
    const std::int64_t marked[] = {random.below(half), half + random.below(steps() - half)};
    for (std::int64_t t = 0; t < steps(); ++t) batch.inputs.data()[2 * (t * n + i)] = random.uniform();
    for (const std::int64_t t : marked) {
      batch.inputs.data()[2 * (t * n + i) + 1] = 1.0f;
      batch.targets.data()[i] += batch.inputs.data()[2 * (t * n + i)];
    }
  }
  return batch;
}

MemoryBatch MemoryTask::copies(std::int64_t n, Random& random) const {
  MemoryBatch batch{Tensor::zeros({steps(), n, features()}), Tensor::empty({symbols_ * n}, DType::int32)};
  for (std::int64_t i = 0; i < n; ++i) {
    for (std::int64_t t = 0; t < steps(); ++t) {
      std::int64_t input = t == delay_ ? sign : blank;
      if (t < symbols_) {
        input = random.below(kinds_of_symbols);
        batch.targets.indices()[t * n + i] = static_cast<std::int32_t>(input);
      }
      batch.inputs.data()[(t * n + i) * features() + input] = 1.0f;
    }
  }
  return batch;
}

Tensor MemoryTask::loss(const Tensor& answers, const Tensor& targets) const {
  return adds_ ? mse(answers, targets) : cross_entropy(answers, targets);
}

double MemoryTask::accuracy(const Tensor& answers, const Tensor& targets) const {
  std::int64_t right = 0;
  if (adds_) {
    for (std::int64_t i = 0; i < targets.size(); ++i)
      right += std::abs(answers.data()[i] - targets.data()[i]) < near_enough;
  } else {
    const Tensor best = argmax(answers.detached(), 1);
    for (std::int64_t i = 0; i < targets.size(); ++i) right += best.indices()[i] == targets.indices()[i];
  }
  return static_cast<double>(right) / static_cast<double>(targets.size());
}

double MemoryTask::guessing_loss() const {
  return adds_ ? variance_of_sums : std::log(static_cast<double>(kinds_of_symbols));
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
  for (std::int64_t i = 0; i < symbols_; ++i) text += letter(batch.targets.indices()[i * count + n]);
  return text;
}

std::string MemoryTask::answer(const Tensor& answers, std::int64_t n) const {
  if (adds_) return with_two_digits(answers.data()[n]);
  const Tensor best = argmax(answers, 1);
  const std::int64_t count = best.size() / symbols_;
  std::string text;
  for (std::int64_t i = 0; i < symbols_; ++i) text += letter(best.indices()[i * count + n]);
  return text;
}

}  // namespace gradlab
