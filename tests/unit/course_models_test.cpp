// The two models that Keras courses start with: they print the counts that Keras prints, and they learn.
#include <doctest/doctest.h>

#include <functional>

#include "engine/autograd/tape.h"
#include "engine/data/data.h"
#include "engine/loss/loss.h"
#include "engine/nn/nn.h"
#include "engine/optim/optim.h"
#include "tests/unit/kernels_compare.h"

using namespace gradlab;

namespace {

/// The losses of so many steps with Adam on one batch.
std::vector<float> train(Sequential& model, const Dataset& batch,
                         const std::function<Tensor(const Tensor&, const Tensor&)>& loss_of, int steps) {
  const auto optimizer = make_optimizer("adam", model.parameters(), {.learning_rate = 0.001f});
  Random chance(3);
  Tape tape;
  const Tape::Recording recording(&tape);
  std::vector<float> losses;
  for (int step = 0; step < steps; ++step) {
    const Tensor loss = loss_of(model.forward(batch.inputs, {.training = true, .random = &chance}), batch.targets);
    losses.push_back(loss.item());
    tape.backward(loss);
    optimizer->step();
  }
  return losses;
}

}  // namespace

TEST_CASE("Dense 64, Dropout, Dense 32, Dense 1 on 100 numbers") {
  Sequential model;
  model.add(dense(64, Initializer::glorot_uniform, "relu"))
      .add(dropout_layer(0.2f))
      .add(dense(32, Initializer::glorot_uniform, "relu"))
      .add(dense(1));
  Random random(1);
  model.build({0, 100}, random);
  CHECK(to_text(model.summary()).ends_with("Total                       8,577          8,480\n"));

  Dataset batch{test::random_tensor({64, 100}), Tensor::empty({64, 1})};
  for (std::int64_t i = 0; i < 64; ++i) batch.targets.data()[i] = batch.inputs.data()[100 * i] > 0.0f ? 1.0f : 0.0f;
  const std::vector<float> losses = train(model, batch, binary_cross_entropy, 60);
  CHECK(losses.back() < 0.5f * losses.front());
}

TEST_CASE("Conv 32, pool, Conv 64, pool, Flatten, Dense 128, Dense 10 on images of 64 x 64 in colour") {
  Sequential model;
  model.add(conv2d_layer({.filters = 32, .size = 3, .activation = "relu"}))
      .add(max_pool2d_layer())
      .add(conv2d_layer({.filters = 64, .size = 3, .activation = "relu"}))
      .add(max_pool2d_layer())
      .add(flatten())
      .add(dense(128, Initializer::glorot_uniform, "relu"))
      .add(dense(10));
  Random random(1);
  model.build({0, 64, 64, 3}, random);
  CHECK(to_text(model.summary()) ==
        "Layer         Output shape     Parameters  Multiply-adds\n"
        "========================================================\n"
        "conv2d        [N, 62, 62, 32]         896      3,321,216\n"
        "max_pool2d    [N, 31, 31, 32]           0              0\n"
        "conv2d_1      [N, 29, 29, 64]      18,496     15,501,312\n"
        "max_pool2d_1  [N, 14, 14, 64]           0              0\n"
        "flatten       [N, 12544]                0              0\n"
        "dense         [N, 128]          1,605,760      1,605,632\n"
        "dense_1       [N, 10]               1,290          1,280\n"
        "--------------------------------------------------------\n"
        "Total                           1,626,442     20,429,440\n");

  // Of each image one band of rows, its class, is brighter than the noise.
  Dataset batch{test::random_tensor({10, 64, 64, 3}, 1, 0.0f, 0.5f), Tensor::empty({10}, DType::int32)};
  constexpr std::int64_t row = 64 * 3;
  for (std::int64_t image = 0; image < 10; ++image) {
    batch.targets.indices()[image] = static_cast<std::int32_t>(image);
    float* band = batch.inputs.data() + (image * 64 + image * 6) * row;
    for (std::int64_t i = 0; i < 6 * row; ++i) band[i] += 0.5f;
  }
  const std::vector<float> losses = train(model, batch, cross_entropy, 10);
  CHECK(losses.front() > 2.0f);
  CHECK(losses.back() < 0.7f * losses.front());
}
