// The visitor's files from the trainer's side: described, kept, trained on, refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "tests/unit/session_bench.h"

using namespace gradlab;

TEST_CASE("a CSV is described, used, and refused with a sentence") {
  Bench bench;
  const std::string text = "a;b;c\n1;2,5;x\n2;3,5;y\n3;;x\n4;5,5;y\n";
  const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  const Json columns = bench.ask({{"type", "input"}, {"kind", "csv"}}, bytes)["result"];
  CHECK(columns["rows"] == 4);
  CHECK(columns["columns"].size() == 3);
  CHECK(columns["columns"][1]["missing"] == 1);
  CHECK(bench.ask({{"type", "input"}, {"kind", "csv_use"}, {"inputs", {0}}, {"target", 1}},
                  bytes)["result"]["values"]["data"] == "file");
  CHECK(bench.ask({{"type", "run"}, {"steps", 5}})["result"]["step"] == 5);
  CHECK(bench.ask({{"type", "input"}, {"kind", "csv_use"}, {"inputs", {9}}, {"target", 1}}, bytes)["ok"] == false);
  CHECK(bench.ask({{"type", "input"}, {"kind", "csv"}})["ok"] == false);
  CHECK(bench.ask({{"type", "run"}, {"steps", 5}})["result"]["step"] == 10);
}

TEST_CASE("a table that was looked at is trained on by its handle, once") {
  Bench bench;
  const std::string text = "a;b\n1;2\n2;3\n4;5\n", other = "a;b\n1;2\n2;3\n4;6\n";
  const auto bytes = [](const std::string& csv) {
    return std::span<const std::uint8_t>(reinterpret_cast<const std::uint8_t*>(csv.data()), csv.size());
  };
  const Json look = {{"type", "input"}, {"kind", "csv"}};
  Json use = {{"type", "input"}, {"kind", "csv_use"}, {"inputs", {0}}, {"target", 1}};
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  CHECK(bench.ask(use)["notice"]["key"] == "notice.table_gone");
  const Json first = bench.ask(look, bytes(text))["result"]["table"],
             second = bench.ask(look, bytes(other))["result"]["table"];
  CHECK(first != second);
  use["table"] = first;
  CHECK(bench.ask(use)["notice"]["key"] == "notice.table_gone");
  use["table"] = second;
  CHECK(bench.ask(use)["result"]["values"]["data"] == "file");
  CHECK(bench.ask({{"type", "run"}, {"steps", 2}})["result"]["step"] == 2);
  CHECK(bench.ask(use)["notice"]["key"] == "notice.table_gone");  // the trainer keeps none that is in use
  use.erase("table");
  CHECK(bench.ask(use, bytes(text))["result"]["values"]["data"] == "file");
}

TEST_CASE("a text is judged whatever is open, and learnt by every demo of texts") {
  Bench bench;
  const auto bytes = [](const std::string& text) {
    return std::span<const std::uint8_t>(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  };
  const std::string short_one = "ñandú, ñandú y ñu\n", nothing = "  \n", long_one(3000, 'x');
  const Json judge = {{"type", "input"}, {"kind", "text"}, {"check", true}},
             use = {{"type", "input"}, {"kind", "text"}};
  CHECK(bench.ask(judge, bytes(short_one))["result"] == Json({{"characters", 18}, {"different", 10}}));
  CHECK(bench.ask(judge, bytes(nothing))["notice"]["key"] == "notice.text_invisible");
  int demos = 0;
  for (const Demo& demo : Registry<Demo>::all()) {
    if (std::find(demo.files.begin(), demo.files.end(), "text") == demo.files.end()) continue;
    CAPTURE(demo.name);
    ++demos;
    bench.ask({{"type", "open"}, {"demo", demo.name}});
    for (const std::string& text : {short_one, long_one}) {
      CHECK(bench.ask(use, bytes(text))["result"]["values"]["data"] == "file");
      CHECK(bench.ask({{"type", "run"}, {"steps", 2}})["result"]["step"] == 2);
    }
    CHECK(bench.ask(use, bytes(nothing))["ok"] == false);
    CHECK(bench.ask({{"type", "run"}, {"steps", 2}})["result"]["step"] == 4);
  }
  CHECK(demos > 0);
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  CHECK(bench.ask(use, bytes(short_one))["notice"]["key"] == "notice.file_not_table");
}
