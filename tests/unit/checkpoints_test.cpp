// A run's checkpoint: what stands in it, and that one which does not fit, or is damaged, changes nothing.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "demos/run/run.h"
#include "engine/core/error.h"
#include "engine/io/checkpoint.h"
#include "engine/io/safetensors.h"
#include "tests/unit/allocations.h"
#include "tests/unit/error_message.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/mangled.h"
#include "tests/unit/sanitized.h"

using namespace gradlab;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// A field of another name, kind, shape or value, one that is there twice, or one that is not there.
StateDict damaged(const StateDict& good, Random& random) {
  StateDict bad;
  const auto count = static_cast<std::int64_t>(good.fields().size());
  const std::int64_t chosen = random.below(count), damage = random.below(8);
  for (std::int64_t i = 0; i < count; ++i) {
    const StateDict::Field& field = good.fields()[static_cast<std::size_t>(i)];
    const auto put = [&](const std::string& name, StateDict::Kind kind, const Shape& shape) {
      const auto to = bad.put(bad.fields().size(), name, kind, shape);
      const auto from = good.bytes(field);
      std::copy_n(from.begin(), std::min(from.size(), to.size()), to.begin());
      return to;
    };
    if (i != chosen) {
      put(field.name, field.kind, field.shape);
    } else if (damage == 0) {
      put(field.name + "2", field.kind, field.shape);
    } else if (damage == 1) {
      put(field.name, static_cast<StateDict::Kind>(random.below(4)), field.shape);
    } else if (damage == 2) {
      Shape larger = field.shape;
      larger.push_back(random.below(3));
      put(field.name, field.kind == StateDict::Kind::random ? StateDict::Kind::int64 : field.kind, larger);
    } else if (damage < 6) {  // numbers that make no sense
      const auto bytes = put(field.name, field.kind, field.shape);
      const std::uint8_t fill[] = {0xff, 0x7f, 0x00};
      for (std::uint8_t& byte : bytes) {
        byte = damage < 5 ? fill[damage - 3] : static_cast<std::uint8_t>(random.below(256));
      }
    } else if (damage == 6) {
      put(field.name, field.kind, field.shape);
      put(field.name, field.kind, field.shape);
    }  // 7: it is left out
  }
  return bad;
}

/// Reads `file`. It is taken over as a whole or leaves `run`, which has just written `before`, as it was.
bool takes(Run& run, const Bytes& file, const Bytes& before) {
  try {
    run.restore(file);
    return true;
  } catch (const Error&) {
    REQUIRE(run.checkpoint() == before);
    return false;
  }
}

}  // namespace

TEST_CASE("a damaged checkpoint of any demo is refused, or taken as a whole, and costs no more than its size") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    Run run = fresh(demo, Json::object());
    for (int step = 0; step < 25; ++step) run.advance();
    const Bytes good = run.checkpoint();
    const StateDict state = read_checkpoint(good).state;
    const std::map<std::string, std::string> about = read_checkpoint(good).about;
    Random random(7);
    int refusals = 0, rounds = (takes_long(demo, Json::object()) ? 200 : 2000) / (is_sanitized ? 20 : 1);
    for (int round = 0; round < rounds; ++round) {
      CAPTURE(round);
      const Bytes bad = round % 2 == 0 ? test::mangled(good, random) : write_checkpoint(damaged(state, random), about);
      test::largest_request();
      const bool taken = takes(run, bad, good);
      REQUIRE(test::largest_request() <= 4 * (good.size() + bad.size()) + 100'000);
      refusals += !taken;
      if (!taken) continue;
      try {  // a number may be any number, but none brings the program down
        run.advance();
        run.metrics();
        run.go_back();
      } catch (const Error&) {
      }
      run.restore(good);
    }
    CHECK(refusals > rounds / 2);
    CHECK(refusals < rounds);
    CHECK(run.step() == 25);
    CHECK(run.advance() == Run::Outcome::trained);
  }
}

TEST_CASE("once the optimiser is another, there is no way back behind that, but one to it") {
  Run run = fresh(Registry<Demo>::find("test", "regression"), {{"optimizer", "adam"}});
  for (int step = 0; step < 45; ++step) run.advance();
  CHECK(run.change({{"schedule", "cosine"}}).empty());
  run.go_back();
  CHECK(run.step() == 45);  // where it was changed, and still sound
  for (int step = 0; step < 5; ++step) run.advance();
  CHECK(run.change({{"optimizer", "sgd"}}).empty());
  for (int step = 0; step < 5; ++step) run.advance();
  CHECK(run.step() == 55);
  run.go_back();
  CHECK(run.step() == 50);
}

TEST_CASE("a run that diverged goes back behind a change of the optimiser as if it had been made there") {
  for (const Json& start : {Json{{"demo", "regression"}}, Json{{"demo", "rnn"}, {"task", "series"}, {"units", 8}}}) {
    CAPTURE(start.dump());
    const auto diverged = [&] {
      Json values = {{"optimizer", "sgd"}, {"schedule", "cosine"}, {"learning_rate", 0.02}};
      values.update(start);
      values.erase("demo");
      Run run = fresh(Registry<Demo>::find("test", start["demo"].get<std::string>()), values);
      for (int step = 0; step < 30; ++step) run.advance();
      CHECK(run.change({{"learning_rate", 10}, {"clip_norm", 0}}).empty());
      while (run.step() < 500 && run.advance() == Run::Outcome::trained) continue;
      REQUIRE(run.advance() == Run::Outcome::diverged);
      return run;
    };
    const Json changes = {{"optimizer", "adam"}, {"batch_size", 3}, {"learning_rate", 0.003}};
    Run behind = diverged(), there = diverged();
    const std::int64_t at = behind.step();
    CHECK(behind.change(changes).empty());
    behind.advance();
    behind.advance();
    behind.go_back();
    there.go_back();
    CHECK(there.change(changes).empty());
    CHECK(behind.step() < at);
    CHECK(behind.step() == there.step());
    CHECK(behind.fingerprint() == there.fingerprint());
    CHECK(behind.values().json() == there.values().json());
    for (int step = 0; step < 5; ++step) {
      CHECK(behind.advance() == Run::Outcome::trained);
      there.advance();
    }
    CHECK(behind.fingerprint() == there.fingerprint());
    const std::int64_t back = behind.step() - 5;
    behind.go_back();
    CHECK(behind.step() >= back);
  }
}

TEST_CASE("a run that diverged keeps no step as sound, whatever is changed then, until one is") {
  Run run = fresh(Registry<Demo>::find("test", "regression"), Json::object());
  for (int step = 0; step < 45; ++step) run.advance();
  const double before = run.metrics().at("loss");
  CHECK(run.change({{"learning_rate", 10}}).empty());
  while (run.step() < 100 && run.advance() == Run::Outcome::trained) continue;
  REQUIRE(run.advance() == Run::Outcome::diverged);
  CHECK(run.change({{"optimizer", "adam"}, {"learning_rate", 0.01}}).empty());
  CHECK(run.change({{"optimizer", "rmsprop"}}).empty());
  run.advance();
  run.go_back();
  CHECK(run.step() == 40);
  CHECK(run.values().choice("optimizer") == "rmsprop");
  CHECK(run.metrics().at("loss") < 2 * before);
  CHECK(run.advance() == Run::Outcome::trained);
}

TEST_CASE("Adam, then a step that is far too long: back is where the optimiser was changed") {
  Run run = fresh(Registry<Demo>::find("test", "regression"), {{"optimizer", "adam"}});
  for (int step = 0; step < 30; ++step) run.advance();
  const double before = run.metrics().at("loss");
  CHECK(run.change({{"optimizer", "sgd"}, {"learning_rate", 10}}).empty());
  while (run.step() < 100 && run.advance() == Run::Outcome::trained) continue;
  REQUIRE(run.advance() == Run::Outcome::diverged);
  run.go_back();
  CHECK(run.step() == 30);
  CHECK(run.metrics().at("loss") == before);
  CHECK(run.change({{"learning_rate", 0.02}}).empty());
  CHECK(run.advance() == Run::Outcome::trained);
}

TEST_CASE("a run that diverged at once and got another optimiser then has its first step to go back to") {
  const Demo& demo = Registry<Demo>::find("test", "regression");
  Run run = fresh(demo, {{"learning_rate", 10}, {"optimizer", "sgd"}});
  while (run.step() < 100 && run.advance() == Run::Outcome::trained) continue;
  REQUIRE(run.advance() == Run::Outcome::diverged);
  CHECK(run.change({{"optimizer", "adam"}, {"learning_rate", 0.01}}).empty());
  run.go_back();
  CHECK(run.step() == 0);
  CHECK(run.advance() == Run::Outcome::trained);
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
    if (field.name == "batches.sample") std::ranges::fill(bytes.first(3), std::uint8_t{0x7f});
  }
  CHECK(test::message([&] {
          run.restore(write_checkpoint(checkpoint.state, checkpoint.about));
        }).starts_with("[batches] sample 8355711 of epoch 0"));
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
