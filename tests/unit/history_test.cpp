// The course of a run in bounded space.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "demos/run/history.h"
#include "tests/unit/error_message.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/shown.h"

using namespace gradlab;

TEST_CASE("a history stays bounded, evenly spaced, and true to its steps") {
  History history;
  for (std::int64_t step = 0; step <= 100000; ++step) {
    if (history.due(step)) history.add(step, {{"loss", 2.0 * static_cast<double>(step)}});
  }
  const std::vector<float> steps = history.column("step"), losses = history.column("loss");
  CHECK(steps.size() == losses.size());
  CHECK(steps.size() <= History::most_rows);
  CHECK(steps.size() > History::most_rows / 3);
  for (std::size_t row = 0; row < steps.size(); ++row) {
    CHECK(steps[row] == static_cast<float>(history.spacing()) * static_cast<float>(row));
    CHECK(losses[row] == 2 * steps[row]);
  }
}

TEST_CASE("a metric that comes late or goes is absent, not zero") {
  History history;
  history.add(0, {{"loss", 1.0}});
  history.add(1, {{"loss", 1.0}, {"accuracy", 0.5}});
  history.add(2, {{"accuracy", 0.6}});
  CHECK(std::isnan(history.column("accuracy")[0]));
  CHECK(history.column("accuracy")[2] == doctest::Approx(0.6));
  CHECK(std::isnan(history.column("loss")[2]));
  CHECK(history.column("nothing").empty());
}

TEST_CASE(
    "where training is tested as well, tests are compared with that, and the running mean is what it was lately") {
  History history, former;
  history.add(0, {{"loss", 1.0}, {"test_loss", 0.9}, {"least_loss", 0.1}});
  using Roles = std::map<std::string, std::string>;
  const auto roles = [&] {
    Views views({"loss"});
    show_history(views, history, former, {"loss"});
    Roles found;
    const Shown chart = shown(views, "loss");
    for (const Json& series : chart.options["series"]) {
      found.emplace(series["label"].get<std::string>(), series["role"].get<std::string>());
    }
    return found;
  };
  CHECK(roles() == Roles{{"metric.least_loss", "reference"}, {"metric.loss", "train"}, {"metric.test_loss", "test"}});
  history.add(1, {{"loss", 1.0}, {"test_loss", 0.9}, {"train_loss", 0.8}, {"least_loss", 0.1}});
  CHECK(roles() == Roles{{"metric.least_loss", "reference"},
                         {"metric.loss.lately", "lately"},
                         {"metric.test_loss", "test"},
                         {"metric.train_loss", "train"}});
  former.add(0, {{"loss", 1.0}});
  CHECK(!roles().contains("metric.former"));  // it was not tested
  former.add(1, {{"loss", 1.0}, {"test_loss", 0.9}});
  CHECK(roles().at("metric.former") == "former");
}

TEST_CASE("the run before is behind the charts of the next one, unless it was hardly begun") {
  Run run = fresh(Registry<Demo>::find("history", "regression"), Json::object());
  const auto former = [&] {
    const Shown chart = shown(run, "loss");
    return chart.numbers.contains("former.step") ? chart.numbers.at("former.step").back() : 0.0f;
  };
  for (int step = 0; step < 50; ++step) run.advance();
  CHECK(former() == 0.0f);
  run.reset();
  CHECK(former() == 50.0f);
  run.advance();
  run.change({{"seed", 7}});
  CHECK(former() == 50.0f);
  for (int step = 0; step < 20; ++step) run.advance();
  run.change({{"seed", 8}});
  CHECK(former() == 20.0f);
}

TEST_CASE("a history comes back from an archive; steps that do not rise, and rows that differ in number, do not") {
  using Column = std::vector<double>;
  const auto back = [](std::int64_t spacing, Column steps, Column losses) {
    StateDict state;
    write_state(state, [&](Archive& archive) {
      archive.field("spacing", spacing);
      archive.field("rows.loss", losses);
      archive.field("rows.step", steps);
    });
    History history;
    return test::message([&] {
      read_state(state, [&](Archive& archive) { history.state(archive); });
      history.forget_after(5);
      CHECK(history.column("loss") == std::vector<float>{2, 1});
      CHECK(history.due(9));
    });
  };
  CHECK(back(4, {0, 4, 8}, {2, 1, 0}) == "none");
  CHECK(back(4, {0, 4}, {2, 1}) == "none");
  CHECK(back(0, {0, 4}, {2, 1}) == "[checkpoint] rows every 0 steps: need every one, or fewer");
  CHECK(back(4, {0, 4, 8}, {2, 1}) == "[checkpoint] 2 rows of loss: need 3, as of step");
  for (const double step : std::initializer_list<double>{0.0, -1.0, 1.5, 1e300, NAN, INFINITY, -INFINITY}) {
    CHECK(back(4, {0, step}, {2, 1}).starts_with("[checkpoint] a row of step "));
  }
}
