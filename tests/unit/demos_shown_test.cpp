// What is shown of every demo and preset, and that what is refused leaves it as it was.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/core/error.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

/// How many of a view's numbers may be none, which NaN says: the first ones, of tokens that were given and so not
/// chosen.
std::size_t lacking(const Json& options, const std::string& label) {
  for (const Json& group : options.value("groups", Json::array())) {
    if (group.contains("given") && group.value("values", "") == label) return group["given"];
  }
  return 0;
}

/// Of every kind that there is; a parameter takes some of them.
std::vector<Json> wrong_values() {
  return {nullptr,       "nonsense",   "file",     true,          -1e9,
          1e9,           1.5,          NAN,        Json::array(), Json::object(),
          {{1, 2, 1.5}}, {{1, 2, -1}}, {{1, "x"}}, {1000},        {{{"kind", "nonsense"}}}};
}

/// What every parameter takes for itself, and the demo refuses as a whole, together with what it would have taken.
std::vector<Json> refused_by_demos(const Demo& demo) {
  Json live = {{"learning_rate", 0.5}, {"optimizer", "rmsprop"}, {"batch_size", 7}, {"schedule", "cosine"}};
  const auto with = [&](const Json& changes) {
    Json all = live;
    all.update(changes);
    return all;
  };
  if (demo.name == "classification")
    return {with({{"points", {{1, 2, 5}}}}), with({{"points", {{0, 0, 0}, {1, 2, 9}}}})};
  if (demo.name == "mnist-cnn") return {with({{"layers", {"max_pool-8-8", "max_pool-8-8"}}})};
  if (demo.name == "transformer") return {with({{"batch_size", 512}}), with({{"width", 63}})};
  if (demo.name == "rnn") return {with({{"batch_size", 512}, {"steps", 512}})};
  return {};
}

}  // namespace

TEST_CASE("of all views of a demo those that the values call for show something, with numbers that are finite") {
  for_each_watched_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Run run = fresh(demo, start.values);
    for (int step = 0; step < 3; ++step) run.advance();
    const std::set<std::string> names = view_names(demo, run.values());
    CHECK(!names.empty());
    std::set<std::string> all;
    for (const ViewSpec& view : demo.views) all.insert(view.name);
    Views views(all);
    run.show(views);
    std::vector<std::uint8_t> bytes;
    const Json packed = views.pack(bytes);
    CHECK(packed.size() == names.size());
    for (const std::string& view : names) {
      CAPTURE(view);
      REQUIRE(packed.contains(view));
      const bool has_content = !packed[view]["tensors"].empty() || packed[view]["options"].contains("rows");
      CHECK(has_content);
      for (const auto& [label, tensor] : packed[view]["tensors"].items()) {
        std::int64_t size = 1;
        for (const std::int64_t extent : tensor["shape"]) size *= extent;
        CHECK(tensor["offset"].get<std::size_t>() % 8 == 0);
        REQUIRE(tensor["offset"].get<std::size_t>() + static_cast<std::size_t>(size) * 4 <= bytes.size());
        if (tensor["dtype"] != "float32") continue;
        std::vector<float> numbers(static_cast<std::size_t>(size));
        if (size > 0)
          std::memcpy(numbers.data(), bytes.data() + tensor["offset"].get<std::size_t>(), 4 * numbers.size());
        const std::size_t given = std::min(lacking(packed[view]["options"], label), numbers.size());
        const auto none = std::find_if(numbers.begin() + static_cast<std::ptrdiff_t>(given), numbers.end(),
                                       [](float number) { return !std::isfinite(number); });
        CAPTURE(none - numbers.begin());
        CHECK(none == numbers.end());
      }
    }
  });
}

// Sanitizers would take minutes for it: they look at refusals in the tests of sessions.
TEST_CASE("what is refused changes nothing, nor what is shown" * doctest::test_suite("long run")) {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    const auto begun = [&] {
      Run run = fresh(demo, Json::object());
      for (int step = 0; step < 3; ++step) run.advance();
      return run;
    };
    const auto shown = [&](Run& run) {
      std::set<std::string> names = view_names(demo, run.values());
      names.erase("profile");  // which is of a clock
      Views views(names);
      run.show(views);
      std::vector<std::uint8_t> bytes;
      const std::string options = views.pack(bytes).dump();
      return std::tuple(options, bytes, run.fingerprint(), run.values().json());
    };
    Run run = begun();
    const auto before = shown(run);
    int refused = 0;
    const auto try_to = [&](const auto& act) {
      bool taken = false;
      try {
        taken = act().empty();
      } catch (const Refusal&) {
      } catch (const Error&) {
      } catch (const Json::exception&) {  // a field that the message lacks
      }
      if (taken) {
        run = begun();
      } else {
        ++refused;
        CHECK(before == shown(run));
      }
    };
    const Json points = {{1, 2, 5}, {3, 4, 6}};
    for (const Param& param : demo.params.list()) {
      CAPTURE(param.name);
      for (const Json& value : wrong_values()) {
        CAPTURE(value.dump());
        Values probe = run.values();
        if (!probe.change({{param.name, value}}).empty()) try_to([&] { return run.change({{param.name, value}}); });
      }
    }
    for (const Json& changes : refused_by_demos(demo)) {
      CAPTURE(changes.dump());
      const int so_far = refused;
      try_to([&] { return run.change(changes); });
      CHECK(refused == so_far + 1);
    }
    for (const std::string& view : view_names(demo, run.values())) {
      CAPTURE(view);
      for (const std::string kind : {"points", "weight", "choose", "act", "draw", "teach", "text", "nonsense"}) {
        CAPTURE(kind);
        try_to([&] {
          return run.input(
              {{"view", view}, {"kind", kind}, {"points", points}, {"layer", 99}, {"label", 99}, {"action", 99}});
        });
      }
    }
    CHECK(refused > 1);
  }
}
