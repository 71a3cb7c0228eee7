// What passes between the page and the trainer, and between the page's shell and its interface, as JSON Schema. Each is
// a JSON object with a "type", and at most one block of bytes. `gradlab schema` prints it.
#pragma once

#include <nlohmann/json.hpp>

namespace gradlab {

/// {"$defs", "parameters": {demo: values}, "to_trainer": {type: {"message", "result"}}, "inputs": {kind: the same},
/// "from_trainer", "to_interface": {type: message}, "from_interface": {type: message}, "view_kinds": {kind: a packed
/// view}}. What $defs name, web/shell/base/protocol.ts declares.
nlohmann::json message_schema();

}  // namespace gradlab
