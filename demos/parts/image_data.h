// The images that demos of images learn from: the page's digits, or the visitor's own.
#pragma once

#include "demos/core/experiment.h"

namespace gradlab {

/// "data" and, for a file, "turned".
std::vector<Param> image_data_params();

/// The page's own digits, of which the asset "mnist" are the bytes.
std::shared_ptr<const ImageSplit> page_digits(const Assets& assets);

/// The images that these values name, from the asset "mnist" or the visitor's file. Throws a Refusal for a file without
/// images.
std::shared_ptr<const ImageSplit> images_of(const Setup& setup);

/// A drawing as an image of the size and channels of `like`: bytes [H, W, C].
std::vector<std::uint8_t> drawn_picture(const Strokes& strokes, const ImageData& like);
/// The same as an input [1, H, W, C].
Tensor drawn_input(const Strokes& strokes, const ImageData& like);

}  // namespace gradlab
