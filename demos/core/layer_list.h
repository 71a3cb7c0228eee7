// The values of parameters of the kind `layers`: layers of a network, each its kind and the numbers that it takes.
#pragma once

#include <string>
#include <vector>

#include "demos/core/params.h"
#include "engine/nn/layer_spec.h"

namespace gradlab {

/// Layers read by `vocabulary`, each an object {kind, fields} or its text "conv-8-5"; in the answer objects, with every
/// field: {"kind": "conv", "filters": 8, "size": 5, "stride": 1}. Null for what is no list of these, or longer than
/// `most_layers`. Throws a Refusal that names the first wrong layer and why: an unknown kind, a number too many, out of
/// range, or not whole where the field's own are.
Json completed_layers(const Json& layers, const Json& vocabulary, std::size_t most_layers);

/// The text of complete layers, every field there: "conv-8-5-1,batch_norm".
std::string layers_text(const Json& layers, const Json& vocabulary);

/// What networks of images are built of: every kind of layer that its entry offers, with the fields and ranges that
/// stand there.
Json layer_vocabulary();

/// Completed layers of that vocabulary as the engine makes them: a conv is a conv2d.
std::vector<LayerSpec> layer_specs(const Json& layers);

}  // namespace gradlab
