// Texts by their tokens, each in the colour of how likely the model found it, or of how much it matters.
#pragma once

#include "demos/sequences/inspection.h"
#include "demos/sequences/transformer_task.h"

namespace gradlab {

/// Tokens as they stand in a text that flows, with a sign between a question and its answer.
Json flowing_texts(const TextSource& source, std::span<const std::int32_t> tokens);

/// What was given and written, with the judge's verdict.
void show_texts(View& view, const TextSource& source, const std::vector<Trial>& texts);

/// A sentence that an encoder judges: behind each token how much surer of its answer it is with that token than without
/// it. The first `class_tokens` are not shown.
void show_judged(View& view, const Transformer& model, const TextSource& source, const Inspection& seen,
                 std::size_t class_tokens);

}  // namespace gradlab
