// Images slightly changed by chance each time they are seen, so that a model learns what does not matter.
#pragma once

#include "engine/data/images.h"

namespace gradlab {

/// How much of each, at most; 0 is none.
struct Augmentation {
  float shift = 0;     ///< pixels along each axis
  float rotation = 0;  ///< degrees to either side
  float zoom = 0;      ///< share of the size, larger or smaller; below 1
  float noise = 0;     ///< standard deviation, of pixels in [0, 1]
  float elastic = 0;   ///< standard deviation of a smooth displacement, in pixels (after Simard et al. 2003)

  bool any() const { return shift > 0 || rotation > 0 || zoom > 0 || noise > 0 || elastic > 0; }
};

/// As data.at(indices), each image resampled once through its own affine map and displacement. Takes one number of
/// `random` for each image; equal numbers give equal images.
Dataset augmented(const ImageData& data, std::span<const std::int32_t> indices, const Augmentation& augmentation,
                  Random& random);

}  // namespace gradlab
