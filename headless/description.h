// gradlab describe: a model as data, for programs and for readers.
#pragma once

#include <string>

#include "demos/core/params.h"
#include "engine/graph/graph.h"

namespace gradlab {

/// {"inputs": [VALUE...], "parameters": [VALUE...], "constants": [VALUE...],
///  "nodes": [{"op": "linear", "attributes": {"relu": true}, "inputs": [NAME...], "outputs": [VALUE...]}...],
///  "outputs": [{"name": "logits", "value": NAME}...]}
/// with VALUE {"name": NAME, "type": "float32", "shape": ["N", 8]}. What depends on the sizes is a text, as in the
/// shape: "T - 5", "2*N*T". Nodes stand in the order in which they are computed.
Json described(const Graph& graph);

/// The same, a line for each.
std::string table_of(const Graph& graph);

}  // namespace gradlab
