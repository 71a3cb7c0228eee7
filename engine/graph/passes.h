// The forward passes of the engine's models.
#pragma once

#include <string>

#include "engine/graph/trace.h"
#include "engine/nn/transformer.h"

namespace gradlab {

/// From `input`, with `input_shape` but for the batch, which is N, to `output`.
ForwardPass forward_pass(const Sequential& model, const Shape& input_shape, const std::string& input,
                         const std::string& output);

/// Of a decoder from tokens int32 [N, T] to logits [N, T, vocabulary] of the next ones; of an encoder from tokens [N,
/// T] and lengths [N] to logits [N, classes]; of both from source [N, S], source_lengths [N] and tokens [N, T] to
/// logits [N, T, vocabulary].
ForwardPass forward_pass(const Transformer& model);

}  // namespace gradlab
