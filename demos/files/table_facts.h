// What the page tells of a table before anything is trained on it.
#pragma once

#include <string>

#include "demos/files/own_table.h"

namespace gradlab {

/// What is in it, as the message `Table` of the schema.
Json columns_of(const KeptTable& kept);

/// What training on the chosen columns comes to, as the message `TableUse`; `learns` is a Demo::table_target. Throws
/// the Refusal with which training would be refused.
Json use_of(const OwnFile& file, const std::string& learns);

}  // namespace gradlab
