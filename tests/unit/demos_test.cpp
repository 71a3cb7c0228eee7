// Every demo and every preset: trains, learns, repeats itself bit by bit, and comes back from a checkpoint.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "demos/run/run.h"
#include "engine/core/error.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

// What sanitizers see in a first few steps, they see again in all that follow: scripts/parts.mjs leaves these to wasm.
const doctest::test_suite long_run("long run");

/// Steps that every demo learns something in.
std::int64_t steps_of(const Demo& demo, const Json& values) {
  return takes_long(demo, values) ? 60 : 300;
}

/// Trains until it diverges, and for no more than `most` steps.
Run::Outcome train(Run& run, std::int64_t most) {
  Run::Outcome outcome = Run::Outcome::trained;
  while (outcome == Run::Outcome::trained && run.step() < most) outcome = run.advance();
  return outcome;
}

}  // namespace

TEST_CASE("every demo and preset makes the progress that it names without a NaN, or diverges as it says" * long_run) {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Run run = fresh(demo, start.values);
    if (start.diverges) {
      CHECK(train(run, 100) == Run::Outcome::diverged);
      return;
    }
    const double before = run.metrics().at(demo.progress.metric);
    REQUIRE(train(run, steps_of(demo, start.values)) == Run::Outcome::trained);
    for (const auto& [metric, value] : run.metrics()) {
      CAPTURE(metric);
      CHECK(std::isfinite(value));
    }
    CAPTURE(before);
    CAPTURE(run.metrics().at(demo.progress.metric));
    CHECK(demo.progress.is_better(run.metrics().at(demo.progress.metric), before));
    CHECK(run.metrics().at("step") == static_cast<double>(steps_of(demo, start.values)));
  });
}

TEST_CASE("a learning rate that is too high is caught, and one call goes back to sound numbers") {
  const Demo& demo = Registry<Demo>::find("test", "regression");
  Run run = fresh(demo, find_preset(demo, "learning-rate-too-high").values);
  const double first = run.metrics().at("loss");
  REQUIRE(train(run, 100) == Run::Outcome::diverged);
  const std::int64_t diverged_at = run.step();
  run.go_back();
  CHECK(run.step() < diverged_at);
  CHECK(run.metrics().at("loss") <= first);
}

TEST_CASE("once the learning rate is lowered, a run that diverged is judged anew, and recovers") {
  const Demo& demo = Registry<Demo>::find("test", "regression");
  Run run = fresh(demo, find_preset(demo, "learning-rate-too-high").values);
  const double first = run.metrics().at("loss");
  REQUIRE(train(run, 100) == Run::Outcome::diverged);
  const std::int64_t diverged_at = run.step();
  CHECK(run.advance() == Run::Outcome::diverged);  // nothing was changed
  CHECK(run.change({{"learning_rate", 0.02}}).empty());
  CHECK(train(run, diverged_at + 1000) == Run::Outcome::trained);
  CHECK(run.metrics().at("loss") < first);
}

TEST_CASE("equal values give equal runs, bit by bit, whoever looks on" * long_run) {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Run a = fresh(demo, start.values), b = fresh(demo, start.values);
    const int count = takes_long(demo, start.values) ? 6 : 40;
    for (int step = 0; step < count; ++step) {
      a.advance();
      b.advance();
      Views views(view_names(demo, b.values()));
      b.show(views);
      b.metrics();
    }
    CHECK(a.fingerprint() == b.fingerprint());
    Json other = start.values;
    other["seed"] = 2;
    Run c = fresh(demo, other);
    for (int step = 0; step < count; ++step) c.advance();
    const bool no_chance = a.values().json().value("data", "") == "line_five_points";  // all of them in every batch
    if (!no_chance) CHECK(a.fingerprint() != c.fingerprint());
  });
}

TEST_CASE("a run goes on from a checkpoint as if nothing had happened" * long_run) {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    const int count = takes_long(demo, start.values) ? 8 : 30;
    Run whole = fresh(demo, start.values);
    for (int step = 0; step < count; ++step) whole.advance();
    const std::vector<std::uint8_t> bytes = whole.checkpoint();
    Run later = fresh(demo, start.values);
    later.restore(bytes);
    CHECK(later.step() == count);
    for (int step = 0; step < count; ++step) {
      whole.advance();
      later.advance();
    }
    CHECK(whole.fingerprint() == later.fingerprint());
  });
}

TEST_CASE("every demo trains on the cpu, and what it shows depends only on parameters that it has") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    CHECK(demo.trains_on(Device::cpu));
    const auto check = [&](const std::string& what, const std::vector<Condition>& when) {
      CAPTURE(what);
      for (const Condition& condition : when) CHECK(demo.params.find(condition.name) != nullptr);
    };
    for (const Param& param : demo.params.list()) check(param.name, param.when);
    for (const ViewSpec& view : demo.views) check(view.name, view.when);
  }
}

TEST_CASE("live values keep the run, others begin it anew, refused ones change nothing") {
  const Demo& demo = Registry<Demo>::find("test", "classification");
  Run run = fresh(demo, Json::object());
  for (int step = 0; step < 10; ++step) run.advance();
  CHECK(run.change({{"learning_rate", 0.5}, {"optimizer", "sgd"}, {"batch_size", 7}, {"l2", 0.01}}).empty());
  CHECK(run.step() == 10);
  CHECK(run.change({{"points", {{1, 2, 0}, {3, 4, 1}}}}).empty());
  CHECK(run.step() == 10);
  run.advance();
  CHECK(run.change({{"layers", {3}}}).empty());
  CHECK(run.step() == 0);
  const std::vector<Refusal> refusals = run.change({{"learning_rate", -1},
                                                    {"layers", {1000}},
                                                    {"data", "nonsense"},
                                                    {"unheard_of", 1},
                                                    {"points", "x"},
                                                    {"noise", "much"}});
  CHECK(refusals.size() == 6);
  CHECK(run.values().number("learning_rate") == 0.5);
  CHECK(run.values().units("layers") == std::vector<int>{3});
}

TEST_CASE("with only the visitor's points, training waits for them and then learns") {
  for (const Demo& demo : Registry<Demo>::all()) {
    if (demo.params.find("points") == nullptr) continue;
    CAPTURE(demo.name);
    Run run = fresh(demo, {{"data", "own_points"}});
    Views views(view_names(demo, run.values()));
    run.show(views);
    CHECK_THROWS_AS(run.advance(), Refusal);
    CHECK(run.input({{"view", "fit"}, {"kind", "points"}, {"points", {{-2, -1, 0}, {0, 1, 1}, {2, 3, 1}}}}).empty());
    CHECK(run.values().at("points").size() == 3);
    CHECK(run.advance() == Run::Outcome::trained);
    CHECK(run.input({{"view", "fit"}, {"kind", "clear"}}).empty());
    CHECK(run.values().at("points").empty());
  }
}

TEST_CASE("a visitor's table trains, and one that does not fit leaves everything as it was") {
  std::string text = "x,y,kind\n";
  for (int i = 0; i < 70; ++i)
    text += std::to_string(i) + "," + std::to_string(3 * i + 1) + (i % 2 ? ",odd\n" : ",even\n");
  const auto table = std::make_shared<CsvTable>(read_csv(text));
  Run regression = fresh(Registry<Demo>::find("test", "regression"), Json::object());
  CHECK(regression.use_file({table, {0}, 1}).empty());
  for (int step = 0; step < 200; ++step) regression.advance();
  CHECK(regression.metrics().at("r2") > 0.99);
  CHECK_THROWS_AS(regression.use_file({table, {0}, 2}), Refusal);
  CHECK(regression.step() == 200);
  Run classification = fresh(Registry<Demo>::find("test", "classification"), Json::object());
  CHECK(classification.use_file({table, {0, 1}, 2}).empty());
  CHECK(classification.advance() == Run::Outcome::trained);
  CHECK_THROWS_AS(classification.use_file({table, {0}, 1}), Refusal);  // seventy classes
  CHECK(classification.step() == 1);
}
