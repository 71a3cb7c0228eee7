// Pictures with labels: kept as bytes, read from IDX files, split, and turned into batches of floats.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
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

/// `data` with rows and columns swapped.
ImageData transposed(const ImageData& data);

/// The kinds of numbers that an IDX file may hold, by the format's own numbers for them.
enum class IdxType : std::uint8_t {
  uint8 = 0x08,
  int8 = 0x09,
  int16 = 0x0b,
  int32 = 0x0c,
  float32 = 0x0d,
  float64 = 0x0e
};

/// The format of the MNIST files: numbers of axes and extents (big-endian), then the values.
struct Idx {
  Shape shape;
  std::span<const std::uint8_t> bytes;  ///< the values, big-endian, in the bytes it was read from
  IdxType type = IdxType::uint8;

  std::int64_t count() const;
  double at(std::int64_t index) const;
  /// [N] or [N, 1], or [N, 8] of int32 as QMNIST has them: a label, and seven numbers about who wrote it, and where.
  bool holds_labels() const;
  /// Of the n-th image, where it holds labels.
  double label(std::int64_t n) const { return at(n * (shape.rank() == 1 ? 1 : shape[1])); }
};
/// What is wrong with an IDX file: in words, and apart for those who put it into others.
struct IdxError : Error {
  IdxError(std::string what_is_wrong, const Shape& of, std::int64_t count, std::string_view came,
           std::string_view needed);
  /// "not_idx", "type", "cut_short", "labels_cut_short", "not_images", "empty", "edge", "pixels", "no_pixel", "label",
  /// "no_label", "one_class"
  std::string problem;
  Shape shape;          ///< as the file says, where it was read that far
  std::int64_t number;  ///< bytes that there are, the longest edge, or the label, whichever is wrong
};

/// Takes one IDX file off the front of `bytes`. Throws IdxError for what is none, or is cut off.
Idx read_idx(std::span<const std::uint8_t>& bytes);

/// What black and white are in a file of images.
struct PixelRange {
  double black = 0, white = 255;
};
/// 0 to 255 of unsigned bytes; of other numbers 0 to 1 or 0 to 255 if that holds them all, else from the least to the
/// greatest. Throws IdxError for what is no number.
PixelRange pixel_range(const Idx& images);

struct IdxOptions {
  PixelRange range = {};                        ///< of images: becomes 0 to 255
  bool transposed = false;                      ///< images stored column by column, to be turned back
  std::int32_t first_label = 0;                 ///< becomes class 0
  std::int64_t pixels = std::int64_t{1} << 30;  ///< at most, of all images together
  std::int64_t edge = 64;                       ///< at most, of one image
  std::int64_t classes = 62;                    ///< at most: EMNIST's
};
/// Labels as classes from 0. Throws IdxError for other labels than the options allow, or all the same.
std::vector<std::int32_t> class_labels(const Idx& labels, const IdxOptions& options = {});
/// Images [N, H, W] or [N, H, W, 1 or 3] with `labels`, one each. Throws IdxError for other images than the options
/// allow.
ImageData labelled_images(const Idx& images, std::vector<std::int32_t> labels, const IdxOptions& options = {});

}  // namespace gradlab
