// The values of parameters of the kind `layers`: layers of a network, each its kind and the numbers that it takes.
#pragma once

#include <string>
#include <vector>

#include "demos/core/params.h"

namespace gradlab {

/// Layers `written` as "conv-8-5" read by `vocabulary`, every field there: "conv-8-5-1". Null for what is no list of
/// texts, or longer than `most_layers`. Throws a Refusal that names the first wrong layer and why: an unknown kind, a
/// number too many, out of range, or not whole where the field's own are.
Json completed_layers(const Json& written, const Json& vocabulary, std::size_t most_layers);

/// One layer, taken apart: {"conv", {8, 5, 1}}.
struct LayerSpec {
  std::string kind;
  std::vector<double> fields;  ///< in the vocabulary's order
  std::int64_t whole(std::size_t field) const { return static_cast<std::int64_t>(fields.at(field)); }
};
std::vector<LayerSpec> layer_specs(const Json& layers);

}  // namespace gradlab
