// Images as a table holds them, as MNIST's are passed around: a label, and a column for each pixel.
#pragma once

#include <span>

#include "demos/core/experiment.h"

namespace gradlab {

/// Whether the rows of a CSV file are images: whole numbers from 0 to 255, a square of them and a label before or
/// behind, 8 x 8 at least. Throws Refusal where the label is missing.
bool holds_images(std::span<const std::uint8_t> csv);

/// Those images, split as own_images splits one pair. Throws Refusal for what own_images refuses, and [csv] for a row
/// that is no image.
OwnFile images_in_table(std::span<const std::uint8_t> csv);

}  // namespace gradlab
