// The demo that draws maps: every method, of digits, of made points, of a visitor's own and of a table.
#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/learn/map/map.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/shown.h"

using namespace gradlab;

namespace {

Run map_run(const std::string& method, Json values) {
  values.update({{"task", "map"}, {"map_method", method}});
  return fresh(Registry<Demo>::find("test", "clustering"), values);
}

template <typename Check>
void for_each_map(Check&& check) {
  for (const MapEntry& entry : Registry<MapEntry>::all()) {
    for (const char* data : {"mnist", "moons", "unequal_blobs"}) {
      CAPTURE(entry.name);
      CAPTURE(data);
      check(entry.name, Json{{"data", data}});
    }
  }
}

void go_on(Run& run, int steps) {
  for (int step = 0; step < steps; ++step) CHECK(run.advance() == Run::Outcome::trained);
}

}  // namespace

TEST_CASE("a run of every map of digits lowers its loss; all are equal whoever looks on, and go on from a checkpoint") {
  for_each_map([](const std::string& method, const Json& values) {
    Run whole = map_run(method, values), watched = map_run(method, values);
    const double before = whole.metrics().at("loss");
    go_on(whole, 60);
    for (int step = 0; step < 60; ++step) {
      go_on(watched, 1);
      Views views(view_names(Registry<Demo>::find("test", "clustering"), watched.values()));
      watched.show(views);
      watched.metrics();
    }
    CHECK(whole.fingerprint() == watched.fingerprint());
    // A few hundred points of a plane are well placed from the start, and UMAP's loss is that of pairs that chance
    // picks.
    if (values["data"] == "mnist") CHECK(whole.metrics().at("loss") < before);
    Run later = map_run(method, values);
    later.restore(whole.checkpoint());
    go_on(whole, 10);
    go_on(later, 10);
    CHECK(whole.fingerprint() == later.fingerprint());
  });
}

TEST_CASE("who is near on a map of digits was near before, and in one of clouds is mostly of the same cloud") {
  for (const char* method : {"tsne", "umap"}) {
    CAPTURE(method);
    Run digits = map_run(method, {{"data", "mnist"}}), clouds = map_run(method, {{"data", "unequal_blobs"}});
    go_on(digits, 60);
    go_on(clouds, 60);
    CHECK(digits.metrics().at("trustworthiness") > 0.9);      // by chance about 0.5
    CHECK(clouds.metrics().at("neighbour_agreement") > 0.9);  // by chance a third
    CHECK(shown(digits, "map_quality").options["rows"].size() == 2);
  }
}

TEST_CASE("a press on the map chooses the digit that is nearest, and changes nothing else") {
  Run run = map_run("umap", {{"data", "mnist"}});
  const std::vector<std::uint8_t> before = run.fingerprint();
  const std::vector<float> places = shown(run, "map").numbers["points"], first = shown(run, "map").numbers["picture"];
  CHECK(places.size() == 600);
  CHECK(run.input({{"view", "map"}, {"kind", "choose"}, {"x", places[14]}, {"y", places[15]}}).empty());
  const Shown map = shown(run, "map");
  CHECK(map.options["marks"][0]["x"].get<float>() == places[14]);
  CHECK(map.options["marks"][0]["y"].get<float>() == places[15]);
  CHECK(map.numbers.at("picture") != first);
  CHECK(run.fingerprint() == before);
}

TEST_CASE("a map goes on when its method is told otherwise, and is another one then") {
  for (const auto& [method, change] :
       {std::pair{"tsne", Json{{"perplexity", 5}}}, std::pair{"umap", Json{{"map_neighbours", 30}}},
        std::pair{"umap", Json{{"min_dist", 0.9}}}}) {
    CAPTURE(method);
    Run told = map_run(method, {{"data", "moons"}}), untold = map_run(method, {{"data", "moons"}});
    go_on(told, 5);
    go_on(untold, 5);
    CHECK(told.change(change).empty());
    CHECK(told.step() == 5);
    go_on(told, 5);
    go_on(untold, 5);
    CHECK(shown(told, "map").numbers["points"] != shown(untold, "map").numbers["points"]);
  }
}

TEST_CASE("a visitor's points and table have a map, whose points without a class have a colour of their own") {
  for (const MapEntry& entry : Registry<MapEntry>::all()) {
    CAPTURE(entry.name);
    Run own = map_run(entry.name, {{"data", "own_points"}});
    CHECK_THROWS_AS(own.advance(), Refusal);
    CHECK(own.change({{"points", {{-2, -1}, {0, 1}, {2, 3}, {2, 4}}}}).empty());
    go_on(own, 3);
    CHECK(shown(own, "map").numbers["points"].size() == 8);
    CHECK(shown(own, "map").options["class_names"] == Json{"map.unknown"});

    std::string text = "a,b,c,kind\n";
    for (int i = 0; i < 150; ++i) {
      text += std::to_string(i % 7) + "," + std::to_string(i % 11) + "," + std::to_string(i);
      text += i < 75 ? ",low\n" : ",high\n";
    }
    Run table = map_run(entry.name, {});
    CHECK(table.use_file({std::make_shared<CsvTable>(read_csv(text)), {0, 1, 2}, 3}).empty());
    CHECK(table.change({{"task", "map"}, {"map_points", 100}}).empty());
    while (table.go_on() == Work::before) continue;
    go_on(table, 3);
    CHECK(shown(table, "map").numbers["points"].size() == 200);
    CHECK(shown(table, "map").options["class_names"].size() == 2);
    CHECK(shown(table, "originals").numbers["points"].size() == 200);
  }
}
