// A sentence by its tokens, each in the colour of how much it matters.
#pragma once

#include "demos/core/views.h"
#include "demos/parts/sequences/text_source.h"
#include "demos/transformer/inspection.h"

namespace gradlab {

/// A sentence that an encoder judges: behind each token how much surer of its answer it is with that token than without
/// it. The first `class_tokens` are not shown.
void show_judged(View& view, const Transformer& model, const TextSource& source, const Inspection& seen,
                 std::size_t class_tokens);

}  // namespace gradlab
