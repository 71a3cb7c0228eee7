#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "engine/data/images.h"

namespace gradlab {

namespace {

constexpr int most_axes = 4;
constexpr std::int64_t columns_of_qmnist = 8;
constexpr double farthest = 1e9;  // that a label may be from 0 and still be told

/// Bytes of a value; 0 of a type that there is not.
std::size_t size_of(IdxType type) {
  switch (type) {
    case IdxType::uint8:
    case IdxType::int8: return 1;
    case IdxType::int16: return 2;
    case IdxType::int32:
    case IdxType::float32: return 4;
    case IdxType::float64: return 8;
  }
  return 0;
}

std::string counted(std::int64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun;
}

std::int64_t big_endian(std::span<const std::uint8_t> four) {
  return std::int64_t{four[0]} << 24 | four[1] << 16 | four[2] << 8 | four[3];
}

void require_images(const Shape& shape, const IdxOptions& options) {
  const std::string came = "images " + shape.to_string();
  if (shape.rank() < 3 || (shape.rank() == 4 && shape[3] != 1 && shape[3] != 3)) {
    throw IdxError("not_images", shape, 0, came, "images [N, H, W], or [N, H, W, 3] with colours");
  }
  if (shape[0] == 0) throw IdxError("empty", shape, 0, "no images", "at least one");
  const std::int64_t longest = std::max(shape[1], shape[2]), shortest = std::min(shape[1], shape[2]);
  if (shortest < 1 || longest > options.edge) {
    const std::string edge = std::to_string(options.edge);
    throw IdxError("edge", shape, options.edge, came, "images of 1 x 1 to " + edge + " x " + edge);
  }
  if (shape.size() > options.pixels) {
    throw IdxError("pixels", shape, options.pixels, came, "at most " + counted(options.pixels, "pixels"));
  }
}

/// As unsigned bytes.
std::vector<std::uint8_t> pixels_of(const Idx& images, const PixelRange& range) {
  if (images.type == IdxType::uint8) return {images.bytes.begin(), images.bytes.end()};
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(images.count()));
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    const double pixel = (images.at(static_cast<std::int64_t>(i)) - range.black) * 255 / (range.white - range.black);
    pixels[i] = static_cast<std::uint8_t>(std::clamp(std::round(pixel), 0.0, 255.0));
  }
  return pixels;
}

}  // namespace

IdxError::IdxError(std::string what_is_wrong, const Shape& of, std::int64_t count, std::string_view came,
                   std::string_view needed)
    : Error(std::string("[idx] ").append(came).append(": need ").append(needed)),
      problem(std::move(what_is_wrong)),
      shape(of),
      number(count) {}

Idx read_idx(std::span<const std::uint8_t>& bytes) {
  const auto came = static_cast<std::int64_t>(bytes.size());
  const auto no_idx = [&](const std::string& what, const char* needed) {
    return IdxError("not_idx", {}, came, what, needed);
  };
  if (bytes.size() < 4) throw no_idx(counted(came, "bytes"), "an IDX file");
  const int axes = bytes[3];
  if (bytes[0] != 0 || bytes[1] != 0 || axes < 1 || axes > most_axes) {
    throw no_idx("a file that begins otherwise", "an IDX file of images or labels, such as MNIST's");
  }
  Idx idx;
  idx.type = static_cast<IdxType>(bytes[2]);
  const std::size_t value_size = size_of(idx.type);
  if (value_size == 0) throw IdxError("type", {}, bytes[2], "values of another type", "whole numbers or floats");
  const std::size_t header = 4 + 4 * static_cast<std::size_t>(axes);
  if (bytes.size() < header) throw no_idx("a file that ends in its header", "the whole file");
  std::uint64_t size = 1;  // four extents of 32 bits may overflow 64: stop as soon as there are more than bytes
  for (int axis = 0; axis < axes; ++axis) {
    const std::int64_t extent = big_endian(bytes.subspan(4 + 4 * static_cast<std::size_t>(axis), 4));
    idx.shape.push_back(extent);
    if (extent != 0 && size > bytes.size()) continue;
    size *= static_cast<std::uint64_t>(extent);
  }
  if (size > (bytes.size() - header) / value_size) {
    throw IdxError(idx.holds_labels() ? "labels_cut_short" : "cut_short", idx.shape, came,
                   idx.shape.to_string() + " values in " + counted(came, "bytes"), "the whole file");
  }
  idx.bytes = bytes.subspan(header, size * value_size);
  bytes = bytes.subspan(header + size * value_size);
  return idx;
}

std::int64_t Idx::count() const {
  return static_cast<std::int64_t>(bytes.size() / size_of(type));
}

double Idx::at(std::int64_t index) const {
  const std::size_t size = size_of(type);
  std::uint64_t bits = 0;
  for (const std::uint8_t byte : bytes.subspan(static_cast<std::size_t>(index) * size, size)) bits = bits << 8 | byte;
  switch (type) {
    case IdxType::uint8: return static_cast<double>(bits);
    case IdxType::int8: return static_cast<std::int8_t>(bits);
    case IdxType::int16: return static_cast<std::int16_t>(bits);
    case IdxType::int32: return static_cast<std::int32_t>(bits);
    case IdxType::float32: return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    case IdxType::float64: return std::bit_cast<double>(bits);
  }
  return 0;
}

bool Idx::holds_labels() const {
  if (shape.rank() != 2) return shape.rank() == 1;
  return shape[1] == 1 || (shape[1] == columns_of_qmnist && type == IdxType::int32);
}

PixelRange pixel_range(const Idx& images) {
  if (images.type == IdxType::uint8) return {};
  double least = 0, most = 0;
  for (std::int64_t i = 0; i < images.count(); ++i) {
    const double pixel = images.at(i);
    if (!std::isfinite(pixel)) throw IdxError("no_pixel", images.shape, i, "a pixel that is no number", "numbers");
    least = std::min(least, pixel), most = std::max(most, pixel);
  }
  if (least < 0 || most > PixelRange().white) return {least, most};
  return most <= 1 ? PixelRange{0, 1} : PixelRange();
}

std::vector<std::int32_t> class_labels(const Idx& labels, const IdxOptions& options) {
  if (!labels.holds_labels()) fail("idx", "labels " + labels.shape.to_string(), "labels [N]");
  const std::int64_t count = labels.shape[0];
  if (count == 0) throw IdxError("empty", labels.shape, 0, "no labels", "at least one");
  std::vector<std::int32_t> classes;
  classes.reserve(static_cast<std::size_t>(count));
  for (std::int64_t n = 0; n < count; ++n) {
    const double label = labels.label(n);
    if (label != std::floor(label)) {  // also what is no number
      throw IdxError("no_label", labels.shape, n, "a label of " + std::to_string(label), "whole numbers");
    }
    classes.push_back(static_cast<std::int32_t>(std::clamp(label, -farthest, farthest)) - options.first_label);
  }
  const auto [least, most] = std::ranges::minmax(classes);
  for (const std::int64_t label : {least, most}) {
    if (label >= 0 && label < options.classes) continue;
    const std::int64_t written = label + options.first_label;
    throw IdxError(
        "label", labels.shape, written, "a label of " + std::to_string(written),
        "labels from " + std::to_string(options.first_label) + " for at most " + counted(options.classes, "classes"));
  }
  if (least == most) {
    const std::int64_t written = std::int64_t{most} + options.first_label;
    throw IdxError("one_class", labels.shape, written, "nothing but labels of " + std::to_string(written),
                   "at least two classes");
  }
  return classes;
}

ImageData labelled_images(const Idx& images, std::vector<std::int32_t> labels, const IdxOptions& options) {
  const Shape& shape = images.shape;
  require_images(shape, options);
  if (const auto count = static_cast<std::int64_t>(labels.size()); count != shape[0]) {
    fail("idx", counted(shape[0], "images") + " and " + counted(count, "labels"), "as many labels as images");
  }
  ImageData data{.count = shape[0],
                 .height = shape[1],
                 .width = shape[2],
                 .channels = shape.rank() == 4 ? shape[3] : 1,
                 .pixels = pixels_of(images, options.range),
                 .labels = std::move(labels)};
  return options.transposed ? transposed(data) : data;
}

}  // namespace gradlab
