// Every demo and every preset: trains, learns, repeats itself bit by bit, and comes back from a checkpoint.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "demos/run/run.h"
#include "engine/core/error.h"
#include "engine/io/checkpoint.h"
#include "engine/io/safetensors.h"
#include "tests/unit/error_message.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

/// Steps that every demo learns something in.
std::int64_t steps_of(const Demo& demo) {
  return takes_long(demo) ? 60 : 300;
}

/// Trains until it diverges, and for no more than `most` steps.
Run::Outcome train(Run& run, std::int64_t most) {
  Run::Outcome outcome = Run::Outcome::trained;
  while (outcome == Run::Outcome::trained && run.step() < most) outcome = run.advance();
  return outcome;
}

}  // namespace

TEST_CASE("every demo and preset makes the progress that it names without a NaN, or diverges as it says") {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Run run = fresh(demo, start.values);
    if (start.diverges) {
      CHECK(train(run, 100) == Run::Outcome::diverged);
      return;
    }
    const double before = run.metrics().at(demo.progress.metric);
    REQUIRE(train(run, steps_of(demo)) == Run::Outcome::trained);
    for (const auto& [metric, value] : run.metrics()) {
      CAPTURE(metric);
      CHECK(std::isfinite(value));
    }
    CAPTURE(before);
    CAPTURE(run.metrics().at(demo.progress.metric));
    CHECK(demo.progress.is_better(run.metrics().at(demo.progress.metric), before));
    CHECK(run.metrics().at("step") == static_cast<double>(steps_of(demo)));
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

TEST_CASE("equal values give equal runs, bit by bit, whoever looks on") {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Run a = fresh(demo, start.values), b = fresh(demo, start.values);
    const int count = takes_long(demo) ? 6 : 40;
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

TEST_CASE("a run goes on from a checkpoint as if nothing had happened") {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    const int count = takes_long(demo) ? 8 : 30;
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

TEST_CASE("a mangled checkpoint is refused, and the run stays as it was") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    Run run = fresh(demo, Json::object());
    for (int step = 0; step < 25; ++step) run.advance();
    const std::vector<std::uint8_t> bytes = run.checkpoint(), before = run.fingerprint();
    Random random(7);
    for (int trial = 0; trial < 60; ++trial) {
      std::vector<std::uint8_t> mangled(bytes.begin(),
                                        bytes.begin() + random.below(static_cast<std::int64_t>(bytes.size())));
      if (!mangled.empty())
        mangled[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(mangled.size())))] ^= 0xff;
      CHECK_THROWS_AS(run.restore(mangled), Error);
    }
    CHECK(run.step() == 25);
    CHECK(run.fingerprint() == before);
    CHECK(run.advance() == Run::Outcome::trained);
  }
}

TEST_CASE("a checkpoint of another model is refused by the name of what differs, and changes nothing") {
  const Demo& demo = Registry<Demo>::find("test", "classification");
  const auto trained = [&](const Json& values) {
    Run run = fresh(demo, values);
    for (int step = 0; step < 5; ++step) run.advance();
    return run;
  };
  Run run = trained({{"layers", {4}}, {"optimizer", "adam"}});
  const std::vector<std::uint8_t> before = run.fingerprint();
  const auto refused = [&](Run other) {
    const std::string sentence = test::message([&] { run.restore(other.checkpoint()); });
    CHECK(run.fingerprint() == before);
    CHECK(run.step() == 5);
    return sentence;
  };
  CHECK(refused(trained({{"layers", {8}}, {"optimizer", "adam"}})) ==
        "[checkpoint] model.0.weight is [2, 8] there and [2, 4] here");
  CHECK(refused(trained({{"layers", Json::array()}, {"optimizer", "adam"}}))
            .starts_with("[checkpoint] model.0.weight is"));
  CHECK(refused(trained({{"layers", {4}}, {"optimizer", "sgd"}})) ==
        "[checkpoint] optimizer.0.weight.exp_avg is missing: need [2, 4]");
  CHECK(refused(trained({{"layers", {4, 3}}, {"optimizer", "adam"}})).starts_with("[checkpoint] model."));
  CHECK(refused(fresh(Registry<Demo>::find("test", "regression"), Json::object())) ==
        "[checkpoint] a run of regression: need one of classification");
  Run more = trained({{"layers", {4}}, {"optimizer", "rmsprop"}});
  more.change({{"optimizer", "sgd"}});
  Run less = trained({{"layers", {4}}, {"optimizer", "rmsprop"}});
  CHECK(test::message([&] { more.restore(less.checkpoint()); }) ==
        "[checkpoint] optimizer.0.weight.square_avg is there and not here: need a checkpoint of the same model");
}

TEST_CASE("a checkpoint whose last numbers make no sense changes nothing, either") {
  Run run = fresh(Registry<Demo>::find("test", "classification"), Json::object());
  for (int step = 0; step < 5; ++step) run.advance();
  const std::vector<std::uint8_t> before = run.fingerprint();
  Run other = fresh(run.demo(), Json::object());
  Checkpoint checkpoint = read_checkpoint(other.checkpoint());
  for (std::size_t i = 0; i < checkpoint.state.fields().size(); ++i) {
    const StateDict::Field field = checkpoint.state.fields()[i];
    const auto bytes = checkpoint.state.put(i, field.name, field.kind, field.shape);
    if (field.name == "batches.sample") std::ranges::fill(bytes, std::uint8_t{0x7f});
  }
  CHECK(test::message([&] {
          run.restore(write_checkpoint(checkpoint.state, checkpoint.about));
        }).starts_with("[batches] sample 9187201950435737471 of epoch 0"));
  CHECK(run.fingerprint() == before);
}

TEST_CASE("a checkpoint is a safetensors file whose metadata tell what it is of") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    Run run = fresh(demo, {{"seed", 5}});
    for (int step = 0; step < 3; ++step) run.advance();
    const std::vector<std::uint8_t> file = run.checkpoint();
    const SafeTensors content = read_safetensors(file);
    CHECK(content.metadata.at("format_version") == "1");
    CHECK(content.metadata.at("demo") == demo.name);
    CHECK(Json::parse(content.metadata.at("values")) == run.values().json());
    CHECK(content.metadata.at("step") == "3");
    CHECK(content.metadata.at("seed") == "5");
    CHECK(!content.metadata.at("build").empty());
    CHECK(std::ranges::count(content.tensors, "F32", &SafeTensors::Entry::dtype) > 0);
    for (const SafeTensors::Entry& tensor : content.tensors) {
      CHECK((tensor.bytes.data() - file.data()) % bytes_of(tensor.dtype) == 0);
    }
    if (demo.name != "classification") continue;
    CHECK(content.metadata.contains("random.dropout"));
    CHECK(std::ranges::find(content.tensors, "model.0.weight", &SafeTensors::Entry::name) != content.tensors.end());
  }
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
  for (int i = 0; i < 60; ++i)
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
  CHECK_THROWS_AS(classification.use_file({table, {0}, 1}), Refusal);  // sixty classes
  CHECK(classification.step() == 1);
}
