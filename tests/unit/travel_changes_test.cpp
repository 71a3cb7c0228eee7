// Looking back over what a visitor did by hand: weights, points, lessons, files of weights, optimisers; and what is
// done in the past itself.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "demos/run/run.h"
#include "tests/unit/error_message.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/travel.h"

using namespace gradlab;

namespace {

Run classification(const Json& values = Json::object()) {
  return fresh(Registry<Demo>::find("test", "classification"), values);
}

void make_steps(Run& run, std::int64_t steps) {
  for (std::int64_t step = 0; step < steps; ++step) run.advance();
}

Json weight(double value) {
  return {{"view", "network"}, {"kind", "weight"}, {"layer", 0}, {"from", 1}, {"to", 2}, {"value", value}};
}

/// Trains in parts, with a change behind each, and looks at every step afterwards, the last one first.
void check_course(Run run, const std::vector<std::function<void(Run&)>>& changes) {
  Marks marks;
  for (const auto& change : changes) {
    for (int step = 0; step < 13; ++step) {
      run.advance();
      marks[run.step()] = mark(run);
    }
    change(run);
    marks[run.step()] = mark(run);
  }
  const std::string present = mark(run);
  for (std::int64_t step = run.step() - 1; step > 0; --step) {
    CAPTURE(step);
    go_to(run, step);
    CHECK(mark(run) == marks[step]);
  }
  run.return_to_present();
  CHECK(mark(run) == present);
}

}  // namespace

TEST_CASE("weights, points, optimisers and rates that were changed by hand are changed again on the way") {
  const auto set = [](const Json& values) { return [=](Run& run) { CHECK(run.change(values).empty()); }; };
  const auto put = [](const Json& event) { return [=](Run& run) { run.input(event); }; };
  const Json points = {{"view", "field"}, {"kind", "points"}, {"points", {{1, 2, 0}, {-3, 1, 1}}}};
  check_course(classification(),
               {put(weight(0.5)), set({{"optimizer", "sgd"}, {"learning_rate", 0.03}}), put(points), put(weight(-2)),
                set({{"optimizer", "adam"}}), set({{"batch_size", 7}}), put({{"view", "field"}, {"kind", "clear"}})});
  check_course(classification(), {[&](Run& run) {  // at one step
                 run.change({{"optimizer", "sgd"}});
                 run.input(weight(3));
                 run.change({{"optimizer", "adam"}});
                 run.input(points);
               }});
}

TEST_CASE("what was taught when is taught again on the way, whatever is on the pad now") {
  Run run = fresh(Registry<Demo>::find("test", "mnist-cnn"), {{"layers", {"conv-4-3", "max_pool"}}});
  const auto teach = [](double x, int label) {
    return [=](Run& run) {
      run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", {{{x, 0.2}, {x, 0.8}}}}});
      run.input({{"view", "draw"}, {"kind", "teach"}, {"label", label}});
    };
  };
  check_course(std::move(run), {teach(0.5, 1), teach(0.3, 7), teach(0.3, 4),
                                [](Run& run) { run.input({{"view", "draw"}, {"kind", "clear"}}); }, teach(0.6, 2)});
}

TEST_CASE("weights from a file are taken over again on the way") {
  Run other = classification();
  make_steps(other, 40);
  const std::vector<std::uint8_t> file = other.weights();
  check_course(classification(), {[&](Run& run) { run.use_weights(file); }, [](Run&) {}});
}

TEST_CASE("whoever changes something in the past, or trains there, makes it the present") {
  const auto begun = [] {
    Run run = classification();
    make_steps(run, 90);
    go_to(run, 33);
    return run;
  };
  const std::vector<std::function<void(Run&)>> acts = {[](Run& run) { run.advance(); },
                                                       [](Run& run) { run.change({{"learning_rate", 0.5}}); },
                                                       [](Run& run) { run.change({{"optimizer", "sgd"}}); },
                                                       [](Run& run) { run.input(weight(1)); },
                                                       [](Run& run) { run.use_weights(run.weights()); },
                                                       [](Run& run) { run.branch(); }};
  for (std::size_t act = 0; act < acts.size(); ++act) {
    CAPTURE(act);
    Run run = begun(), plain = classification();
    make_steps(plain, 33);
    acts[act](run);
    acts[act](plain);
    CHECK(!run.course().away);
    CHECK(run.course().last == run.step());
    CHECK(run.history().to_json()["step"].back() <= run.step());
    make_steps(run, 60);
    make_steps(plain, 60);
    CHECK(mark(run) == mark(plain));
    CHECK(run.metrics().at("test_loss") == plain.metrics().at("test_loss"));
  }
  Run run = begun();
  run.input({{"view", "network"}, {"kind", "nothing"}});  // looks, no more
  run.change(Json::object());
  CHECK(run.course().away);
  CHECK(run.course().last == 90);
}

TEST_CASE("the past is cut off where a run begins anew, is brought back from a file, or diverged") {
  Run run = classification();
  CHECK(run.course().first == 0);
  CHECK(run.course().last == 0);
  run.go_to(10);
  CHECK(!run.course().away);
  make_steps(run, 50);
  const std::vector<std::uint8_t> file = run.checkpoint();
  go_to(run, 20);
  run.reset();
  CHECK(run.course().last == 0);
  run.restore(file);
  CHECK(run.course().first == 50);
  make_steps(run, 30);
  const std::string present = mark(run);
  go_to(run, 7);
  CHECK(run.step() == 50);  // the nearest that there is
  go_to(run, 80);
  CHECK(!run.course().away);
  CHECK(mark(run) == present);

  Run wild = fresh(Registry<Demo>::find("test", "regression"), {{"learning_rate", 0.02}});
  make_steps(wild, 30);
  const std::string sound = mark(wild);
  wild.change({{"learning_rate", 10}});
  while (wild.advance() == Run::Outcome::trained) continue;
  const std::int64_t diverged = wild.step();
  go_to(wild, 29);
  wild.advance();
  CHECK(mark(wild) == sound);
  CHECK(wild.course().last == 30);
  CHECK(diverged > 30);
}

// It takes 6,000 changes to fill so much: two minutes where sanitizers look on, so only as wasm.
TEST_CASE("all that is kept of the past fits into 128 MB, and changes without end only shorten it" *
          doctest::test_suite("long run")) {
  Run run = classification();
  make_steps(run, 20);
  Json points = Json::array();
  for (int i = 0; i < 200; ++i) points.push_back({i * 0.001, i * 0.002, i % 2});
  for (int i = 0; i < 6000; ++i) {
    points[0][0] = i * 0.001;
    run.change({{"points", points}});
  }
  CHECK(run.bytes_of_past() < std::size_t{128} << 20);
  make_steps(run, 5);
  CHECK(run.course().first == 20);
  const std::string then = mark(run);
  make_steps(run, 5);
  go_to(run, 25);
  CHECK(mark(run) == then);
}
