// Numbers in figures to numbers in words, in any language.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/data/text/text.h"

namespace gradlab {

/// A number in figures with no needless zeros and at most nine of them.
std::optional<std::int64_t> read_figures(std::string_view text);

/// Numbers first .. first + count - 1 have so many figures.
struct FigureRange {
  std::int64_t first, count;
};
FigureRange numbers_of(std::int64_t figures);

/// Below a million, of one to six figures with equal chance.
TextTask number_task(std::string name, std::function<std::string(std::int64_t)> write,
                     std::function<std::optional<std::int64_t>(std::string_view)> read);

}  // namespace gradlab
