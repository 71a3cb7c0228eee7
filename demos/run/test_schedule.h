// When a run makes the tests that take long (Experiment::test), and what the last one came to.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "demos/core/experiment.h"

namespace gradlab {

/// The numbers of metrics that have been worked out.
std::map<std::string, double> read_back(const Metrics& metrics);

class TestSchedule {
 public:
  /// Whether the history's row of `step` is to have one. Where it trains `remote`, a step's time says nothing of a
  /// test's.
  bool due(std::int64_t step, const Experiment& experiment, bool remote) const;
  /// A test for that row.
  void test_row(std::int64_t step, Experiment& experiment);
  /// Unless the last one was at this step.
  void test(std::int64_t step, Experiment& experiment);
  /// Seconds that it has trained since.
  void rest(double seconds) { rested_ += seconds; }
  /// The last test no longer holds.
  void forget() { at_ = -1; }
  /// Training goes on from there, where it has been before.
  void go_back_to(std::int64_t step) {
    row_ = std::min(row_, step);
    forget();
  }

  bool empty() const { return at_ < 0; }
  const std::map<std::string, double>& numbers() const { return numbers_; }

 private:
  std::map<std::string, double> numbers_;
  std::int64_t at_ = -1;          // the step of the last test, -1 when it does not hold
  std::int64_t row_ = 0;          // of the history: the step of the last one with a test
  double rested_ = 0, took_ = 0;  // seconds of training since the test, and of testing
};

}  // namespace gradlab
