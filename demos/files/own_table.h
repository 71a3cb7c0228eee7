// A visitor's table as samples: rows with gaps are left out or filled, and nothing of that is done silently.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/files/table_classes.h"
#include "demos/files/table_series.h"

namespace gradlab {

/// A table with the handle by which it is asked for again.
struct KeptTable {
  std::string handle;
  std::shared_ptr<const CsvTable> table;
};
/// What a message says of it: {first_line, has_header}, each or none.
LayoutChoice layout_choice(const Json& message);
/// Throws Refusal for what is no table.
KeptTable kept_table(std::span<const std::uint8_t> csv, const LayoutChoice& choice = {});

/// The table with the columns that the message `chosen` names: {inputs: [index], target: index, fill: flag}.
OwnFile own_table(const Json& chosen, const std::shared_ptr<const CsvTable>& table);

/// Throws a Refusal with the text `otherwise` where it holds no numbers.
const CsvTable::Column& target_of_numbers(const OwnFile& file, const char* otherwise);

/// Of the rows that have a target.
struct RowCounts {
  std::size_t whole = 0;               ///< with numbers in all of the chosen inputs
  std::size_t fillable = 0;            ///< in one of them at least
  std::vector<std::size_t> lacks_one;  ///< of each input, the rows that lack its number and no other
};
RowCounts counted_rows(const OwnFile& file, bool numeric_target);

/// Rows that have a target, and numbers in all of the chosen inputs; where gaps are filled, in one of them at least.
std::vector<std::size_t> usable_rows(const OwnFile& file, bool numeric_target);

/// The target's classes in `rows`: its texts, whatever their letters' case, in the order of their numbers or the
/// alphabet. Throws Refusal for one class, or too many.
TableClasses classes_in(const OwnFile& file, const std::vector<std::size_t>& rows);

struct LabelledRows {
  Dataset data;  ///< inputs [N, chosen columns], NaN where a gap is to be filled; labels [N]
  std::vector<std::string> class_names;
};
constexpr std::int64_t most_table_classes = 62;  // as many as images have

/// Throws Refusal as classes_in, and for no whole row.
LabelledRows labelled_rows(const OwnFile& file);

/// Inputs [N, chosen columns], NaN where a gap is to be filled, and targets [N, 1]. Throws Refusal for a target that is
/// no number, or no whole row.
Dataset numeric_rows(const OwnFile& file);

/// Fills gaps in the inputs of a file's samples with what the training part has: the mean of numbers, the more frequent
/// of yes and no. Returns what to tell of it: "age 41.5, income 2300"; empty where nothing was filled.
std::string fill_gaps(Split& split, const OwnFile& file);

/// Tells, once, what fill_gaps returned.
std::optional<Refusal> remark_on_gaps(std::string& filled);

/// The names of the chosen inputs, as their numbers are called.
std::vector<std::string> input_names(const OwnFile& file);
std::string target_name(const OwnFile& file);
/// The name of the file that is trained on, or empty.
std::string file_name(const Setup& setup);

/// The target column in the order of time; it needs no inputs. A column of dates tells the order, or
/// else the rows do. Few gaps are bridged by straight lines, many left out. Throws Refusal for a target that is no
/// number, or fewer than 20 of them.
TableSeries series_of(const OwnFile& file);

}  // namespace gradlab
