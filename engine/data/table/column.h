// What a column of cells holds, judged as a whole.
#pragma once

#include <span>

#include "engine/data/table/table.h"

namespace gradlab {

/// The mark before the decimals in most cells that could not be read with the other: '.' or ','. Where none tells, what
/// tables with that separator have.
char decimal_mark_of(std::span<const CsvTable::Column> columns, char separator);

/// Fills in all that `column` holds beside its name and its texts.
void read_column(CsvTable::Column& column, char decimal_mark);

}  // namespace gradlab
