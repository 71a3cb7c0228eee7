// Recurrent networks: what they write, foretell and remember, and what a visitor does to them.
#include <doctest/doctest.h>

#include <cmath>

#include "demos/run/run.h"
#include "engine/core/error.h"
#include "tests/unit/shown.h"

namespace gradlab {

namespace {

Run recurrent(const Json& values) {
  std::vector<Refusal> refusals;
  Json all = {{"units", 16}, {"batch_size", 8}};
  all.update(values);
  Run run(Registry<Demo>::find("test", "rnn"), all, refusals);
  REQUIRE(refusals.empty());
  return run;
}

void train(Run& run, int steps) {
  for (int step = 0; step < steps; ++step) REQUIRE(run.advance() == Run::Outcome::trained);
}

/// The text being written, once it is done.
std::string written(Run& run) {
  while (run.go_on() != Work::none) continue;
  std::string text;
  const Shown view = shown(run, "text");
  for (const Json& token : view.options["groups"][0]["tokens"]) text += token.get<std::string>();
  return text;
}

}  // namespace

TEST_CASE("a network writes token by token, the same for the same seed, and training does not notice") {
  Run a = recurrent(Json::object()), b = recurrent(Json::object());
  train(a, 3), train(b, 3);
  CHECK(written(a) == written(b));
  const std::string first = written(a);
  CHECK(!first.empty());
  a.input({{"view", "text"}, {"kind", "write"}});
  CHECK(shown(a, "text").options["writing"] == true);
  CHECK(written(a) != first);
  a.input({{"view", "text"}, {"kind", "write"}});
  CHECK(a.go_on() == Work::beside);
  a.input({{"view", "text"}, {"kind", "stop"}});
  CHECK(a.go_on() == Work::none);
  CHECK(shown(a, "written").options["groups"].size() == 3);
  CHECK(a.fingerprint() == b.fingerprint());
}

TEST_CASE("what a visitor asks for at a step is the same, whatever was written by itself on the way there") {
  Run fast = recurrent(Json::object()), slow = recurrent(Json::object());
  train(fast, 3);
  for (int step = 0; step < 3; ++step) {
    CHECK(slow.go_on() == Work::beside);
    train(slow, 1);
  }
  for (Run* run : {&fast, &slow}) run->input({{"view", "text"}, {"kind", "write"}});
  CHECK(written(fast) == written(slow));
}

TEST_CASE("what the visitor begins is gone on with, and a character never seen is said once") {
  Run run = recurrent(Json::object());
  CHECK(!run.remark());
  CHECK(run.change({{"beginning", "Once 漢"}}).empty());
  const std::optional<Refusal> remark = run.remark();
  REQUIRE(remark);
  CHECK(remark->key == "notice.unknown_token");
  CHECK(remark->arguments["text"] == "漢");
  CHECK(!run.remark());
  CHECK(written(run).starts_with("Once "));
  CHECK(shown(run, "text").options["groups"][0]["given"] == 6);
  CHECK(run.step() == 0);
}

TEST_CASE("a chosen token is what the next ones and the gates are shown for") {
  Run run = recurrent({{"temperature", 0}});
  train(run, 2);
  written(run);
  const Shown before = shown(run, "next");
  CHECK(shown(run, "gates").options["groups"].size() == 6);
  run.input({{"view", "text"}, {"kind", "choose"}, {"index", 0}});
  CHECK(shown(run, "text").options["selected"] == Json::array({0, 0}));
  const Shown after = shown(run, "next");
  CHECK(after.numbers.at("model") != before.numbers.at("model"));
  CHECK(after.numbers.at("sampled")[0] == 1.0f);                      // at temperature 0 the likeliest alone
  CHECK(shown(run, "gates").numbers.at("images0").size() == 2 * 16);  // text_end and the first token
  run.input({{"view", "text"}, {"kind", "choose"}, {"index", 0}});
  CHECK(!shown(run, "text").options.contains("selected"));
  CHECK_THROWS_AS(run.input({{"view", "text"}, {"kind", "choose"}, {"index", 100000}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "text"}, {"kind", "paint"}}), Error);
}

TEST_CASE("the visitor's text trains, and so does a column of numbers") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "one two three. ";
  Run run = recurrent({{"task", "memory"}});
  CHECK(run.use_file({.text = std::make_shared<const std::string>(text)}).empty());
  CHECK(run.values().choice("task") == "text");
  train(run, 30);
  CHECK(run.metrics().at("loss") < 2.5);
  CHECK(!run.metrics().contains("valid"));
  std::string csv = "day,level\n";
  for (int i = 0; i < 80; ++i) csv += std::to_string(i) + "," + std::to_string(std::sin(0.3 * i)) + "\n";
  CHECK(run.use_file({.table = std::make_shared<CsvTable>(read_csv(csv)), .inputs = {0}, .target = 1}).empty());
  CHECK(run.values().choice("task") == "series");
  train(run, 5);
  CHECK(shown(run, "forecast").options["y"] == "=level");
  CHECK_THROWS_AS(run.use_file({.images = std::make_shared<const ImageSplit>()}), Refusal);
  CHECK(run.step() == 5);
}

TEST_CASE("what a step has no memory for is refused, and what was trained stays") {
  for (const std::string task : {"text", "series", "memory"}) {
    CAPTURE(task);
    Run run = recurrent({{"task", task}, {"delay", 200}});
    train(run, 1);
    const auto before = run.fingerprint();
    std::string key;
    try {
      run.change({{"units", 512}, {"layers", 3}, {"steps", 512}, {"batch_size", 512}});
    } catch (const Refusal& refusal) {
      key = refusal.key;
    }
    CHECK((key == "notice.step_too_large" || key == "notice.step_far_too_large"));
    CHECK(run.fingerprint() == before);
    CHECK(run.values().integer("units") == 16);
    CHECK(run.values().integer("batch_size") == 8);
  }
}

TEST_CASE("the share of good texts is on screen where somebody can judge them") {
  const auto judged = [](const Json& values) {
    return view_names(Registry<Demo>::find("test", "rnn"), recurrent(values).values()).contains("accuracy");
  };
  CHECK(judged(Json::object()));
  CHECK(judged({{"data", "brackets"}}));
  CHECK(judged({{"task", "memory"}}));
  CHECK(!judged({{"task", "series"}}));
}

TEST_CASE("a series is foretold: first badly, then better than by its last value") {
  Run run = recurrent({{"task", "series"}, {"length", 400}});
  const double before = run.metrics().at("test_loss");
  train(run, 120);
  const auto after = run.metrics();
  CHECK(after.at("test_loss") < 0.1 * before);
  CHECK(after.at("test_loss") < after.at("guessing_loss"));
  const Shown forecast = shown(run, "forecast");
  const std::vector<float>&low = forecast.numbers.at("low"), &high = forecast.numbers.at("high");
  REQUIRE(low.size() == 80);
  for (std::size_t i = 0; i < low.size(); ++i) CHECK(low[i] <= high[i]);
  CHECK(forecast.numbers.at("truth").size() == forecast.numbers.at("one_step").size());
}

TEST_CASE("side by side, three networks learn from the same batches as each does alone") {
  const Json task = {{"task", "memory"}, {"memory", "delayed_copy"}, {"delay", 10}, {"symbols", 2}};
  Json all = task, alone = task;
  all["compare"] = "all";
  alone["cell"] = "gru";
  Run together = recurrent(all), gru = recurrent(alone);
  train(together, 10), train(gru, 10);
  CHECK(together.metrics().at("gru_loss") == gru.metrics().at("loss"));
  CHECK(shown(together, "loss").options["series"].size() == 4);  // three, and a plain guess
  CHECK(shown(together, "answers").options["columns"].size() == 5);
}

TEST_CASE("the gradient of the last answer fades with the steps behind it, and looking at it leaves training alone") {
  const Json values = {{"task", "memory"}, {"compare", "all"}, {"delay", 40}, {"time_scale", 40}};
  Run run = recurrent(values), unseen = recurrent(values);
  for (int step = 0; step < 5; ++step) {
    shown(run, "gradients");
    train(run, 1), train(unseen, 1);
  }
  CHECK(run.fingerprint() == unseen.fingerprint());
  const Shown reach = shown(run, "gradients");
  for (const char* cell : {"rnn", "lstm", "gru"}) {
    CAPTURE(cell);
    const std::vector<float>& norms = reach.numbers.at(cell);
    REQUIRE(norms.size() == 40);
    CHECK(norms.back() > norms.front());
  }
  CHECK(reach.numbers.at("rnn").front() < 1e-3f * reach.numbers.at("rnn").back());
  CHECK(reach.numbers.at("lstm").front() > 1e3f * reach.numbers.at("rnn").front());
}

TEST_CASE("a network with gates remembers what a plain one cannot") {
  Run run = recurrent({{"task", "memory"},
                       {"memory", "delayed_copy"},
                       {"compare", "all"},
                       {"delay", 60},
                       {"symbols", 1},
                       {"time_scale", 100},
                       {"units", 24},
                       {"batch_size", 16},
                       {"learning_rate", 0.02}});
  train(run, 300);
  CHECK(run.metrics().at("lstm_accuracy") > 0.95);
  CHECK(run.metrics().at("gru_accuracy") > 0.95);
  CHECK(run.metrics().at("rnn_accuracy") < 0.5);
}

}  // namespace gradlab
