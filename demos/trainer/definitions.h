// What messages are made of, by name.
#pragma once

#include <nlohmann/json.hpp>

namespace gradlab {

/// {name: JSON Schema}: the $defs of message_schema.
nlohmann::json definitions();

}  // namespace gradlab
