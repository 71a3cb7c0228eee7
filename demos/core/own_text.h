// A text of the visitor's, pasted or in a file.
#pragma once

#include <span>

#include "demos/core/experiment.h"

namespace gradlab {

/// The text in UTF-8 bytes (a byte order mark is dropped; UTF-16 with one is turned into UTF-8). Throws Refusal for
/// bytes that are empty, no text, or a single character.
OwnFile own_text(std::span<const std::uint8_t> bytes);

}  // namespace gradlab
