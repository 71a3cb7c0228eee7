// Pictures with labels: kept as bytes, read from IDX files, split, and turned into batches of floats.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/data.h"

namespace gradlab {

/// Labelled images of one size.
struct ImageData {
  std::int64_t count = 0, height = 0, width = 0, channels = 1;
  std::vector<std::uint8_t> pixels = {};  ///< [count, height, width, channels], 0 to 255
  std::vector<std::int32_t> labels = {};  ///< [count], from 0

  /// Bytes of one image.
  std::int64_t stride() const { return height * width * channels; }
  const std::uint8_t* image(std::int64_t index) const { return pixels.data() + index * stride(); }
  /// The images at `indices` as float32 inputs [B, H, W, C] in [0, 1] and labels [B].
  Dataset at(std::span<const std::int32_t> indices) const;
};

/// Some of the images.
struct ImageSet {
  std::shared_ptr<const ImageData> data;
  std::vector<std::int32_t> indices;
  std::int64_t size() const { return static_cast<std::int64_t>(indices.size()); }
  /// Images number [first, last) of the set, as ImageData::at.
  Dataset at(std::int64_t first, std::int64_t last) const;
};

/// What a model of images learns from and is tested on.
struct ImageSplit {
  ImageSet train, test;
  std::vector<std::string> class_names;
};

/// `train_share` of every class to train with, and the rest to test, each in an order mixed by a fixed seed.
ImageSplit stratified_split(std::shared_ptr<const ImageData> data, double train_share);

/// "0" to "9" for up to ten classes; digits and letters for 26, 47 and 62, as EMNIST has them; else numbers.
std::vector<std::string> class_names(std::int64_t classes);

/// The format of the MNIST files: numbers of axes and extents (big-endian), then one byte a value.
struct Idx {
  Shape shape;
  std::span<const std::uint8_t> values;  ///< in the bytes it was read from
};
/// Takes one IDX file of unsigned bytes off the front of `bytes`. Throws [idx] for what is none, or is cut off.
Idx read_idx(std::span<const std::uint8_t>& bytes);

struct IdxLimits {
  std::int64_t pixels = std::int64_t{1} << 30;  ///< of all images together
  std::int64_t edge = 64;                       ///< of one image
  std::int64_t classes = 62;                    ///< EMNIST's most
};
/// Images [N, H, W] or [N, H, W, 1 or 3] and labels [N]; labels that begin at 1, as EMNIST's letters do, are moved to
/// 0. `transposed` images are turned back. Throws [idx] for what does not fit together or breaks a limit.
ImageData labelled_images(const Idx& images, const Idx& labels, bool transposed = false, IdxLimits limits = {});

}  // namespace gradlab
