// A visitor's table as samples: rows that lack a number are left out.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

/// A table with the handle by which it is asked for again.
struct KeptTable {
  std::string handle;
  std::shared_ptr<const CsvTable> table;
};
KeptTable kept_table(std::span<const std::uint8_t> csv);

/// {table: handle, columns: [{name, numeric, missing, sample}], rows}.
Json columns_of(const KeptTable& kept);

/// The table with the columns that the message `chosen` names: {inputs: [index], target: index}.
OwnFile own_table(const Json& chosen, const std::shared_ptr<const CsvTable>& table);

struct LabelledRows {
  Dataset data;  ///< inputs [N, chosen columns], labels [N]
  std::vector<std::string> class_names;
};

/// Classes are the target column's texts, sorted. Throws Refusal for one class, more than `most_classes`, or no whole
/// row.
LabelledRows labelled_rows(const OwnFile& file, std::int64_t most_classes);

/// Inputs [N, chosen columns] and targets [N, 1]. Throws Refusal for a target that is no number, or no whole row.
Dataset numeric_rows(const OwnFile& file);

/// The numbers of the target column, from the first row to the last; it needs no inputs. Throws Refusal for a target
/// that is no number, or fewer than 20 of them.
std::vector<float> series_of(const OwnFile& file);

}  // namespace gradlab
