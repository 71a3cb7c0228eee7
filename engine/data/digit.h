// A drawn digit as the digits of MNIST are: cut out, scaled, centred.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace gradlab {

/// Points [x, y] of one stroke, in [0, 1] from the top left of what was drawn on.
using Stroke = std::vector<std::array<float, 2>>;
using Strokes = std::vector<Stroke>;

/// The strokes as an image [edge, edge], 0 where there is no ink to 255, as LeCun et al. 1998 ("Gradient-based learning
/// applied to document recognition", section III.A, and the page of MNIST) made theirs: what was drawn is scaled to fit
/// 20 of 28 pixels with its aspect kept, and its centre of mass comes to the middle. The pen is as thick as theirs
/// mostly are, however large the drawing was. All black for no strokes.
std::vector<std::uint8_t> digit_image(const Strokes& strokes, std::int64_t edge = 28);

}  // namespace gradlab
