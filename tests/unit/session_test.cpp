// The protocol from the trainer's side: answers, counted runs, pacing, and messages that nobody should send.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "demos/run/run.h"
#include "engine/core/random.h"
#include "tests/unit/session_bench.h"
#include "tests/unit/shown.h"
#include "tests/unit/starts.h"

using namespace gradlab;

TEST_CASE("a session begins with the catalogue") {
  Bench bench;
  REQUIRE(bench.find("catalogue") != nullptr);
  for (const Json& demo : bench.find("catalogue")->message["demos"]) {
    CHECK(!demo["params"].empty());
    CHECK(!demo["views"].empty());
    CHECK(!demo["presets"].empty());
    const auto files = demo["files"].get<std::set<std::string>>();
    const std::set<std::string> targets =
        files.contains("csv") ? std::set<std::string>{"number", "classes", "series"} : std::set<std::string>{""};
    CHECK(targets.contains(demo["table_target"].get<std::string>()));
  }
}

TEST_CASE("values come as such or as texts, and the answer tells both") {
  Bench bench;
  const Json opened = bench.ask({{"type", "open"},
                                 {"demo", "classification"},
                                 {"values", {{"noise", 0.2}, {"seed", 3}}},
                                 {"written", {{"seed", "4"}, {"layers", "8,8"}}}})["result"];
  CHECK(opened["notices"].empty());
  CHECK(opened["values"]["noise"] == 0.2);
  CHECK(opened["values"]["seed"] == 4);
  CHECK(opened["values"]["layers"] == Json{8, 8});
  CHECK(opened["written"]["layers"] == "8,8");
  CHECK(opened["written"].size() == opened["values"].size());
  const Json set = bench.ask({{"type", "set"}, {"written", {{"layers", "99"}, {"noise", "0.3"}}}})["result"];
  REQUIRE(set["notices"].size() == 1);
  CHECK(set["notices"][0]["arguments"]["name"] == "layers");
  CHECK(set["notices"][0]["arguments"]["value"] == "99");
  CHECK(set["written"]["noise"] == "0.3");
  CHECK(set["written"]["layers"] == "8,8");
}

TEST_CASE("little is said about a lot of nonsense") {
  Bench bench;
  Json nonsense = Json::object();
  for (int i = 0; i < 500; ++i) nonsense["x" + std::to_string(i)] = "1";
  const Json notices =
      bench.ask({{"type", "open"}, {"demo", "regression"}, {"written", nonsense}})["result"]["notices"];
  REQUIRE(notices.size() == 6);
  CHECK(notices[5]["key"] == "notice.more_ignored");
  CHECK(notices[5]["arguments"]["count"] == 495);
}

TEST_CASE("added points are rounded as a link will, so that it leads to the same run") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "classification"}});
  const Json points = {{1.23456, -0.0001, 1}, {2, 0.5, 0}};
  const Json added =
      bench.ask({{"type", "input"}, {"view", "field"}, {"kind", "points"}, {"points", points}})["result"];
  CHECK(added["values"]["points"] == Json{{1.235, 0, 1}, {2, 0.5, 0}});
  CHECK(added["written"]["points"] == "1.235,0,1;2,0.5,0");
}

TEST_CASE("run trains exactly so many steps and answers with the metrics") {
  Bench bench;
  CHECK(bench.ask({{"type", "open"}, {"demo", "regression"}})["ok"] == true);
  CHECK(bench.ask({{"type", "run"}, {"steps", 123}})["result"]["step"] == 123);
  CHECK(bench.ask({{"type", "run"}, {"steps", 7}})["result"]["step"] == 130);
  CHECK(bench.ask({{"type", "run"}, {"steps", 0}})["result"]["step"] == 130);
  CHECK(bench.ask({{"type", "reset"}})["result"]["step"] == 0);
  CHECK(bench.ask({{"type", "run"}, {"steps", -1}})["ok"] == false);
}

TEST_CASE("a paced session takes as many steps as it should") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  bench.say({{"type", "speed"}, {"steps_per_second", 10}});
  bench.say({{"type", "play"}});
  for (int slice = 0; slice < 3000; ++slice) bench.session.slice(bench.now += 1);
  bench.say({{"type", "pause"}});
  const Json metrics = bench.ask({{"type", "run"}, {"steps", 0}})["result"];
  CHECK(metrics["step"] >= 29);
  CHECK(metrics["step"] <= 32);
}

TEST_CASE("a look is answered once there is something newer, and not before") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "classification"}});
  bench.heard.clear();
  bench.say({{"type", "look"}, {"views", {"field", "loss"}}, {"revision", -1}});
  for (int slice = 0; slice < 50; ++slice) bench.session.slice(bench.now += 10);
  REQUIRE(bench.find("frame") != nullptr);
  const Heard frame = *bench.find("frame");
  const Json views = views_of(frame.message, frame.bytes);
  CHECK(views.contains("field"));
  CHECK(!views.contains("network"));
  CHECK(views["field"]["tensors"]["points"]["offset"] < frame.message["views"]["offset"]);
  bench.heard.clear();
  bench.say({{"type", "look"}, {"views", {"field"}}, {"revision", frame.message["revision"]}});
  for (int slice = 0; slice < 50; ++slice) CHECK(bench.session.slice(bench.now += 10) == -1);
  CHECK(bench.find("frame") == nullptr);
  bench.say({{"type", "set"}, {"values", {{"learning_rate", 0.1}}}});
  for (int slice = 0; slice < 50; ++slice) bench.session.slice(bench.now += 10);
  CHECK(bench.find("frame") != nullptr);
}

TEST_CASE("a checkpoint brings a new session to the same step") {
  Bench before, after;
  before.ask({{"type", "open"}, {"demo", "classification"}, {"values", {{"noise", 0.2}}}});
  before.ask({{"type", "run"}, {"steps", 50}});
  before.say({{"type", "pause"}});
  const Heard checkpoint = *before.find("checkpoint");
  after.ask({{"type", "open"}, {"demo", checkpoint.message["demo"]}, {"values", checkpoint.message["values"]}});
  const Json there = after.ask({{"type", "restore"}}, checkpoint.bytes)["result"];
  const Json here = before.ask({{"type", "run"}, {"steps", 0}})["result"];
  CHECK(there["step"] == 50);
  CHECK(there["loss"] == here["loss"]);
}

TEST_CASE("a checkpoint whose state has another hash than it was told to have is refused") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "classification"}});
  bench.ask({{"type", "run"}, {"steps", 3}});
  bench.heard.clear();
  const std::string hash = bench.ask({{"type", "keep"}})["result"]["hash"];
  const std::vector<std::uint8_t> kept = bench.find("reply")->bytes;
  CHECK(bench.ask({{"type", "restore"}, {"hash", hash}}, kept)["result"]["step"] == 3);
  const Json refused = bench.ask({{"type", "restore"}, {"hash", "0" + hash}}, kept);
  CHECK(refused["ok"] == false);
  CHECK(refused["notice"]["key"] == "notice.saved.damaged");
}

TEST_CASE("divergence pauses with a notice whose action goes back") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "regression"}, {"values", {{"learning_rate", 0.2}}}});
  bench.heard.clear();
  bench.say({{"type", "play"}});
  for (int slice = 0; slice < 100; ++slice) bench.session.slice(bench.now += 1);
  REQUIRE(bench.find("notice") != nullptr);
  CHECK(bench.find("notice")->message["key"] == "notice.diverged");
  CHECK(bench.ask(bench.find("notice")->message["action"]["message"])["ok"] == true);
}

TEST_CASE("whoever lowers the rate as the notice advises, and presses Play, is not told again") {
  Bench bench;
  const Demo& demo = Registry<Demo>::find("test", "regression");
  const Json& values = find_preset(demo, "learning-rate-too-high").values;
  bench.ask({{"type", "open"}, {"demo", "regression"}, {"values", values}});
  bench.say({{"type", "play"}});
  for (int slice = 0; slice < 100; ++slice) bench.session.slice(bench.now += 1);
  REQUIRE(bench.find("notice") != nullptr);
  const double lost = bench.ask({{"type", "run"}, {"steps", 0}})["result"]["loss"];
  bench.ask({{"type", "set"}, {"values", {{"learning_rate", 0.0031}}}});
  bench.heard.clear();
  bench.say({{"type", "play"}});
  for (int slice = 0; slice < 100; ++slice) bench.session.slice(bench.now += 1);
  CHECK(bench.find("notice") == nullptr);
  CHECK(bench.ask({{"type", "run"}, {"steps", 0}})["result"]["loss"] < lost / 1000);
}

TEST_CASE("every frame carries the values that a reset goes back to: the preset's, whatever was changed since") {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Bench bench;
    Values begun(demo.params);
    begun.change(start.values);
    if (!asset_names(demo, begun).empty()) return;
    REQUIRE(
        bench.ask(
            {{"type", "open"}, {"demo", demo.name}, {"values", start.values}, {"written", {{"seed", "77"}}}})["ok"] ==
        true);
    bench.ask({{"type", "set"}, {"values", {{"learning_rate", 0.0123}}}});
    bench.heard.clear();
    bench.say({{"type", "look"}, {"views", Json::array()}, {"revision", -1}});
    for (int slice = 0; slice < 50 && bench.find("frame") == nullptr; ++slice) bench.session.slice(bench.now += 10);
    REQUIRE(bench.find("frame") != nullptr);
    CHECK(bench.find("frame")->message["initial"] == begun.json());
    CHECK(bench.find("frame")->message["values"] != begun.json());
  });
}

TEST_CASE("no message, however mangled, ends a session") {
  Bench bench;
  const std::vector<Json> good = {
      {{"type", "open"}, {"demo", "regression"}, {"values", {{"degree", 3}, {"model", "polynomial"}}}},
      {{"type", "set"}, {"values", {{"learning_rate", 0.1}, {"points", {{1, 2}, {3, 4, 1}}}}}},
      {{"type", "set"}, {"written", {{"learning_rate", "0.1"}, {"points", "1,2;3,4,1"}}}},
      {{"type", "input"}, {"view", "fit"}, {"kind", "points"}, {"points", {{1, 2, 0}}}},
      {{"type", "input"},
       {"view", "network"},
       {"kind", "weight"},
       {"layer", 0},
       {"from", -1},
       {"to", 0},
       {"value", 1.5}},
      {{"type", "look"}, {"views", {"fit"}}, {"revision", 0}},
      {{"type", "run"}, {"steps", 3}},
      {{"type", "speed"}, {"steps_per_second", 5}},
      {{"type", "view"}, {"name", "loss"}},
      {{"type", "restore"}},
      {{"type", "history"}},
      {{"type", "last_good"}}};
  const std::vector<Json> junk = {
      nullptr, -1, 1e308, "nonsense", Json::array(), Json::object(), {{"a", {1, {2}}}}, true, std::string(5000, 'x')};
  Random random(11);
  const auto pick = [&](const std::vector<Json>& list) {
    return list[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(list.size())))];
  };
  for (int trial = 0; trial < 3000; ++trial) {
    Json message = pick(good);
    if (random.uniform() < 0.8f) {
      auto place = message.begin();
      std::advance(place, random.below(static_cast<std::int64_t>(message.size())));
      *place = pick(junk);
    }
    bench.say(random.uniform() < 0.05f ? pick(junk) : message);
    bench.session.slice(bench.now += 20);
    bench.heard.clear();
  }
  CHECK(bench.ask({{"type", "open"}, {"demo", "classification"}})["ok"] == true);
  CHECK(bench.ask({{"type", "run"}, {"steps", 10}})["result"]["step"] == 10);
}

TEST_CASE("byte pairs are merged piece by piece while it plays, and no step is made before") {
  Bench bench;
  const Json values = {{"tokenizer", "byte-pairs"}, {"vocabulary", 2000}};
  CHECK(bench.ask({{"type", "open"}, {"demo", "transformer"}, {"values", values}})["ok"] == true);
  bench.say({{"type", "play"}});
  std::set<std::size_t> seen;
  for (int slice = 0; slice < 12; ++slice) {
    bench.session.slice(bench.now += 3000);  // time for a checkpoint, each time
    bench.heard.clear();
    bench.say({{"type", "view"}, {"name", "merges"}});
    REQUIRE(bench.find("frame") != nullptr);
    const auto& [frame, bytes] = *bench.find("frame");
    seen.insert(views_of(frame, bytes)["merges"]["options"]["rows"].size());
    CHECK(frame["metrics"]["step"] == 0);
  }
  CHECK(seen.size() == 12);
  bench.say({{"type", "pause"}});
  CHECK(bench.find("checkpoint") == nullptr);
}

TEST_CASE("a session looks back at any step, says so, and comes back or goes on from there") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "classification"}});
  CHECK(bench.ask({{"type", "goto"}, {"step", 5}})["result"]["step"] == 0);
  const Json then = bench.ask({{"type", "run"}, {"steps", 70}})["result"];
  const Json now = bench.ask({{"type", "run"}, {"steps", 30}})["result"];
  const auto course = [&] {
    bench.heard.clear();
    bench.say({{"type", "view"}, {"name", "loss"}, {"id", 1}});
    return bench.find("frame")->message["course"];
  };
  CHECK(course() == Json{{"first", 0}, {"last", 100}, {"away", false}, {"kept", false}});
  CHECK(bench.ask({{"type", "goto"}, {"step", 70}})["result"]["loss"] == then["loss"]);
  CHECK(course() == Json{{"first", 0}, {"last", 100}, {"away", true}, {"kept", false}});
  bench.say({{"type", "pause"}});
  CHECK(bench.find("checkpoint") == nullptr);  // what is to be gone on from, when all is lost, is the present
  CHECK(bench.ask({{"type", "present"}})["result"]["loss"] == now["loss"]);
  CHECK(bench.ask({{"type", "goto"}, {"step", -3}})["result"]["step"] == 0);
  CHECK(bench.ask({{"type", "goto"}, {"step", 1000000000}})["result"]["step"] == 100);
  bench.ask({{"type", "goto"}, {"step", 40}});
  CHECK(bench.ask({{"type", "branch"}})["result"]["step"] == 40);
  CHECK(bench.find("checkpoint")->message["step"] == 40);
  CHECK(bench.ask({{"type", "run"}, {"steps", 30}})["result"]["loss"] == then["loss"]);
  bench.say({{"type", "play"}});
  for (int slice = 0; slice < 20; ++slice) bench.session.slice(bench.now += 10);
  const std::int64_t last = bench.ask({{"type", "goto"}, {"step", 30}})["result"]["step"];
  CHECK(last == 30);
  for (int slice = 0; slice < 20; ++slice) bench.session.slice(bench.now += 10);
  CHECK(bench.ask({{"type", "run"}, {"steps", 0}})["result"]["step"] == 30);
}
