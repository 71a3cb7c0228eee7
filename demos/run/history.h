// The course of a run: metrics by step, in bounded space.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "demos/core/params.h"
#include "demos/core/views.h"
#include "engine/io/archive.h"

namespace gradlab {

/// Keeps at most `most_rows` rows, about evenly spaced: when full, every second one goes and the spacing doubles.
class History {
 public:
  static constexpr std::size_t most_rows = 1024;

  /// Steps between two rows; a row is due at multiples of it, or at the first step behind one that is known.
  std::int64_t spacing() const { return spacing_; }
  bool due(std::int64_t step) const;
  void add(std::int64_t step, const std::map<std::string, double>& metrics);
  void clear();
  /// Without the rows behind `step`.
  void forget_after(std::int64_t step);
  /// The last step that is known; 0 where there is none.
  std::int64_t last_step() const;
  /// Values of one metric, row by row; NaN where a row lacks it. Empty if no row has it.
  std::vector<float> column(const std::string& metric) const;
  std::vector<std::string> metrics() const;
  /// {"step": [...], "loss": [...]}
  Json to_json() const;
  void state(Archive& archive);

 private:
  std::int64_t spacing_ = 1;
  std::map<std::string, std::vector<double>> columns_;
  std::size_t rows_ = 0;
};

/// The charts that every demo has: a view named as one of `charts` draws each metric whose name ends so, "accuracy"
/// also "exact" and "valid", and a band where there is a "<chart>_low" and a "<chart>_high"; behind them, what the run
/// before, `former`, came to, where it has the chart's metric.
void show_history(Views& views, const History& history, const History& former, const std::set<std::string>& charts);

}  // namespace gradlab
