// Networks against each other, and one that carries noise to data: who learns, what is seen, what is said.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "demos/gan/gan_watch.h"
#include "demos/gan/plane_problem.h"
#include "engine/io/checkpoint.h"
#include "engine/learn/generate/adversarial.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/near.h"
#include "tests/unit/shown.h"

using namespace gradlab;

namespace {

Run gan(const Json& values) {
  return fresh(Registry<Demo>::find("test", "gan"), values);
}

/// Of one side, all numbers of its weights.
std::vector<float> weights_of(Run& run, const std::string& side) {
  const Checkpoint checkpoint = read_checkpoint(run.checkpoint());
  std::vector<float> all;
  for (const StateDict::Field& field : checkpoint.state.fields()) {
    if (!field.name.starts_with(side + ".model.")) continue;
    const std::span<const std::uint8_t> bytes = checkpoint.state.bytes(field);
    const std::size_t begun = all.size();
    all.resize(begun + bytes.size() / 4);
    std::memcpy(all.data() + begun, bytes.data(), bytes.size());
  }
  REQUIRE(!all.empty());
  return all;
}

PlaneMeasures seen_near(std::vector<std::int64_t> near, std::int64_t modes, double good_share) {
  return {.near = std::move(near), .modes = modes, .good_share = good_share};
}

/// What is said of sights, one every 250 steps, in their order.
template <typename Sight>
std::vector<std::string> said_of(int count, Sight sight) {
  GanWatch watch;
  std::vector<std::string> said;
  for (int i = 1; i <= count; ++i) {
    REQUIRE(watch.due(250 * i));
    if (const auto remark = watch.see(250 * i, sight(i))) said.push_back(remark->key);
    CHECK(!watch.due(250 * i + 249));
  }
  return said;
}

using Sights = GanWatch::Sight;
using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("only the side that is to learn changes, and a live choice hands over") {
  for (const std::string learner : {"generator", "discriminator"}) {
    const std::string other = learner == "generator" ? "discriminator" : "generator";
    CAPTURE(learner);
    Run run = gan({{"learner", learner}});
    const std::vector<float> before = weights_of(run, learner), still = weights_of(run, other);
    for (int step = 0; step < 3; ++step) run.advance();
    CHECK(weights_of(run, learner) != before);
    CHECK(weights_of(run, other) == still);
    CHECK(run.change({{"learner", other}}).empty());
    CHECK(run.step() == 3);
    const std::vector<float> now = weights_of(run, learner);
    for (int step = 0; step < 3; ++step) run.advance();
    CHECK(weights_of(run, learner) == now);
    CHECK(weights_of(run, other) != still);
  }
}

TEST_CASE("the critic's weights stay as small as they are to be, and only the critic's") {
  Run run = gan({{"loss", "wasserstein"}, {"clip_weights", 0.05}});
  for (int step = 0; step < 3; ++step) run.advance();
  const auto greatest = [&](const std::string& side) {
    float most = 0;
    for (const float weight : weights_of(run, side)) most = std::max(most, std::abs(weight));
    return most;
  };
  CHECK(greatest("discriminator") == near(0.05, 1e-6));
  CHECK(greatest("generator") > 0.1f);
}

TEST_CASE("the discriminator takes more steps where it is told to") {
  const auto after_one_step = [](int steps) {
    Run run = gan({{"discriminator_steps", steps}, {"generator_learning_rate", 1e-5}});
    run.advance();
    return run.metrics().at("discriminator_loss");
  };
  CHECK(after_one_step(10) < after_one_step(1));
}

TEST_CASE("every adversarial loss can be chosen, while it trains too") {
  Run run = gan(Json::object());
  for (const AdversarialLoss& loss : Registry<AdversarialLoss>::all()) {
    CAPTURE(loss.name);
    if (loss.name != run.values().choice("loss")) CHECK(run.change({{"loss", loss.name}}).empty());
    CHECK(run.advance() == Run::Outcome::trained);
    const Shown plane = shown(run, "plane");
    CHECK(plane.numbers.at("field").size() == 3600);
    for (const float value : plane.numbers.at("field")) CHECK(std::abs(value) <= 1.0001f);
  }
  CHECK(run.step() == static_cast<std::int64_t>(Registry<AdversarialLoss>::all().size()));
}

TEST_CASE("an invented point is pulled to where the generator's loss is less") {
  Run run = gan({{"learner", "discriminator"}, {"discriminator_learning_rate", 0.01}});
  for (int step = 0; step < 100; ++step) run.advance();
  const std::vector<float> arrows = shown(run, "plane").numbers.at("segments");
  REQUIRE(arrows.size() == 300 * 4);
  double outward = 0.0;  // of invented points in the middle, which the ring surrounds
  for (std::size_t i = 0; i < arrows.size(); i += 4) {
    outward += std::hypot(arrows[i + 2], arrows[i + 3]) - std::hypot(arrows[i], arrows[i + 1]);
    CHECK(std::hypot(arrows[i + 2] - arrows[i], arrows[i + 3] - arrows[i + 1]) <= 0.6001f);
  }
  CHECK(outward / 300 > 0.1);
}

TEST_CASE("the generator's square is drawn as lines, whatever the size of its noise") {
  const std::map<int, std::size_t> lines = {{1, 1}, {2, 2 * 17}, {5, 2 * 17}};
  for (const auto& [size, count] : lines) {
    CAPTURE(size);
    Run run = gan({{"noise_size", size}});
    CHECK(shown(run, "generator").numbers.at("segments").size() == count * 32 * 4);
  }
}

TEST_CASE("time carries points from noise to where they arrive") {
  for (const std::string method : {"flow", "diffusion"}) {
    CAPTURE(method);
    Run run = gan({{"family", method}, {"time", 0}, {"generator_layers", {8}}});
    const auto made = [&] {
      const Shown view = shown(run, "flow");
      std::vector<float> points;
      for (std::size_t i = 0; i < view.numbers.at("labels").size(); ++i) {
        if (view.numbers.at("labels")[i] != 0.0f) continue;
        points.insert(points.end(), {view.numbers.at("points")[2 * i], view.numbers.at("points")[2 * i + 1]});
      }
      return points;
    };
    const std::vector<float> noise = made();
    double square = 0.0;
    for (const float x : noise) square += static_cast<double>(x * x) / static_cast<double>(noise.size());
    CHECK(square == near(1.0, 0.15));  // 600 normal numbers: a deviation of 0.06
    CHECK(shown(run, "paths").numbers.at("segments").empty());
    CHECK(run.change({{"time", 0.5}}).empty());
    const std::size_t half = shown(run, "paths").numbers.at("segments").size();
    CHECK(run.change({{"time", 1}}).empty());
    CHECK(shown(run, "paths").numbers.at("segments").size() == 2 * half);
    CHECK(made() != noise);
    CHECK(run.step() == 0);
  }
}

TEST_CASE("a point that the visitor adds is one more cloud to be found") {
  Run run = gan(Json::object());
  CHECK(run.input({{"view", "plane"}, {"kind", "points"}, {"points", {{0.5, -0.25, 0}}}}).empty());
  CHECK(run.step() == 0);
  PlaneProblem problem;
  problem.build(run.values());
  CHECK(problem.real().clouds() == 9);
  CHECK(problem.real().centres.back() == -0.25f);
}

TEST_CASE("of a generator that invents good points of few clouds, and stays there, it is said once that it collapsed") {
  const auto settled = [](int) { return Sights{seen_near({300, 0, 300, 0, 0, 0, 300, 0}, 3, 0.9), true, 0.5}; };
  CHECK(said_of(30, settled) == Keys{"notice.gan.collapse"});
  CHECK(said_of(9, settled).empty());  // too early to tell
}

TEST_CASE("of one that runs from cloud to cloud it is said that it oscillates") {
  CHECK(said_of(30, [](int i) {
          std::vector<std::int64_t> near(8, 0);
          near[static_cast<std::size_t>(i % 8)] = 700;
          return Sights{seen_near(near, 1, 0.3), true, 0.5};
        }) == Keys{"notice.gan.oscillation"});
}

TEST_CASE("of a discriminator that tells all apart from points that stay astray it is said that it wins") {
  const auto sight = [](double apart, double good) {
    return [=](int) { return Sights{seen_near({0, 0}, 0, good), false, apart}; };
  };
  CHECK(said_of(30, sight(0.97, 0.01)) == Keys{"notice.gan.discriminator_wins"});
  CHECK(said_of(30, sight(0.6, 0.01)).empty());
  CHECK(said_of(30, sight(0.97, 0.5)).empty());
}

TEST_CASE("nothing is said of one that finds its clouds, or of few clouds that lie along a curve") {
  CHECK(said_of(30, [](int) { return Sights{seen_near({90, 80, 99, 70, 9, 60, 90, 85}, 7, 0.9), true, 0.1}; }).empty());
  CHECK(said_of(30, [](int) { return Sights{seen_near({90, 0, 0, 0, 0, 0, 0, 0}, 1, 0.9), false, 0.1}; }).empty());
  int step = 0;
  CHECK(said_of(30, [&](int) {
          return Sights{seen_near({90, 0, 0, 0, 0, 0, 0, 0}, ++step % 5 == 0 ? 8 : 1, 0.9), true, 0.1};
        }).empty());
}

TEST_CASE("presets that are there to fail fail as they say, and are told so" * doctest::test_suite("long run")) {
  const Demo& demo = Registry<Demo>::find("test", "gan");
  const std::map<std::string, Keys> troubles = {{"collapse", {"notice.gan.collapse"}},
                                                {"oscillation", {"notice.gan.oscillation"}},
                                                {"discriminator-wins", {"notice.gan.discriminator_wins"}},
                                                {"ring", {}}};
  for (const auto& [preset, expected] : troubles) {
    CAPTURE(preset);
    Run run = fresh(demo, find_preset(demo, preset).values);
    Keys said;
    while (run.step() < 4500 && said.empty()) {
      REQUIRE(run.advance() == Run::Outcome::trained);
      if (const auto remark = run.remark()) said.push_back(remark->key);
    }
    CHECK(said == expected);
  }
}
