// Going back to any step of a run: it is what it was, to the last bit, whatever a visitor changed meanwhile.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "demos/run/run.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/starts.h"
#include "tests/unit/travel.h"

using namespace gradlab;

namespace {

const doctest::test_suite long_run("long run");

/// Another value than the parameter's own, of the same kind.
Json other_value(const Param& param, const Json& now) {
  switch (param.kind) {
    case Param::Kind::number: return (now.get<double>() + std::max(param.low, 0.0)) / 2;
    case Param::Kind::integer:
      return std::max<std::int64_t>(static_cast<std::int64_t>(param.low), now.get<std::int64_t>() - 1);
    case Param::Kind::boolean: return !now.get<bool>();
    case Param::Kind::choice: {
      const auto place = std::ranges::find(param.choices, now.get<std::string>());
      return place + 1 == param.choices.end() ? param.choices.front() : *(place + 1);
    }
    default: return now;
  }
}

/// Every live value of those kinds, changed.
Json other_values(Run& run, bool numbers) {
  Json changes = Json::object();
  for (const Param& param : run.demo().params.list()) {
    const bool number = param.kind == Param::Kind::number;
    if (param.live && number == numbers && param.choices != std::vector<std::string>{"file"}) {
      changes[param.name] = other_value(param, run.values().at(param.name));
    }
  }
  return changes;
}

}  // namespace

TEST_CASE("any step of every demo and preset comes back as it was, and goes on as it did" * long_run) {
  for_each_start([](const Demo& demo, const Start& start) {
    if (start.diverges) return;
    CAPTURE(start.name);
    const std::int64_t count = takes_long(demo, start.values) ? 9 : 66;
    Run run = fresh(demo, start.values);
    Marks marks;
    while (run.step() < count) {
      REQUIRE(run.advance() == Run::Outcome::trained);
      if (run.step() == count / 3) run.change(other_values(run, true));
      if (run.step() == count / 2) run.change(other_values(run, false));
      marks[run.step()] = mark(run);
    }
    REQUIRE(run.step() == count);
    const std::string present = mark(run);
    const std::string history = run.history().to_json().dump();  // where NaN is equal to NaN
    for (const std::int64_t step : {count - 1, std::int64_t{1}, count / 2, count / 2 - 1, count / 3, count - 2}) {
      CAPTURE(step);
      go_to(run, step);
      REQUIRE(run.step() == step);
      CHECK(mark(run) == marks[step]);
      CHECK(run.history().to_json()["step"].back() <= step);
      CHECK(run.course().away);
      CHECK(run.course().last == count);
    }
    run.return_to_present();
    CHECK(run.step() == count);
    CHECK(mark(run) == present);
    CHECK(run.history().to_json().dump() == history);
    go_to(run, count / 2 + 1);
    run.branch();
    CHECK(run.course().last == count / 2 + 1);
    while (run.step() < count) REQUIRE(run.advance() == Run::Outcome::trained);
    CHECK(mark(run) == present);
  });
}
