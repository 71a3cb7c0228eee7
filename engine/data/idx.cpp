#include <algorithm>

#include "engine/core/error.h"
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

void require_images(const Shape& shape, const IdxLimits& limits) {
  const std::string came = "images " + shape.to_string();
  if (shape.rank() < 3 || (shape.rank() == 4 && shape[3] != 1 && shape[3] != 3)) {
    fail("idx", came, "images [N, H, W], or [N, H, W, 3] with colours");
  }
  if (shape[0] == 0) fail("idx", "no images", "at least one");
  const std::int64_t longest = std::max(shape[1], shape[2]), shortest = std::min(shape[1], shape[2]);
  if (shortest < 1 || longest > limits.edge) {
    fail("idx", came, "images of 1 x 1 to " + std::to_string(limits.edge) + " x " + std::to_string(limits.edge));
  }
  if (shape.size() > limits.pixels) fail("idx", came, "at most " + counted(limits.pixels, "pixels"));
}

std::vector<std::int32_t> checked_labels(const Idx& labels, std::int64_t most_classes) {
  const auto [least, most] = std::ranges::minmax(labels.values);
  const std::int32_t first = least >= 1 ? 1 : 0;
  if (most - first >= most_classes) {
    fail("idx", "a label of " + std::to_string(most), "labels from 0 for at most " + counted(most_classes, "classes"));
  }
  if (least == most) fail("idx", "nothing but labels of " + std::to_string(most), "at least two classes");
  std::vector<std::int32_t> numbers;
  for (const std::uint8_t label : labels.values) numbers.push_back(label - first);
  return numbers;
}

}  // namespace

Idx read_idx(std::span<const std::uint8_t>& bytes) {
  if (bytes.size() < 4) fail("idx", counted(static_cast<std::int64_t>(bytes.size()), "bytes"), "an IDX file");
  const int axes = bytes[3];
  if (bytes[0] != 0 || bytes[1] != 0 || axes < 1 || axes > most_axes) {
    fail("idx", "a file that begins otherwise", "an IDX file of images or labels, such as MNIST's");
  }
  if (bytes[2] != unsigned_bytes) fail("idx", "values of another type", "unsigned bytes");
  const std::size_t header = 4 + 4 * static_cast<std::size_t>(axes);
  if (bytes.size() < header) fail("idx", "a file that ends in its header", "the whole file");
  Idx idx;
  std::uint64_t size = 1;  // four extents of 32 bits may overflow 64: stop as soon as there are more than bytes
  for (int axis = 0; axis < axes; ++axis) {
    const std::int64_t extent = big_endian(bytes.subspan(4 + 4 * static_cast<std::size_t>(axis), 4));
    idx.shape.push_back(extent);
    if (extent != 0 && size > bytes.size()) continue;
    size *= static_cast<std::uint64_t>(extent);
  }
  if (size > bytes.size() - header) {
    fail("idx", idx.shape.to_string() + " values in " + counted(static_cast<std::int64_t>(bytes.size()), "bytes"),
         "the whole file");
  }
  idx.values = bytes.subspan(header, size);
  bytes = bytes.subspan(header + size);
  return idx;
}

ImageData labelled_images(const Idx& images, const Idx& labels, bool transposed, IdxLimits limits) {
  const Shape& shape = images.shape;
  require_images(shape, limits);
  if (labels.shape.rank() != 1) fail("idx", "labels " + labels.shape.to_string(), "labels [N]");
  if (labels.shape[0] != shape[0]) {
    fail("idx", counted(shape[0], "images") + " and " + counted(labels.shape[0], "labels"), "as many labels as images");
  }
  ImageData data{.count = shape[0],
                 .height = shape[1],
                 .width = shape[2],
                 .channels = shape.rank() == 4 ? shape[3] : 1,
                 .pixels = {images.values.begin(), images.values.end()},
                 .labels = checked_labels(labels, limits.classes)};
  if (!transposed) return data;
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
