// What separates the cells of a table, and in which line it begins: judged by comparing lines.
#pragma once

#include "engine/data/table/table.h"

namespace gradlab {

/// `text` is UTF-8.
TableLayout layout_of(std::string_view text, const LayoutChoice& choice);
bool is_cut_like_a_table(std::string_view text);

}  // namespace gradlab
