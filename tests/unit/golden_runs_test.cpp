// What training gave when tests/golden/runs.json was written, it gives: every demo, every preset, to the last bit.
#include "tests/unit/golden_runs.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/unit/golden.h"
#include "tests/unit/starts.h"

using namespace gradlab;

TEST_CASE("the golden runs are those of every demo and preset") {
  std::vector<std::string> kept, there;
  for (const Json& item : golden("runs")["cases"]) kept.push_back(item["name"]);
  for_each_start([&](const Demo&, const Start& start) { there.push_back(start.name); });
  CHECK(kept == there);
}

#ifdef __EMSCRIPTEN__  // whose arithmetic is the same on every machine

TEST_CASE("training gives what it gave, bit by bit") {
  std::map<std::string, Json> kept;
  for (const Json& item : golden("runs")["cases"]) kept[item["name"]] = item;
  for_each_start([&](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    REQUIRE(kept.contains(start.name));
    const Json found = golden_run(demo, start);
    for (const auto& [key, value] : found.items()) {
      CAPTURE(key);
      CHECK(kept[start.name][key].dump() == value.dump());  // which tell NaN, which is null, from a number
    }
  });
}

#endif
