// What gradlab schema prints is what passes: parameters' values, and the views of every demo and preset.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "demos/run/run.h"
#include "demos/trainer/messages.h"
#include "demos/trainer/session.h"
#include "tests/unit/image_samples.h"
#include "tests/unit/json_schema.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

const Json& printed() {
  static const Json schema = message_schema();
  return schema;
}

std::string wrong_with(const Json& value, const Json& type) {
  std::string sentences;
  for (const std::string& sentence : complaints(value, type, printed()["$defs"])) sentences += sentence + "\n";
  return sentences;
}

/// Values that the others are put over, so that every kind of view is shown small.
Json small(const Demo& demo, Json values) {
  Values all(demo.params);
  all.change(values);
  if (!asset_names(demo, all).empty()) values["batch_size"] = 8;
  if (values.value("width", 0) > 64) values.update({{"width", 48}, {"layers", 2}});
  return values;
}

/// Checks each view that the run shows now; adds its kind to `seen`.
void check_views(Run& run, std::set<std::string>& seen) {
  for (const ViewSpec& spec : run.demo().views) {
    if (!view_names(run.demo(), run.values()).contains(spec.name)) continue;
    CAPTURE(spec.name);
    Views views({spec.name});
    run.show(views);
    std::vector<std::uint8_t> bytes;
    const Json packed = Json::parse(views.pack(bytes).dump());  // what is no number has become null
    if (!packed.contains(spec.name)) continue;                  // there is nothing to be seen yet
    REQUIRE(printed()["view_kinds"].contains(spec.kind));
    CHECK(wrong_with(packed[spec.name], printed()["view_kinds"][spec.kind]) == "");
    for (const std::string& sentence : shape_complaints(packed[spec.name], spec.kind)) FAIL_CHECK(sentence);
    seen.insert(spec.kind);
  }
}

}  // namespace

TEST_CASE("every view of every demo and preset is what its kind says") {
  std::set<std::string> seen, declared;
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    for (const ViewSpec& view : demo.views) declared.insert(view.kind);
    for (const Start& start : watched_starts(demo)) {
      CAPTURE(start.name);
      std::vector<Refusal> refusals;
      Run run(demo, small(demo, start.values), refusals, &small_assets());
      CHECK(refusals.empty());
      while (run.go_on() == Work::before) continue;
      check_views(run, seen);
      for (int step = 0; step < 2; ++step) run.advance();
      for (int work = 0; work < 5; ++work) run.go_on();
      check_views(run, seen);
    }
  }
  CHECK((is_sanitized || seen == declared));  // sanitizers do not watch every start
}

TEST_CASE("the values of every demo and preset are what the schema of its parameters says") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    Json type = printed()["parameters"][demo.name];
    CHECK(wrong_with(Values(demo.params).json(), type) == "");
    type["required"] = Json::array();
    for (const Preset& preset : demo.presets) {
      CAPTURE(preset.id);
      CHECK(wrong_with(preset.values, type) == "");
    }
    CHECK(wrong_with({{"seed", -1}}, type) != "");
    CHECK(wrong_with({{"nothing", 1}}, type) != "");
  }
}

TEST_CASE("the catalogue is what the schema says") {
  const Json sent = Json::parse(catalogue().dump());
  CHECK(wrong_with(sent, printed()["from_trainer"]) == "");
  for (const Json& demo : sent["demos"]) {
    for (const Json& view : demo["views"]) CHECK(printed()["view_kinds"].contains(view["kind"].get<std::string>()));
  }
}

TEST_CASE("a schema finds what is wrong") {
  const Json& frame = printed()["$defs"]["Frame"];
  const Json right = {{"type", "frame"},
                      {"revision", 1},
                      {"demo", "regression"},
                      {"values", {{"layers", {8, 8}}}},
                      {"playing", true},
                      {"metrics", {{"loss", nullptr}}},
                      {"initial", Json::object()},
                      {"rows", {{"predict_at", {{{"label", "=year"}, {"low", 1960}, {"high", 2019}, {"at", 1990}}}}}},
                      {"device", {{"kind", "cpu"}}},
                      {"course", {{"first", 0}, {"last", 1}, {"away", false}, {"kept", false}}},
                      {"situation", {{"kind", "training"}, {"step", 0}}},
                      {"views", {{"offset", 0}, {"size", 2}}}};
  CHECK(wrong_with(right, frame) == "");
  for (const auto& [name, value] : right.items()) {
    CAPTURE(name);
    Json without = right, other = right;
    without.erase(name);
    other[name] = Json::array({Json::object()});
    CHECK(wrong_with(without, frame) != "");
    CHECK(wrong_with(other, frame) != "");
  }
  Json more = right;
  more["colour"] = "red";
  CHECK(wrong_with(more, frame) != "");
}

TEST_CASE("a kind of view finds shapes that do not fit") {
  const auto tensor = [](std::vector<int> shape) {
    return Json{{"shape", shape}, {"dtype", "float32"}, {"offset", 0}};
  };
  const Json right = {
      {"options", {{"labels", {"=a", "=b"}}, {"series", {{{"label", "=c"}, {"values", "v"}, {"role", "train"}}}}}},
      {"tensors", {{"v", tensor({2})}}}};
  CHECK(shape_complaints(right, "bars").empty());
  Json longer = right, missing = right, surplus = right, flat = right;
  longer["tensors"]["v"] = tensor({3});
  missing["tensors"] = Json::object();
  surplus["tensors"]["w"] = tensor({2});
  flat["tensors"]["v"] = tensor({2, 1});
  for (const Json& wrong : {longer, missing, surplus, flat}) CHECK(shape_complaints(wrong, "bars").size() == 1);
  CHECK(!shape_complaints(right, "pie").empty());
}
