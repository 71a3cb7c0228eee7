// A column of a table as a series: its order, its steps in time, its gaps.
#pragma once

#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

struct TableSeries {
  std::vector<float> values;
  const CsvTable::Column* time = nullptr;        ///< the column of dates that tells the order, if there is one
  bool was_reversed = false, was_mixed = false;  ///< the rows stood from the newest to the oldest; in no order
  std::int64_t bridged = 0, left_out = 0;        ///< gaps
  double shortest = 0.0, longest = 0.0;          ///< steps between values, in the unit of `time`
};
TableSeries table_series(const CsvTable& table, std::size_t target);

}  // namespace gradlab
