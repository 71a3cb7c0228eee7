#include "demos/run/situation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

namespace gradlab {

namespace {

using Kind = Situation::Kind;
using Direction = Progress::Direction;

constexpr std::array<const char*, 5> names = {"training", "diverged", "over_fitting", "still", "solved"};

constexpr std::size_t reached_in_a_row = 3;  // one good batch is luck
// What is solved stays so where it comes as near as that: a share of right answers within 2 of 100, a loss to twice it.
constexpr double share_lost = 0.02, loss_grown = 2.0;

// A test loss wobbles by some percent: only a rise by a fifth above its least is clear. And of what had been gained
// until then a twentieth must be lost again: from 2.3 to 0.08 and back to 0.1 hurts nobody.
constexpr std::size_t fewest_tests = 12, smoothed_over = 3;
constexpr double rise = 1.2, gain_lost = 0.05, train_fell = 0.95;

// Hardly: by a fiftieth of all that was gained, or of a tenth of the value where next to nothing was.
constexpr std::size_t fewest_rows = 60, fewest_equal_rows = 12;
constexpr double fewest_steps = 300.0, hardly = 0.02, of_the_value = 0.1;

struct Course {
  std::vector<double> steps, values;
  std::size_t size() const { return values.size(); }
};

/// Rows from step `from` on that have the metric as a number.
Course course_of(const History& history, const std::string& metric, std::int64_t from) {
  Course course;
  const std::vector<float> steps = history.column("step"), values = history.column(metric);
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!std::isfinite(values[row]) || steps[row] < static_cast<float>(from)) continue;
    course.steps.push_back(steps[row]);
    course.values.push_back(values[row]);
  }
  return course;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The mean of each value and its neighbours, and the step in their middle.
Course smoothed(const Course& course) {
  Course result;
  for (std::size_t end = smoothed_over; end <= course.size(); ++end) {
    result.steps.push_back(course.steps[end - 1 - smoothed_over / 2]);
    result.values.push_back(mean(std::span(course.values).subspan(end - smoothed_over, smoothed_over)));
  }
  return result;
}

/// The mean of the last twentieth.
double lately(const Course& course) {
  return mean(std::span(course.values).last(std::max(smoothed_over, course.size() / 20)));
}

std::optional<Situation> solved(const History& history, std::int64_t from, const Goal& goal) {
  const Course course = course_of(history, goal.metric, from);
  if (course.size() < reached_in_a_row) return {};
  const bool rises = goal.direction == Direction::rises;
  const double near = rises ? goal.value - share_lost * std::abs(goal.value) : goal.value * loss_grown;
  const auto within = [&](double value, double bound) { return rises ? value >= bound : value <= bound; };
  if (!within(mean(std::span(course.values).last(reached_in_a_row)), near)) return {};
  std::size_t in_a_row = 0;
  for (std::size_t row = 0; row < course.size(); ++row) {
    in_a_row = within(course.values[row], goal.value) ? in_a_row + 1 : 0;
    if (in_a_row < reached_in_a_row) continue;
    return Situation{Kind::solved, static_cast<std::int64_t>(course.steps[row + 1 - reached_in_a_row])};
  }
  return {};
}

/// The training loss is the one that is tested beside it where there is one; else the running mean of the steps'.
std::optional<Situation> over_fitting(const History& history, std::int64_t from) {
  const Course raw = course_of(history, "test_loss", from);
  if (raw.size() < fewest_tests) return {};
  const Course test = smoothed(raw);
  const auto least = std::ranges::min_element(test.values);
  const double step = test.steps[static_cast<std::size_t>(least - test.values.begin())];
  const double now = lately(raw);
  if (now < rise * *least || now - *least < gain_lost * (raw.values.front() - *least)) return {};

  Course train = course_of(history, "train_loss", from);
  if (train.size() < fewest_tests) train = course_of(history, "loss", from);
  if (train.size() < fewest_tests) return {};
  const double train_now = lately(train);
  train = smoothed(train);
  const auto row = std::ranges::lower_bound(train.steps, step) - train.steps.begin();
  const double then = train.values[std::min(static_cast<std::size_t>(row), train.size() - 1)];
  if (train_now > train_fell * then) return {};
  return Situation{Kind::over_fitting, static_cast<std::int64_t>(step)};
}

std::optional<Situation> still(const History& history, std::int64_t from, const Progress& progress) {
  const Course course = course_of(history, progress.metric, from);
  if (course.size() < fewest_equal_rows) return {};
  const std::size_t third = course.size() / 3;
  const std::span<const double> values = course.values, last = values.last(third);
  const auto [low, high] = std::ranges::minmax(last);
  const Situation found{Kind::still, static_cast<std::int64_t>(course.steps[course.size() - third])};
  if (low == high) return found;
  if (course.size() < fewest_rows || course.steps.back() - course.steps.front() < fewest_steps) return {};
  const double before = mean(values.subspan(course.size() - 2 * third, third)), after = mean(last);
  const double improved = progress.direction == Direction::falls ? before - after : after - before;
  const double gained = std::max(std::abs(values.front() - after), of_the_value * std::abs(before));
  return improved < hardly * gained ? std::optional(found) : std::nullopt;
}

}  // namespace

std::string name_of(Situation::Kind kind) {
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::string> situation_names() {
  return {names.begin(), names.end()};
}

Situation situation_of(const History& history, std::int64_t from, const Progress& progress, const Goal* goal) {
  if (goal != nullptr) {
    if (const auto found = solved(history, from, *goal)) return *found;
  }
  if (const auto found = over_fitting(history, from)) return *found;
  return still(history, from, progress).value_or(Situation());
}

}  // namespace gradlab
