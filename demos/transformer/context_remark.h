// Whether a context suits the texts that are read with it.
#pragma once

#include <optional>

#include "demos/parts/sequences/text_source.h"

namespace gradlab {

/// What a visitor should know: their text is shorter than the value "context", or answers of a generator do not fit in
/// it. The source is ready.
std::optional<Refusal> remark_on_context(const TextSource& source, const Values& values, Random chance);

}  // namespace gradlab
