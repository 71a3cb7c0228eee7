// The classes that a column of texts names.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

namespace gradlab {

struct TableClasses {
  std::vector<std::string> names;  ///< each in its most frequent spelling, in the order of numbers or the alphabet
  std::map<std::string, std::int32_t> labels;  ///< of every spelling
};
/// Texts that differ only in the case of letters name one class; empty ones name none.
TableClasses table_classes(std::span<const std::string> texts);

/// How many classes there would be, counted up to `most`.
std::size_t count_classes(std::span<const std::string> texts, std::size_t most);

}  // namespace gradlab
