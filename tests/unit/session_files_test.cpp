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
  CHECK(columns["columns"][1]["empty"] == 1);
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

TEST_CASE("what training on columns comes to is told before what is open is left") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  bench.ask({{"type", "run"}, {"steps", 7}});
  std::string text = "a,b,c,kind,many\n";
  for (int i = 0; i < 60; ++i) {
    text += std::to_string(i) + "," + (i % 3 ? std::to_string(i * i) : "") + "," + (i % 30 ? "1" : "NA") + "," +
            (i % 4 == 0   ? "yes"
             : i % 4 == 1 ? "Yes"
             : i % 4 == 2 ? "no"
                          : "perhaps") +
            ",name" + std::to_string(i) + "x\n";
  }
  for (int i = 0; i < 10; ++i) text += "1,1,1,no,other" + std::to_string(i) + "\n";
  const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  const Json table = bench.ask({{"type", "input"}, {"kind", "csv"}}, bytes)["result"]["table"];
  const auto check = [&](std::vector<int> inputs, int target, const char* learns, bool fill = false) {
    return bench.ask({{"type", "input"},
                      {"kind", "csv_check"},
                      {"table", table},
                      {"inputs", inputs},
                      {"target", target},
                      {"learns", learns},
                      {"fill", fill}});
  };
  CHECK(check({0}, 2, "number")["result"]["rows"] == 68);
  const Json gaps = check({0, 1}, 2, "number")["result"];
  CHECK(gaps["rows"] == 50);
  CHECK(gaps["fillable"] == 18);
  CHECK(gaps["without"]["column"] == 1);
  CHECK(gaps["without"]["rows"] == 68);
  CHECK(check({0, 1}, 2, "number", true)["result"]["rows"] == 68);
  const Json classes = check({0}, 3, "classes")["result"];
  CHECK(classes["notes"][0]["key"] == "table.spellings");
  CHECK(classes["notes"][0]["arguments"]["classes"] == 3);
  CHECK(check({0}, 3, "number")["notice"]["key"] == "notice.file_target");
  CHECK(check({0}, 4, "classes")["notice"]["key"] == "notice.file_names");
  CHECK(check({}, 4, "series")["notice"]["key"] == "notice.series_target");
  CHECK(check({}, 2, "number")["ok"] == false);
  CHECK(bench.ask({{"type", "run"}, {"steps", 1}})["result"]["step"] == 8);
}

TEST_CASE("gaps are filled with what training rows have, and that is told") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "classification"}});
  std::string text = "a,b,kind\n";
  for (int i = 0; i < 60; ++i)
    text += (i % 5 ? std::to_string(i) : "") + "," + std::to_string(60 - i) + (i < 30 ? ",x\n" : ",y\n");
  const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  const Json use = {{"type", "input"}, {"kind", "csv_use"}, {"inputs", {0, 1}}, {"target", 2}, {"fill", true}};
  CHECK(bench.ask(use, bytes)["ok"] == true);
  const Json metrics = bench.ask({{"type", "run"}, {"steps", 20}})["result"];
  CHECK(metrics["loss"].is_number());
  const Heard* told = bench.find("notice");
  REQUIRE(told != nullptr);
  CHECK(told->message["key"] == "notice.gaps_filled");
  CHECK(told->message["arguments"]["values"].get<std::string>().starts_with("a: "));
}

TEST_CASE("a new row stands at the mean of the visitor's data until it is set, and goes back with the made ones") {
  Bench bench;
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  std::string text = "year,ppm\n";
  for (int year = 1960; year < 2020; ++year) text += std::to_string(year) + "," + std::to_string(315 + year % 7) + "\n";
  const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  const Json use = {{"type", "input"}, {"kind", "csv_use"}, {"inputs", {0}}, {"target", 1}};
  CHECK(bench.ask(use, bytes)["result"]["values"]["predict_at"] == Json::array());
  CHECK(bench.ask({{"type", "set"}, {"values", {{"predict_at", 2030}}}})["result"]["values"]["predict_at"] ==
        Json{2030});
  CHECK(bench.ask({{"type", "set"}, {"values", {{"data", "sine"}}}})["result"]["values"]["predict_at"] == Json{6});
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
      const Json values = bench.ask(use, bytes(text))["result"]["values"];
      CHECK(values["data"] == "file");
      const std::string beginning = values["beginning"];  // of what it will write: something that it meets
      CHECK(!beginning.empty());
      CHECK(text.starts_with(beginning));
      CHECK(bench.ask({{"type", "run"}, {"steps", 2}})["result"]["step"] == 2);
      for (const Heard& one : bench.heard) CHECK(one.message.value("key", "") != "notice.unknown_token");
    }
    CHECK(bench.ask(use, bytes(nothing))["ok"] == false);
    CHECK(bench.ask({{"type", "run"}, {"steps", 2}})["result"]["step"] == 4);
  }
  CHECK(demos > 0);
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  CHECK(bench.ask(use, bytes(short_one))["notice"]["key"] == "notice.file_not_table");
}
