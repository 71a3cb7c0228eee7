// What views show of tensors, against plain loops.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/mnist_cnn/inside_view.h"
#include "demos/parts/gallery.h"
#include "demos/parts/network_view.h"
#include "demos/parts/plane.h"
#include "demos/regression/line_surface.h"
#include "demos/rnn/gates_view.h"
#include "demos/rnn/memory_learner.h"
#include "tests/unit/near.h"
#include "tests/unit/shown.h"

using namespace gradlab;

namespace {

Tensor drawn(const Shape& shape, std::uint64_t seed = 1) {
  Random random(seed);
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.normal();
  return x;
}

Values recurrent_values(const Json& changes) {
  static const Demo demo = Registry<Demo>::find("test", "rnn");
  Values values(demo.params);
  REQUIRE(values.change(changes).empty());
  return values;
}

}  // namespace

TEST_CASE("a plane's inputs are the middles of its cells, row by row from below") {
  constexpr std::int64_t cells = 6, width = 3;
  const Tensor inputs = plane_inputs(3.0f, cells, width);
  REQUIRE(inputs.shape() == Shape{cells * cells, width});
  for (std::int64_t cell = 0; cell < cells * cells; ++cell) {
    const float* row = inputs.read().data() + cell * width;
    CHECK(row[0] == near(static_cast<double>(cell % cells) - 2.5, 1e-6));
    CHECK(row[1] == near(static_cast<double>(cell / cells) - 2.5, 1e-6));
    CHECK(row[2] == 0.0f);
  }
  CHECK(plane_inputs(1.0f, cells, 1).shape() == Shape{cells * cells, 1});
}

TEST_CASE("the channels of an answer are images, the first so many") {
  const Tensor answer = drawn({1, 3, 4, 5});
  const Tensor images = channels(answer, 2);
  REQUIRE(images.shape() == Shape{2, 3, 4});
  for (std::int64_t i = 0; i < images.size(); ++i) CHECK(images.data()[i] == answer.data()[i % 12 * 5 + i / 12]);
  CHECK(channels(drawn({1, 7}), 64).shape() == Shape{7, 1, 1});
}

TEST_CASE("a unit's map is what it answers over the plane, its largest number 1") {
  Random random(2);
  Sequential model;
  model.add(dense(4));
  model.build({0, 2}, random);
  const Tensor grid = drawn({6, 2}), answers = model.forward(grid);
  const Shown view =
      shown_of([&](View& to) { show_network(to, model, grid, 2, 3, {"=a", "=b"}, Json::array(), Outputs::values); });
  const std::vector<float>& maps = view.numbers.at("maps.1");
  REQUIRE(maps.size() == 24);
  for (std::int64_t unit = 0; unit < 4; ++unit) {
    float largest = 0.0f;
    for (std::int64_t cell = 0; cell < 6; ++cell)
      largest = std::max(largest, std::abs(answers.data()[cell * 4 + unit]));
    for (std::int64_t cell = 0; cell < 6; ++cell) {
      CHECK(maps[static_cast<std::size_t>(unit * 6 + cell)] == answers.data()[cell * 4 + unit] / largest);
    }
  }
}

TEST_CASE("a filter's picture is the sum of its colours") {
  Random random(3);
  Sequential model;
  model.add(conv2d_layer({.filters = 4, .size = 2}));
  model.build({0, 5, 5, 3}, random);
  const Tensor weight = model.parameters()[0].tensor;
  const Shown view = shown_of([&](View& to) { show_filters(to, model, {0, 5, 5, 3}, {}); });
  const std::vector<float>& images = view.numbers.at("images0");
  REQUIRE(images.size() == 16);
  for (std::int64_t i = 0; i < 16; ++i) {
    float sum = 0.0f;
    for (std::int64_t colour = 0; colour < 3; ++colour) sum += weight.data()[(i % 4 * 3 + colour) * 4 + i / 4];
    CHECK(images[static_cast<std::size_t>(i)] == doctest::Approx(sum));
  }
}

TEST_CASE("gates are shown with a row for each unit and a column for each step up to the end") {
  Random random(4);
  RecurrentModel model;
  constexpr std::int64_t units = 30, steps = 9, end = 7, shown_steps = 5, gates = 4;
  model.build("lstm", recurrent_values({{"units", units}}), {}, random);
  const Inside inside{drawn({steps, 1, units}), {drawn({steps, 1, gates * units}, 2), drawn({steps, 1, units}, 3)}};
  const Shown view = shown_of([&](View& to) { show_gates(to, model, inside, end, shown_steps, 27); });
  const auto check = [&](const char* name, const Tensor& values, std::int64_t offset) {
    const std::vector<float>& image = view.numbers.at(name);
    REQUIRE(image.size() == 24 * shown_steps);
    for (std::int64_t i = 0; i < 24 * shown_steps; ++i) {  // of 30 units the last 24, of 9 steps those from 2 to 6
      const std::int64_t unit = 6 + i / shown_steps, step = end - shown_steps + i % shown_steps;
      CHECK(image[static_cast<std::size_t>(i)] == values.data()[step * values.shape()[2] + offset + unit]);
    }
  };
  check("images1", inside.trace.gates, units);
  check("images4", inside.trace.cells, 0);
  check("images5", inside.states, 0);
}

TEST_CASE("the surface of a line is the mean squared error of each line, in powers of ten") {
  const Tensor x = drawn({20, 1}), y = drawn({20, 1}, 2);
  constexpr double slope = 0.4, intercept = -0.3;
  const LineSurface surface(x, y, slope, intercept);
  const std::vector<std::pair<double, double>> path = {{slope + 2.0, intercept}};  // 2.5 to either side
  const Shown view = shown_of([&](View& to) { surface.show(to, path); });
  const std::vector<float>& field = view.numbers.at("field");
  REQUIRE(field.size() == 64 * 64);
  for (const std::int64_t cell : {0, 63, 64, 2000, 4095}) {
    const double a = slope + 2.5 * ((static_cast<double>(cell % 64) + 0.5) / 32 - 1);
    const double b = intercept + ((static_cast<double>(cell / 64) + 0.5) / 32 - 1);
    double error = 0.0;
    for (std::int64_t i = 0; i < 20; ++i) error += std::pow(a * x.data()[i] + b - y.data()[i], 2) / 20;
    CHECK(std::abs(field[static_cast<std::size_t>(cell)] - std::log10(error)) < 1e-5);
  }
}

TEST_CASE("how far a gradient reaches is the norm of the loss's slopes at the inputs of each step") {
  const Values values = recurrent_values({{"memory", "adding"}, {"delay", 10}, {"units", 6}});
  const MemoryTask task(values);
  const MemoryLearner learner("lstm", task, values, Random(5));
  Random random(6);
  const MemoryBatch batch = task.batch(2, random);
  const std::vector<float> reach = learner.gradient_reach(batch);
  REQUIRE(reach.size() == 10);
  constexpr float step = 1e-2f;
  for (std::int64_t t = 0; t < 10; ++t) {
    double squares = 0.0;
    for (std::int64_t i = 4 * t; i < 4 * t + 4; ++i) {  // two sequences of two features
      const auto loss_at = [&](float by) {
        const Tensor inputs = batch.inputs.copied();
        inputs.data()[i] += by;
        return static_cast<double>(task.loss(learner.answers(inputs), batch.targets).item());
      };
      squares += std::pow((loss_at(step) - loss_at(-step)) / (2 * step), 2);
    }
    CHECK(reach[static_cast<std::size_t>(t)] == near(std::sqrt(squares), 0.05));
  }
}
