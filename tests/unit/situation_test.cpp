// What has become of a run: told from histories made by hand, and by runs of the demos' own presets.
#include "demos/run/situation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "tests/unit/fresh_run.h"

using namespace gradlab;

namespace {

using Kind = Situation::Kind;
using Curve = std::function<double(double step)>;

const Goal most_right = {.metric = "test_accuracy", .value = 0.97};

History history_of(std::int64_t steps, const std::map<std::string, Curve>& curves) {
  History history;
  for (std::int64_t step = 0; step <= steps; ++step) {
    if (!history.due(step)) continue;
    std::map<std::string, double> row;
    for (const auto& [metric, curve] : curves) row[metric] = curve(static_cast<double>(step));
    history.add(step, row);
  }
  return history;
}

Situation judged(const History& history, std::int64_t from = 0, const Goal* goal = nullptr) {
  return situation_of(history, from, Progress(), goal);
}

const Curve falling = [](double step) { return std::exp(-step / 500); };

Situation after(const std::string& demo_name, const std::string& preset, std::int64_t steps, const Json& changes = {}) {
  const Demo& demo = Registry<Demo>::find("test", demo_name);
  Json values = find_preset(demo, preset).values;
  if (changes.is_object()) values.update(changes);
  Run run = fresh(demo, values);
  for (std::int64_t step = 0; step < steps; ++step) {
    if (run.advance() == Run::Outcome::diverged) break;
  }
  return run.situation();
}

}  // namespace

TEST_CASE("as long as the loss falls, a run trains") {
  for (const std::int64_t steps : {0, 5, 100, 1000})
    CHECK(judged(history_of(steps, {{"loss", falling}})).kind == Kind::training);
  const auto linear = [](double step) { return 5 - step / 2000; };
  CHECK(judged(history_of(5000, {{"loss", linear}})).kind == Kind::training);
}

TEST_CASE("a loss that has hardly changed for a third of the run stands still, once there were enough steps") {
  const auto settled = [](double step) { return 0.7 + 0.3 * std::exp(-step / 50) + 0.002 * std::sin(step); };
  CHECK(judged(history_of(200, {{"loss", settled}})).kind == Kind::training);
  CHECK(judged(history_of(3000, {{"loss", settled}})).kind == Kind::still);
  const auto ended = [](double step) { return std::max(400.0, 900 - 100 * step); };
  CHECK(judged(history_of(20, {{"loss", ended}})).kind == Kind::still);  // a method that has come to its end
  CHECK(judged(history_of(4, {{"loss", ended}})).kind == Kind::training);
}

TEST_CASE("what is to rise stands still when it rises no more") {
  const Progress rises = {.metric = "return", .direction = Progress::Direction::rises};
  const auto kind = [&](const Curve& curve) {
    return situation_of(history_of(2000, {{"return", curve}}), 0, rises, nullptr).kind;
  };
  CHECK(kind([](double step) { return step; }) == Kind::training);
  CHECK(kind([](double step) { return std::min(step, 300.0) + std::sin(step); }) == Kind::still);
  CHECK(kind([](double step) { return 100 - step / 100; }) == Kind::still);
}

TEST_CASE("over-fitting is a test loss that rises clearly while the training loss falls on") {
  const auto turning = [](double step) { return 1 + std::pow((step - 400) / 400, 2) + 0.02 * std::sin(step); };
  const Situation found = judged(history_of(1200, {{"loss", falling}, {"test_loss", turning}}));
  CHECK(found.kind == Kind::over_fitting);
  CHECK(found.step > 300);
  CHECK(found.step < 600);
  CHECK(judged(history_of(450, {{"loss", falling}, {"test_loss", turning}})).kind == Kind::training);
  const auto rising = [&](double step) { return turning(step) - 0.1; };
  CHECK(judged(history_of(1200, {{"loss", rising}, {"test_loss", turning}})).kind != Kind::over_fitting);
}

TEST_CASE("where over-fitting began stays where it was, however long the run gets") {
  const auto turning = [](double step) {
    return step < 150 ? 2 - step / 100 : std::min(5.0, 0.5 + (step - 150) / 100);
  };
  for (const std::int64_t steps : {1000, 20000, 100000}) {
    CAPTURE(steps);
    const auto slow = [&](double step) { return std::exp(-step / static_cast<double>(steps)); };
    const Situation found = judged(history_of(steps, {{"loss", slow}, {"test_loss", turning}}));
    CHECK(found.kind == Kind::over_fitting);
    CHECK(found.step <= 150 + steps / 250);  // rows get sparser
  }
}

TEST_CASE("a test loss that wobbles, or rises by next to nothing of what it fell, is no over-fitting") {
  const auto wobbling = [](double step) { return falling(step) + 0.3 + 0.05 * std::sin(step * 1.7); };
  CHECK(judged(history_of(900, {{"loss", falling}, {"test_loss", wobbling}})).kind == Kind::training);
  const auto fell_far = [](double step) { return step < 100 ? 2.3 - 0.022 * step : 0.1 + 0.00004 * (step - 100); };
  CHECK(judged(history_of(1000, {{"loss", falling}, {"test_loss", fell_far}})).kind == Kind::training);
}

TEST_CASE("solved is a goal that was reached some times in a row, and not lost again") {
  const auto learned = [](double step) { return std::min(1.0, 0.5 + step / 400); };
  const Situation found = judged(history_of(400, {{"loss", falling}, {"test_accuracy", learned}}), 0, &most_right);
  CHECK(found.kind == Kind::solved);
  CHECK(found.step == 188);
  const auto lucky = [](double step) { return step == 100 ? 1.0 : 0.6; };
  CHECK(judged(history_of(400, {{"loss", falling}, {"test_accuracy", lucky}}), 0, &most_right).kind == Kind::training);
  const auto lost = [](double step) { return step < 200 ? 1.0 : 0.8; };
  CHECK(judged(history_of(400, {{"loss", falling}, {"test_accuracy", lost}}), 0, &most_right).kind == Kind::training);
  const Goal low = {.metric = "loss", .value = 0.1, .direction = Progress::Direction::falls};
  CHECK(judged(history_of(2000, {{"loss", falling}}), 0, &low).kind == Kind::solved);
}

TEST_CASE("what was before a change does not count") {
  const auto turning = [](double step) { return 1 + std::pow((step - 400) / 400, 2); };
  const History history = history_of(1200, {{"loss", falling}, {"test_loss", turning}});
  CHECK(judged(history, 0).kind == Kind::over_fitting);
  CHECK(judged(history, 1195).kind == Kind::training);
}

TEST_CASE("presets come to what their sentences say of them") {
  CHECK(after("classification", "circle", 800).kind == Kind::solved);
  CHECK(after("classification", "xor", 2000).kind == Kind::still);
  CHECK(after("classification", "xor", 60).kind == Kind::training);
  CHECK(after("regression", "over-fitting", 1500).kind == Kind::over_fitting);
  CHECK(after("regression", "learning-rate-too-high", 60).kind == Kind::diverged);
  CHECK(after("regression", "learning-rate-too-high", 60, {{"learning_rate", 0.02}}).kind != Kind::diverged);
  CHECK(after("clustering", "blobs", 25).kind == Kind::still);
}
