// The course of a run in bounded space.
#include <doctest/doctest.h>

#include <cmath>

#include "demos/run/history.h"

using namespace gradlab;

TEST_CASE("a history stays bounded, evenly spaced, and true to its steps") {
  History history;
  for (std::int64_t step = 0; step <= 100000; ++step) {
    if (history.due(step)) history.add(step, {{"loss", 2.0 * static_cast<double>(step)}});
  }
  const std::vector<float> steps = history.column("step"), losses = history.column("loss");
  CHECK(steps.size() == losses.size());
  CHECK(steps.size() <= History::most_rows);
  CHECK(steps.size() > History::most_rows / 3);
  for (std::size_t row = 0; row < steps.size(); ++row) {
    CHECK(steps[row] == static_cast<float>(history.spacing()) * static_cast<float>(row));
    CHECK(losses[row] == 2 * steps[row]);
  }
}

TEST_CASE("a metric that comes late or goes is absent, not zero") {
  History history;
  history.add(0, {{"loss", 1.0}});
  history.add(1, {{"loss", 1.0}, {"accuracy", 0.5}});
  history.add(2, {{"accuracy", 0.6}});
  CHECK(std::isnan(history.column("accuracy")[0]));
  CHECK(history.column("accuracy")[2] == doctest::Approx(0.6));
  CHECK(std::isnan(history.column("loss")[2]));
  CHECK(history.column("nothing").empty());
}
