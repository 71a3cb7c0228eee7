// Images spoilt by chance, for a network to restore (Vincent et al. 2008, "Extracting and composing robust features
// with denoising autoencoders").
#pragma once

#include <string_view>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// In the order of menus: "none"; "noise" adds normal noise to every pixel; "holes" blacks out squares; "strokes" draws
/// straight white lines right across.
const std::vector<std::string>& corruption_names();

/// Images [N, H, W, C] in [0, 1] spoilt by `kind`, and still in there. `amount` in [0, 1] is the noise's deviation, the
/// share of the area that holes are tried at, or a tenth of the strokes. Takes one number of `random` for each image.
Tensor corrupted(const Tensor& images, std::string_view kind, float amount, Random& random);

}  // namespace gradlab
