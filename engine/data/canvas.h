// Pictures of several digits on one canvas, with what each pixel belongs to: composed of images of single ones.
#pragma once

#include <array>
#include <vector>

#include "engine/data/images.h"

namespace gradlab {

struct CanvasOptions {
  std::int64_t edge = 48;        ///< of the canvas, in pixels
  std::int64_t most_digits = 4;  ///< on one canvas; at least one is there
  std::int64_t digit_edge = 18;  ///< the longer edge of a digit's ink, in pixels, give or take a fifth
};

/// A digit on its canvas: the pixels [x0, x1) and [y0, y1) around its ink.
struct PlacedDigit {
  std::int32_t label = 0;
  std::int64_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

struct Canvases {
  Tensor images;                                 ///< [N, edge, edge, 1] in [0, 1]
  Tensor masks;                                  ///< int32 [N, edge, edge]: 0 for background, else 1 + the digit
  std::vector<std::vector<PlacedDigit>> digits;  ///< [N]

  /// Those from `first` to before `last`, sharing their numbers.
  Canvases rows(std::int64_t first, std::int64_t last) const;
};

/// `count` canvases, each of one to `most_digits` of `digits` at random places, none over another's box; one for which
/// there is no room is left out. Throws [canvas] where a digit may be larger than the canvas.
Canvases random_canvases(std::int64_t count, const ImageSet& digits, const CanvasOptions& options, Random& random);

}  // namespace gradlab
