// What an autoencoder shows and is asked: its map, walks on it, drawings, what it has never seen, and its rival.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "demos/run/run.h"
#include "engine/core/error.h"
#include "tests/unit/image_samples.h"
#include "tests/unit/near.h"
#include "tests/unit/processor_time.h"
#include "tests/unit/shown.h"

namespace gradlab {

namespace {

Run coder(const Json& values = Json::object(), int steps = 5) {
  std::vector<Refusal> refusals;
  Json all = {{"batch_size", 16}, {"layers", {32}}};
  all.update(values);
  Run run(Registry<Demo>::find("test", "autoencoder"), all, refusals, &small_assets());
  REQUIRE(refusals.empty());
  for (int step = 0; step < steps; ++step) run.advance();
  return run;
}

Json place(double x, double y) {
  return {{"view", "map"}, {"kind", "choose"}, {"x", x}, {"y", y}};
}

const Json seven = {{"view", "drawing"}, {"kind", "draw"}, {"strokes", {{{0.2, 0.2}, {0.8, 0.2}, {0.4, 0.9}}}}};

}  // namespace

TEST_CASE("any place of the map can be looked at, and stands for a sample of its own") {
  for (const int latent : {2, 5}) {
    CAPTURE(latent);
    Run run = coder({{"latent", latent}}, 40);
    run.input(place(0.5, -0.25));
    const Shown first = shown(run, "map");
    CHECK(first.options["marks"][0]["x"] == 0.5);
    CHECK(first.options["marks"][0]["y"] == -0.25);
    CHECK(first.options["marks"].size() == 1);
    CHECK(first.numbers.at("picture").size() == 256);
    run.input(place(-1.5, 2));
    const Shown second = shown(run, "map");
    CHECK(first.numbers.at("picture") != second.numbers.at("picture"));
    CHECK(first.numbers.at("points") == second.numbers.at("points"));
    const Json& bounds = second.options["bounds"];
    for (std::size_t i = 0; i < second.numbers.at("points").size(); ++i) {
      const double at = second.numbers.at("points")[i];
      CHECK(at >= bounds[2 * (i % 2)].get<double>());
      CHECK(at <= bounds[2 * (i % 2) + 1].get<double>());
    }
    const auto infinite = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(run.input(place(infinite, 0)), Error);
    CHECK_THROWS_AS(run.input({{"view", "map"}, {"kind", "choose"}, {"x", 1}}), Error);
    CHECK(shown(run, "map").numbers.at("picture") == second.numbers.at("picture"));
  }
}

TEST_CASE("whoever drags over the map sees what lies there well within a frame of the screen") {
  const SegmentDigits digits = segment_digits(1000, 28);
  Bytes asset = idx_file({1000, 28, 28}, digits.images);
  const Bytes labels = idx_file({1000}, digits.labels);
  asset.insert(asset.end(), labels.begin(), labels.end());
  const Assets assets = {{"mnist", asset}};
  std::vector<Refusal> refusals;
  Run run(Registry<Demo>::find("test", "autoencoder"), Json::object(), refusals, &assets);
  shown(run, "map");
  std::vector<double> took;
  for (int i = 0; i < 15; ++i) {
    const double began = test::processor_seconds();
    run.input(place(0.1 * i, 0.2));
    shown(run, "map");
    took.push_back(1000 * (test::processor_seconds() - began));
  }
  std::ranges::nth_element(took, took.begin() + 7);
  MESSAGE("a place is decoded and shown in ", took[7], " ms");
  CHECK(took[7] < 16);
}

TEST_CASE("the map moves as the network learns, and what the pad shows falls somewhere on it") {
  Run run = coder();
  const Shown before = shown(run, "map");
  run.advance();
  CHECK(shown(run, "map").numbers.at("points") != before.numbers.at("points"));
  run.input(seven);
  const Json marks = shown(run, "map").options["marks"];
  REQUIRE(marks.size() == 2);
  CHECK(marks[1]["label"] == "map.drawing");
  const Shown pad = shown(run, "drawing");
  double votes = 0;
  for (const float vote : pad.numbers.at("probabilities")) votes += static_cast<double>(vote);
  CHECK(votes == doctest::Approx(1.0));
  CHECK(pad.options["teach"] == "");
  run.input({{"view", "drawing"}, {"kind", "wipe"}});
  CHECK(shown(run, "map").options["marks"].size() == 1);
  CHECK_THROWS_AS(run.input({{"view", "drawing"}, {"kind", "teach"}, {"label", 1}}), Error);
}

TEST_CASE("a walk leads from one chosen sample to the next") {
  Run run = coder();
  const auto choose = [&](int index) {
    run.input({{"view", "restored"}, {"kind", "choose"}, {"group", 0}, {"index", index}});
  };
  choose(3);
  choose(6);
  const Shown walk = shown(run, "walk"), restored = shown(run, "restored");
  CHECK(restored.options["groups"][0]["selected"] == 6);
  const std::vector<float>& faded = walk.numbers.at("images1");
  const std::vector<float>& originals = restored.numbers.at("images0");
  const auto same = [&](std::size_t step, std::size_t index) {
    return std::equal(faded.begin() + static_cast<std::ptrdiff_t>(256 * step),
                      faded.begin() + static_cast<std::ptrdiff_t>(256 * step + 256),
                      originals.begin() + static_cast<std::ptrdiff_t>(256 * index),
                      [](float a, float b) { return std::abs(a - b) < 1e-6f; });
  };
  CHECK(same(0, 3));
  CHECK(same(10, 6));
  const std::vector<float>& coded = walk.numbers.at("images0");
  const std::vector<float>& made = restored.numbers.at("images1");
  for (std::size_t p = 0; p < 256; ++p) CHECK(coded[p] == near(made[3 * 256 + p], 1e-3));
  CHECK_THROWS_AS(choose(10), Error);
  CHECK_THROWS_AS(choose(-1), Error);
}

TEST_CASE(
    "spoilt samples are shown as the network gets them, and their error is measured beside that of the restored") {
  Run run = coder({{"corruption", "noise"}, {"corruption_amount", 0.5}, {"latent", 16}}, 300);
  const std::map<std::string, double> metrics = run.metrics();
  CHECK(metrics.at("restored_error") < 0.7 * metrics.at("spoilt_error"));
  CHECK(shown(run, "restored").options["groups"][1]["label"] == "restored.spoilt");
  CHECK(run.change({{"corruption", "none"}}).empty());
  CHECK(run.step() == 300);
  CHECK(!run.metrics().contains("spoilt_error"));
}

TEST_CASE("the bound of a variational network is its two parts, which beta weighs against each other") {
  Run run = coder({{"variational", true}}, 100);
  std::map<std::string, double> metrics = run.metrics();
  CHECK(metrics.at("bound") == near(metrics.at("test_reconstruction") + metrics.at("test_kl_divergence"), 1e-6));
  CHECK(metrics.at("test_loss") == near(metrics.at("bound"), 1e-5));
  CHECK(run.change({{"beta", 4}}).empty());
  metrics = run.metrics();
  CHECK(metrics.at("test_loss") == near(metrics.at("bound") + 3 * metrics.at("test_kl_divergence"), 1e-5));
  CHECK(shown(run, "kl_divergence").options["series"].size() == 2);
  for (int step = 0; step < 200; ++step) run.advance();
  CHECK(run.metrics().at("test_kl_divergence") < metrics.at("test_kl_divergence"));
}

TEST_CASE("squared errors of a variational network are nats too, of normal distributions") {
  Run run = coder({{"variational", true}, {"loss", "mse"}}, 20);
  const double least = 128 * std::log(2 * std::acos(-1.0));  // of 256 numbers, were each of them right
  CHECK(run.metrics().at("test_reconstruction") > least);
  CHECK(run.metrics().at("test_reconstruction") < least + 128);
}

TEST_CASE("a digit that is left out is not trained on, and found by its error") {
  Run run = coder({{"left_out", "1"}, {"latent", 8}, {"layers", {64}}}, 600);
  const Shown errors = shown(run, "errors");
  CHECK(errors.numbers.at("known")[1] == 0.0f);
  CHECK(errors.numbers.at("unknown")[1] > 0.0f);
  const std::map<std::string, double> metrics = run.metrics();
  CHECK(metrics.at("detection") >= 0.0);
  CHECK(metrics.at("detection") <= 1.0);
  const auto samples_of_epoch = [](const std::string& left_out) {
    Run one = coder({{"left_out", left_out}}, 1);
    return 16 / one.metrics().at("epoch");
  };
  CHECK(samples_of_epoch("none") == doctest::Approx(240));  // four fifths of 300
  CHECK(samples_of_epoch("1") == doctest::Approx(216));
  CHECK(!coder().metrics().contains("detection"));
}

TEST_CASE("principal components are looked for beside training, and restore no better than a linear network may") {
  Run run = coder({{"layers", Json::array()}, {"activation", "linear"}, {"loss", "mse"}, {"latent", 4}});
  CHECK(shown(run, "comparison").options["rows"].size() == 1);
  CHECK(!run.metrics().contains("linear_error"));
  while (run.go_on() != Work::none) continue;
  CHECK(shown(run, "comparison").options["rows"].size() == 2);
  CHECK(shown(run, "restored").options["groups"].size() == 3);
  CHECK(!shown(run, "linear_map").numbers.at("points").empty());
  for (int step = 0; step < 1500; ++step) run.advance();
  const std::map<std::string, double> metrics = run.metrics();
  CHECK(metrics.at("restored_error") == near(metrics.at("linear_error"), 0.05));
}

}  // namespace gradlab
