// What a visitor can choose about a transformer, and the model that it makes.
#pragma once

#include <string>
#include <vector>

#include "demos/core/params.h"
#include "engine/nn/transformer.h"

namespace gradlab {

/// "architecture"; then what it learns from: "data", "sentences" or "pairs"; then "tokenizer" and "vocabulary".
std::vector<Param> transformer_data_params();
/// "width", "heads", "layers", "context", "positions", "norm", "norm_first", "mlp", "tied", "pooling", "dropout".
std::vector<Param> transformer_model_params();

/// The name of the text that the architecture learns from.
const std::string& text_of(const Values& values);

/// Throws a Refusal for sizes that do not fit each other.
TransformerOptions transformer_options(const Values& values, std::int64_t vocabulary, std::int64_t classes);

}  // namespace gradlab
