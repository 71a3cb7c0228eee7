// A text of the visitor's, pasted or in a file.
#pragma once

#include <span>

#include "demos/core/experiment.h"

namespace gradlab {

/// The text as plain_text reads it. Throws Refusal for bytes that are none, or no text, and for a text of a single
/// character or with nothing in it that can be seen.
OwnFile own_text(std::span<const std::uint8_t> bytes);

/// {characters, different}: how long a text is, and how many different characters it has.
Json facts_of(const OwnFile& text);

}  // namespace gradlab
