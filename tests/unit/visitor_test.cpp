// Where agents act, a visitor plays a game of her own and looks back at past episodes: nothing of it reaches the run.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "demos/reinforcement/past_episodes.h"
#include "engine/core/error.h"
#include "engine/learn/environment/environment.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/shown.h"
#include "tests/unit/travel.h"

using namespace gradlab;

namespace {

const Demo& demo() {
  return Registry<Demo>::find("test", "reinforcement");
}

Run in(const std::string& environment) {
  return fresh(demo(), {{"environment", environment}, {"copies", 4}, {"moves", 16}});
}

void act(Run& run, std::int64_t action) {
  run.input({{"view", "own_game"}, {"kind", "act"}, {"action", action}});
}

Json game_of(Run& run) {
  return shown(run, "own_game").options["play"];
}

/// Plays `moves` moves by a rule that knows nothing.
void play(Run& run, int moves) {
  const auto actions = static_cast<int>(game_of(run)["actions"].size());
  for (int move = 0; move < moves; ++move) act(run, move / 3 % actions);
}

Json past_of(Run& run) {
  return shown(run, "world").options["past"];
}

void choose(Run& run, std::int64_t step) {
  run.input({{"view", "world"}, {"kind", "choose"}, {"index", step}});
}

}  // namespace

TEST_CASE(
    "a visitor plays in every environment that moves, the same game for the same moves, and the run stays as it was") {
  for (const EnvironmentEntry& entry : Registry<EnvironmentEntry>::all()) {
    if (entry.kind == EnvironmentEntry::Kind::bandit) continue;
    CAPTURE(entry.name);
    Run watched = in(entry.name), played = in(entry.name), again = in(entry.name);
    for (int step = 0; step < 5; ++step) {
      for (Run* run : {&watched, &played, &again}) run->advance();
      play(played, 20);
      play(again, 20);
    }
    CHECK(watched.fingerprint() == played.fingerprint());
    CHECK(shown(watched, "world").numbers == shown(played, "world").numbers);
    CHECK(shown(played, "own_game").numbers == shown(again, "own_game").numbers);
    CHECK(game_of(played) == game_of(again));
    CHECK(game_of(watched)["moves"] == 0);
    const auto most = static_cast<std::int64_t>(game_of(played)["actions"].size());
    CHECK_THROWS_AS(act(played, most), Error);
    CHECK_THROWS_AS(act(played, -1), Error);
    CHECK(game_of(played) == game_of(again));
  }
}

TEST_CASE("a game that is over begins anew with the next move, and the best return stays beside the agent's") {
  Run run = in("cart_pole");
  run.metrics();
  int moves = 0;
  for (; !game_of(run)["over"] && moves < 500; ++moves) act(run, 0);
  CHECK(moves < 20);  // pushed to one side
  CHECK(game_of(run)["moves"] == moves);
  act(run, 1);
  const Json next = game_of(run);
  CHECK(next["moves"] == 1);
  CHECK(next["over"] == false);
  CHECK(next["rest"] == 1);  // to and fro
  REQUIRE(next["gains"].size() == 3);
  CHECK(next["gains"][0]["value"] == 1.0);
  CHECK(next["gains"][1]["value"] == static_cast<double>(moves));
  CHECK(next["gains"][2]["label"] == "stage.agent");
  CHECK(next["gains"][2]["value"].get<double>() == doctest::Approx(run.metrics().at("return")));
}

TEST_CASE(
    "past episodes are kept from the first tries on, the same in equal runs, and are shown when they are chosen") {
  for (const Json& values : {Json({{"environment", "cart_pole"}, {"copies", 4}, {"moves", 16}}), Json::object()}) {
    Run run = fresh(demo(), values), other = fresh(demo(), values);
    for (int step = 0; step < 90; ++step) {
      run.advance();
      other.advance();
      shown(other, "world");
    }
    const Json past = past_of(run);
    CHECK(past == past_of(other));
    const auto steps = past["steps"].get<std::vector<std::int64_t>>();
    REQUIRE(steps.size() > 8);
    CHECK(steps.size() <= PastEpisodes::most);
    CHECK(std::ranges::is_sorted(steps));
    CHECK(steps.front() < 10);
    CHECK(steps.back() > 60);
    CHECK(past["chosen"] == -1);

    const auto now = shown(run, "world").numbers;
    choose(run, steps[3]);
    const Shown then = shown(run, "world");
    CHECK(then.options["past"]["chosen"] == steps[3]);
    CHECK(then.options["episode"] == steps[3]);
    CHECK(then.numbers.at("frames") != now.at("frames"));
    choose(other, steps[3]);
    CHECK(shown(other, "world").numbers == then.numbers);
    CHECK(run.fingerprint() == other.fingerprint());
    choose(run, -1);
    CHECK(shown(run, "world").numbers == now);

    go_to(run, 30);
    const Json left = past_of(run);
    for (const std::int64_t step : left["steps"]) CHECK(step <= 30);
  }
}

TEST_CASE("what is kept of past episodes is bounded in number and in memory, whatever their length") {
  const auto lived = [](std::size_t moves) {
    return Episode{std::vector<double>(100 * (moves + 1)), std::vector<double>(moves), std::vector<double>(moves)};
  };
  for (const std::size_t moves : {1, 1000}) {
    CAPTURE(moves);
    PastEpisodes past;
    for (std::int64_t step = 1; step <= 5000; ++step) {
      past.add(step, lived(moves));
      std::size_t numbers = 0;
      for (const auto& kept : past.kept()) numbers += kept.episode.states.size();
      CHECK(past.kept().size() <= PastEpisodes::most);
      CHECK(numbers <= PastEpisodes::most_numbers);
      if (moves > 1 && step > 200) break;
    }
    CHECK(past.kept().front().step == 1);
    CHECK(past.kept().size() > 3);
    const std::int64_t spacing = past.kept()[1].step - past.kept()[0].step;
    for (std::size_t i = 1; i < past.kept().size(); ++i)
      CHECK(past.kept()[i].step - past.kept()[i - 1].step == spacing);
  }
}
