// What is healthy: losses of every kind that learning makes are, and only what grows out of all bounds is not.
#include "demos/run/health.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "engine/core/random.h"

using namespace gradlab;

namespace {

using Verdict = Health::Verdict;

/// A loss by step; `noise` is standard normal.
struct Course {
  std::string name;
  std::function<double(double step, double noise)> loss;
};

constexpr int steps_judged = 20000;

/// Calls visit(step, verdict) for each.
template <typename Visit>
void judge(const Course& course, Visit visit) {
  Health health;
  Random random(1);
  for (int step = 0; step < steps_judged; ++step) visit(step, health.judge(course.loss(step, random.normal())));
}

}  // namespace

TEST_CASE("losses that fall, rise, oscillate, are negative, leap or stand still are never called diverged") {
  const std::vector<Course> courses = {
      {"falls", [](double t, double n) { return 2.3 * std::exp(-t / 300) + 0.05 * (1 + 0.3 * n); }},
      {"falls below zero", [](double t, double n) { return 40 - 20 * std::sqrt(t) + 3 * n; }},
      {"negative from the first", [](double t, double n) { return -5 - 0.01 * t + n; }},
      {"negative and rising", [](double t, double n) { return -500 + 0.02 * t + n; }},
      {"rises like a line", [](double t, double) { return 0.5 + 0.01 * t; }},
      {"rises like a square", [](double t, double n) { return 1 + 1e-3 * t * t + 0.1 * n; }},
      {"a game of two", [](double t, double n) { return 0.7 + 0.002 * t + 0.5 * std::sin(t / 40) + 0.2 * n; }},
      {"about zero", [](double, double n) { return 0.02 * n; }},
      {"leaps a thousandfold", [](double t, double n) { return std::fmod(t, 997) == 996 ? 50 : 0.05 * (1 + 0.3 * n); }},
      {"comes to nothing, then leaps", [](double t, double) { return t == 9000 ? 0.1 : std::exp(-t / 100); }},
      {"stands still", [](double, double) { return 0.25; }},
      {"another unit", [](double t, double n) { return 1e6 * std::exp(-t / 2000) * (1 + 0.5 * n); }},
  };
  for (const Course& course : courses) {
    CAPTURE(course.name);
    int sound_lately = 0;
    judge(course, [&](int step, Verdict verdict) {
      CAPTURE(step);
      REQUIRE(verdict != Verdict::diverged);
      if (step >= steps_judged / 2 && verdict == Verdict::sound) ++sound_lately;
    });
    CHECK(sound_lately > steps_judged / 4);  // so the last sound step is never far back
  }
}

TEST_CASE("what grows by a share of itself with every step is strained at once and diverged before it overflows") {
  for (const double growth : {1.008, 1.05, 1.3, 2.0, 40.0}) {
    for (const double first : {1e-3, 1.0, 300.0}) {
      CAPTURE(growth);
      CAPTURE(first);
      Health health;
      double loss = first;
      Verdict verdict = health.judge(loss);
      CHECK(verdict == Verdict::sound);
      while (verdict != Verdict::diverged && loss < std::numeric_limits<float>::max()) {
        loss *= growth;
        verdict = health.judge(loss);
        CHECK(verdict != Verdict::sound);
      }
      CHECK(verdict == Verdict::diverged);
      CHECK(loss < 1e4 * growth * (first + 1));
    }
  }
}

TEST_CASE("after good training, too, growth is caught, and what is no number always") {
  Health health;
  Random random(1);
  for (int step = 0; step < 5000; ++step) health.judge(-3 + 0.1 * random.normal());
  int strained = 0;
  double excess = 0.5;
  while (health.judge(-3 + excess) == Verdict::strained) excess *= 1.1, ++strained;
  CHECK(strained > 50);
  CHECK(excess < 1e5);
  for (const double none :
       {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
    CHECK(health.judge(none) == Verdict::diverged);
  }
  CHECK(health.judge(-3) == Verdict::sound);
}

TEST_CASE("judged anew, the loss of the next step is the measure") {
  Health health;
  health.judge(1.0);
  REQUIRE(health.judge(1e9) == Verdict::diverged);
  REQUIRE(health.judge(0.9e9) == Verdict::diverged);
  health.begin_anew();
  for (double loss = 0.9e9; loss > 1; loss *= 0.9) CHECK(health.judge(loss) == Verdict::sound);
}

TEST_CASE("a judgement that was written down goes on") {
  Health health;
  for (int step = 0; step < 300; ++step) health.judge(std::sin(step));
  StateDict state;
  write_state(state, [&](Archive& archive) { health.state(archive); });
  Health later;
  read_state(state, [&](Archive& archive) { later.state(archive); });
  for (double loss = 0.1; loss < 1e6; loss *= 1.2) CHECK(health.judge(loss) == later.judge(loss));
}
