// A visitor's table as samples: rows that lack a number are left out.
#pragma once

#include "demos/core/experiment.h"

namespace gradlab {

struct LabelledRows {
  Dataset data;  ///< inputs [N, chosen columns], labels [N]
  std::vector<std::string> class_names;
};

/// Classes are the target column's texts, sorted. Throws Refusal for one class, more than `most_classes`, or no whole
/// row.
LabelledRows labelled_rows(const OwnFile& file, std::int64_t most_classes);

/// Inputs [N, chosen columns] and targets [N, 1]. Throws Refusal for a target that is no number, or no whole row.
Dataset numeric_rows(const OwnFile& file);

}  // namespace gradlab
