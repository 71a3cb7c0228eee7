// What a visitor draws: answered, taught, kept, refused.
#include "demos/parts/pad.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "demos/trainer/session.h"
#include "engine/core/error.h"
#include "tests/unit/digits_run.h"
#include "tests/unit/processor_time.h"

namespace gradlab {

namespace {

const Json one_stroke = {{{0.5, 0.1}, {0.5, 0.9}}};

}  // namespace

TEST_CASE("a drawing is answered with probabilities, and gone once it is wiped") {
  Run run = digits();
  CHECK(shown(run, "draw").options["answer"] == -1);
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", one_stroke}});
  const Shown drawn = shown(run, "draw");
  const std::vector<float>& p = drawn.numbers.at("probabilities");
  REQUIRE(p.size() == 10);
  float sum = 0;
  for (const float each : p) sum += each;
  CHECK(sum == doctest::Approx(1));
  CHECK(drawn.options["answer"] == std::ranges::max_element(p) - p.begin());
  CHECK(std::ranges::max(drawn.numbers.at("image")) > 0.7f);
  run.reset();  // the pad is the visitor's, not the model's
  CHECK(shown(run, "draw").options["strokes"] == drawn.options["strokes"]);
  run.input({{"view", "draw"}, {"kind", "wipe"}});
  CHECK(shown(run, "draw").options["answer"] == -1);
}

// Sanitizers, under which all takes ten times as long, are spared it as a long run.
TEST_CASE("a stroke is answered within 10 ms while training goes on" * doctest::test_suite("long run")) {
  const SegmentDigits made = segment_digits(10'000, 28);
  Bytes asset = idx_file({10'000, 28, 28}, made.images);
  const Bytes labels = idx_file({10'000}, made.labels);
  asset.insert(asset.end(), labels.begin(), labels.end());
  int answers = 0;
  Session session([&](const Json& message, std::span<const std::uint8_t> bytes) {
    answers += message["type"] == "frame" && views_of(message, bytes).contains("draw");
  });
  const auto milliseconds = [] { return 1000.0 * test::processor_seconds(); };
  session.receive({{"type", "asset"}, {"name", "mnist"}}, asset);
  session.receive({{"type", "open"}, {"demo", "mnist-cnn"}}, {});
  session.receive({{"type", "play"}}, {});
  std::vector<double> took;
  Json strokes = one_stroke;
  for (int i = 0; i < 15; ++i) {
    for (int slice = 0; slice < 3; ++slice) session.slice(milliseconds());
    strokes[0].push_back({0.1 + 0.05 * i, 0.4});
    answers = 0;
    session.receive({{"type", "look"}, {"views", {"draw"}}, {"revision", -1}}, {});
    const double began = milliseconds();
    session.receive({{"type", "input"}, {"view", "draw"}, {"kind", "draw"}, {"strokes", strokes}}, {});
    session.slice(milliseconds());
    took.push_back(milliseconds() - began);
    REQUIRE(answers > 0);
  }
  std::ranges::nth_element(took, took.begin() + 7);
  MESSAGE("a stroke is answered in ", took[7], " ms");
  CHECK(took[7] < 10);
}

TEST_CASE("what is no drawing is refused, and the pad stays") {
  Run run = digits();
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", one_stroke}});
  for (const Json& bad : std::vector<Json>{nullptr, 1, "x", Json::array({1}), Json::array({Json::array({1})}),
                                           Json::array({Json::array({Json::array({1, "y"})})})}) {
    CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", bad}}), Error);
  }
  CHECK(shown(run, "draw").options["strokes"].size() == 1);
  CHECK(strokes_of({{{-5, 0.5}, {7, 2}}})[0][1] == std::array{1.0f, 1.0f});
  CHECK(strokes_of({Json::array()}).empty());
}

TEST_CASE("points that add nothing are left out, and more than a hand draws is refused") {
  CHECK(strokes_of({{{0.5, 0.5}, {0.501, 0.5}, {0.5015, 0.5}, {0.503, 0.5}, {0.503, 0.5}}})[0].size() == 2);
  Json scribble = Json::array(), still = Json::array();
  for (int i = 0; i < 20'000; ++i) scribble.push_back({i % 2, 0.5}), still.push_back({0.5 + i % 2 * 0.001, 0.5});
  CHECK(strokes_of(Json::array({still}))[0].size() == 1);
  Run run = digits();
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", one_stroke}});
  for (const Json& much : {Json::array({scribble}), Json(std::vector<Json>(201, Json::array()))}) {
    CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", much}}), Refusal);
  }
  CHECK(shown(run, "draw").options["strokes"].size() == 1);
}

TEST_CASE("what a visitor teaches is learned, outlives the model, and is in the checkpoint") {
  Run run = digits({{"layers", {"dense-32"}}});
  CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 4}}), Refusal);  // nothing drawn
  const Json zigzag = {{{0.1, 0.1}, {0.9, 0.3}, {0.1, 0.5}, {0.9, 0.7}, {0.1, 0.9}}};
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", zigzag}});
  CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 10}}), Error);
  run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 4}});
  CHECK(shown(run, "draw").options["strokes"].size() == 1);  // so that the answer is seen to change
  for (const int label : {7, 4}) {                           // another press corrects the lesson, and adds none
    run.input({{"view", "draw"}, {"kind", "teach"}, {"label", label}});
    CHECK(shown(run, "draw").options["lessons"] == 1);
    CHECK(shown(run, "samples").options["groups"].back()["captions"] == Json::array({"=" + std::to_string(label)}));
  }
  CHECK(run.change({{"layers", {"dense-16"}}}).empty());
  for (int step = 0; step < 60; ++step) run.advance();
  CHECK(shown(run, "draw").options["answer"] == 4);
  CHECK(shown(run, "samples").options["groups"].back()["captions"] == Json::array({"=4"}));

  Run other = digits({{"layers", {"dense-16"}}});
  other.restore(run.checkpoint());
  for (int step = 0; step < 10; ++step) run.advance(), other.advance();
  CHECK(run.fingerprint() == other.fingerprint());
  run.go_back();
  CHECK(shown(run, "samples").options["groups"].back()["label"] == "samples.lessons");
  run.input({{"kind", "clear"}});
  CHECK(shown(run, "draw").options["lessons"] == 0);
  CHECK(shown(run, "samples").options["groups"].back()["label"] != "samples.lessons");
}

TEST_CASE("what is taught is in a checkpoint at once, paused or not") {
  std::vector<Json> heard;
  std::vector<std::uint8_t> checkpoint;
  Session session([&](const Json& message, std::span<const std::uint8_t> bytes) {
    heard.push_back(message);
    if (message["type"] == "checkpoint") checkpoint.assign(bytes.begin(), bytes.end());
  });
  session.receive({{"type", "asset"}, {"name", "mnist"}}, small_assets().at("mnist"));
  session.receive({{"type", "open"}, {"demo", "mnist-cnn"}, {"values", {{"layers", {"dense-8"}}}}}, {});
  session.receive({{"type", "input"}, {"view", "draw"}, {"kind", "draw"}, {"strokes", one_stroke}}, {});
  CHECK(checkpoint.empty());
  session.receive({{"type", "input"}, {"view", "draw"}, {"kind", "teach"}, {"label", 1}}, {});
  REQUIRE(!checkpoint.empty());
  Run other = digits({{"layers", {"dense-8"}}});
  other.restore(checkpoint);
  CHECK(shown(other, "draw").options["lessons"] == 1);
  session.receive({{"type", "input"}, {"view", "draw"}, {"kind", "clear"}}, {});
  other.restore(checkpoint);
  CHECK(shown(other, "draw").options["lessons"] == 0);
}

}  // namespace gradlab
