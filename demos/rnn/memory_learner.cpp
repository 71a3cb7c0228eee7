#include "demos/rnn/memory_learner.h"

#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>

#include "engine/core/as_array.h"

namespace gradlab {

namespace {

enum MemoryStream : std::uint64_t { memory_weights = 1, memory_dropout };

}  // namespace

MemoryLearner::MemoryLearner(const std::string& cell, const MemoryTask& task, const Values& values, Random random)
    : task_(task), dropout_random_(random.split(memory_dropout)) {
  Random weights = random.split(memory_weights);
  model_.build(cell, values, {.features = task.features(), .outputs = task.outputs()}, weights);
  descent_.build(model_.parameters(), values);
}

Tensor MemoryLearner::answers(const Tensor& inputs, Context context) const {
  Recurrent::State state;
  const Tensor states = model_.states(inputs, state, context);
  const Shape& shape = states.shape();
  const std::int64_t count = task_.answers();
  const Tensor last = slice(states, 0, shape[0] - count, shape[0]);
  return model_.output(reshape(last, {count * shape[1], shape[2]}), context);
}

Tensor MemoryLearner::step(const MemoryBatch& batch) {
  const Tensor loss = descent_.step([&] {
    const Tensor given = answers(batch.inputs, {.training = true, .random = &dropout_random_});
    const Tensor missed = task_.loss(given, batch.targets);
    accuracy_.add(task_.accuracy(given, batch.targets));
    return missed;
  });
  loss_.add(loss);
  return loss;
}

MemoryLearner::Score MemoryLearner::score(const MemoryBatch& batch) const {
  if (!loss_.empty()) return {loss_.mean(), accuracy_.mean()};
  const Tensor given = answers(batch.inputs);
  return {task_.loss(given, batch.targets).item(), task_.accuracy(given, batch.targets).item()};
}

std::vector<float> MemoryLearner::gradient_reach(const MemoryBatch& batch) const {
  Tensor inputs = batch.inputs.detached();
  inputs.set_requires_gradient();
  const Shape& shape = inputs.shape();
  Tape tape;
  {
    const Tape::Recording recording(&tape);
    const std::int64_t n = shape[1], last = task_.answers() - 1;
    const Tensor targets = batch.targets.rank() == 1 ? batch.targets.rows(last * n, (last + 1) * n) : batch.targets;
    tape.backward(task_.loss(slice(answers(inputs), 0, last * n, (last + 1) * n), targets));
  }
  for (const Parameter& parameter : model_.parameters()) parameter.tensor.set_gradient(Tensor());
  const auto squares = xt::square(xt::cast<double>(as_array<3>(inputs.gradient())));  // which floats are too coarse for
  const xt::xtensor<float, 1> norms = xt::sqrt(xt::sum(squares, {1, 2}));
  return {norms.begin(), norms.end()};
}

void MemoryLearner::state(Archive& archive) {
  descent_.state(archive);
  loss_.state(archive, "loss");
  accuracy_.state(archive, "accuracy");
  archive.field("dropout", dropout_random_);
}

}  // namespace gradlab
