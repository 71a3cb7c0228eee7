#include <doctest/doctest.h>

#include "engine/autograd/tape.h"
#include "engine/core/buffer.h"
#include "engine/data/data.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"
#include "engine/optim/optim.h"

namespace gradlab {

namespace {

/// A small network on a toy of the plane, trained as the demos do.
struct Training {
  explicit Training(const char* toy, std::uint64_t seed) {
    Random random(seed);
    Random drawing = random.split(1), weights = random.split(2);
    data = Registry<ToyEntry>::find("toy", toy).make({.count = 200}, drawing);
    batches = Batches(data, 32, random.split(3));
    model.add(dense(8))
        .add(activation("tanh"))
        .add(dropout_layer(0.05f))
        .add(dense(8))
        .add(activation("tanh"))
        .add(dense(2));
    model.build({0, 2}, weights);
    optimizer = make_optimizer("adam", model.parameters(), {.learning_rate = 0.02f});
  }

  void step() {
    const Dataset batch = batches.next();
    const Tape::Recording recording(&tape);
    tape.backward(cross_entropy(model.forward(batch.inputs, {.training = true, .random = &chance}), batch.targets));
    optimizer->step(schedule.factor(optimizer->steps()), 5.0f);
  }

  double accuracy() const {
    const Tensor answers = argmax(model.forward(data.inputs), -1);
    std::int64_t right = 0;
    for (std::int64_t i = 0; i < data.size(); ++i) right += answers.indices()[i] == data.targets.indices()[i];
    return static_cast<double>(right) / static_cast<double>(data.size());
  }

  Dataset data;
  Batches batches;
  Sequential model;
  Random chance{9};
  std::unique_ptr<Optimizer> optimizer;
  Schedule schedule{"cosine", 400, 0.1f};
  Tape tape;
};

}  // namespace

TEST_CASE("a small network tells xor apart") {
  Training training("xor", 1);
  CHECK(training.accuracy() < 0.95);
  for (int step = 0; step < 400; ++step) training.step();
  CHECK(training.accuracy() > 0.95);
}

TEST_CASE("the same seed trains to the same weights, bit for bit") {
  Training first("circle", 3), again("circle", 3);
  for (int step = 0; step < 30; ++step) {
    first.step();
    again.step();
  }
  const auto a = first.model.parameters(), b = again.model.parameters();
  for (std::size_t i = 0; i < a.size(); ++i) {
    CAPTURE(a[i].name);
    CHECK(std::ranges::equal(a[i].tensor.values(), b[i].tensor.values()));
  }
}

TEST_CASE("after the first epoch a training step asks the system for no memory") {
  Training training("moons", 2);
  for (int step = 0; step < 10; ++step) training.step();  // one epoch, its smaller last batch included
  const std::int64_t before = pool_statistics().system_allocations;
  for (int step = 0; step < 50; ++step) training.step();
  CHECK(pool_statistics().system_allocations == before);
}

}  // namespace gradlab
