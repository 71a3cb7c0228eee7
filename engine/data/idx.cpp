#include <algorithm>
#include <utility>

#include "engine/data/images.h"

namespace gradlab {

namespace {

constexpr std::uint8_t unsigned_bytes = 0x08;  // the format's name for one byte a value
constexpr int most_axes = 4;

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
  if (bytes[2] != unsigned_bytes) throw IdxError("type", {}, bytes[2], "values of another type", "unsigned bytes");
  const std::size_t header = 4 + 4 * static_cast<std::size_t>(axes);
  if (bytes.size() < header) throw no_idx("a file that ends in its header", "the whole file");
  Idx idx;
  std::uint64_t size = 1;  // four extents of 32 bits may overflow 64: stop as soon as there are more than bytes
  for (int axis = 0; axis < axes; ++axis) {
    const std::int64_t extent = big_endian(bytes.subspan(4 + 4 * static_cast<std::size_t>(axis), 4));
    idx.shape.push_back(extent);
    if (extent != 0 && size > bytes.size()) continue;
    size *= static_cast<std::uint64_t>(extent);
  }
  if (size > bytes.size() - header) {
    throw IdxError("cut_short", idx.shape, came, idx.shape.to_string() + " values in " + counted(came, "bytes"),
                   "the whole file");
  }
  idx.values = bytes.subspan(header, size);
  bytes = bytes.subspan(header + size);
  return idx;
}

std::vector<std::int32_t> class_labels(const Idx& labels, const IdxOptions& options) {
  if (labels.shape.rank() != 1) fail("idx", "labels " + labels.shape.to_string(), "labels [N]");
  if (labels.values.empty()) throw IdxError("empty", labels.shape, 0, "no labels", "at least one");
  const auto [least, most] = std::ranges::minmax(labels.values);
  for (const std::int32_t label : {std::int32_t{least}, std::int32_t{most}}) {
    if (label >= options.first_label && label - options.first_label < options.classes) continue;
    throw IdxError(
        "label", labels.shape, label, "a label of " + std::to_string(label),
        "labels from " + std::to_string(options.first_label) + " for at most " + counted(options.classes, "classes"));
  }
  if (least == most) {
    throw IdxError("one_class", labels.shape, most, "nothing but labels of " + std::to_string(most),
                   "at least two classes");
  }
  std::vector<std::int32_t> classes;
  classes.reserve(labels.values.size());
  for (const std::uint8_t label : labels.values) classes.push_back(label - options.first_label);
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
                 .pixels = {images.values.begin(), images.values.end()},
                 .labels = std::move(labels)};
  if (!options.transposed) return data;
  std::swap(data.height, data.width);
  std::uint8_t* next = data.pixels.data();
  for (std::int64_t image = 0; image < data.count; ++image) {
    const std::uint8_t* from = images.values.data() + image * data.stride();
    for (std::int64_t y = 0; y < data.height; ++y) {
      for (std::int64_t x = 0; x < data.width; ++x) {
        next = std::copy_n(from + (x * data.height + y) * data.channels, data.channels, next);
      }
    }
  }
  return data;
}

}  // namespace gradlab
