#include "engine/data/memory.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/ops.h"

namespace gradlab {

AddingBatch adding_problem(std::int64_t n, std::int64_t steps, Random& random) {
  if (steps < 2) fail("adding_problem", std::to_string(steps) + " steps", "at least 2");
  AddingBatch batch{Tensor::zeros({steps, n, 2}), Tensor::zeros({n, 1})};
  float* inputs = batch.inputs.data();
  for (std::int64_t row = 0; row < n; ++row) {
    for (std::int64_t step = 0; step < steps; ++step) inputs[2 * (step * n + row)] = random.uniform();
    const std::int64_t half = steps / 2;
    for (const std::int64_t marked : {random.below(half), half + random.below(steps - half)}) {
      inputs[2 * (marked * n + row) + 1] = 1.0f;
      batch.targets.data()[row] += inputs[2 * (marked * n + row)];
    }
  }
  return batch;
}

Tensor adding_right(const Tensor& answers, const Tensor& targets) {
  constexpr float most_off = 0.04f;
  const Tensor off = abs(answers.detached() - targets);
  Tensor right = Tensor::empty_like(off);
  kernels(off).binary("greater"_binary, Tensor::full({1}, most_off), off, right);
  return mean(right);
}

CopyBatch delayed_copy(const CopyTask& task, std::int64_t n, Random& random) {
  if (task.symbols < 1 || task.length < 1 || task.delay < task.length) {
    fail("delayed_copy", std::to_string(task.length) + " symbols after " + std::to_string(task.delay) + " steps",
         "a symbol or more, and a delay of at least as many steps");
  }
  CopyBatch batch{Tensor::empty({task.steps(), n}, DType::int32), Tensor::empty({task.steps(), n}, DType::int32)};
  std::int32_t *inputs = batch.inputs.indices(), *targets = batch.targets.indices();
  std::fill_n(inputs, batch.inputs.size(), task.blank());
  std::fill_n(targets, batch.targets.size(), -1);
  for (std::int64_t row = 0; row < n; ++row) {
    for (std::int64_t i = 0; i < task.length; ++i) {
      const auto symbol = static_cast<std::int32_t>(random.below(task.symbols));
      inputs[i * n + row] = symbol;
      targets[(task.delay + i) * n + row] = symbol;
    }
    inputs[task.delay * n + row] = task.sign();
  }
  return batch;
}

}  // namespace gradlab
