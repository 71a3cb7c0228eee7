#include "demos/parts/image_data.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace gradlab {

namespace {

constexpr double train_share = 0.8;  // of the page's own digits

/// The same split of images with rows and columns swapped.
std::shared_ptr<const ImageSplit> turned(const ImageSplit& split) {
  ImageSplit result = split;
  result.train.data = std::make_shared<const ImageData>(transposed(*split.train.data));
  result.test.data = split.test.data == split.train.data
                         ? result.train.data
                         : std::make_shared<const ImageData>(transposed(*split.test.data));
  return std::make_shared<const ImageSplit>(std::move(result));
}

}  // namespace

std::vector<Param> image_data_params() {
  return {Param::choice("data", "data", "mnist", {"mnist", "file"}),
          Param::boolean("turned", "data", false).shown_when("data", {"file"})};
}

// The asset: an IDX file of images, and one of labels right after it.
std::shared_ptr<const ImageSplit> page_digits(const Assets& assets) {
  std::span<const std::uint8_t> bytes = assets.find("mnist")->second;
  const Idx images = read_idx(bytes), labels = read_idx(bytes);
  const auto data = std::make_shared<const ImageData>(labelled_images(images, class_labels(labels)));
  return std::make_shared<const ImageSplit>(stratified_split(data, train_share));
}

std::shared_ptr<const ImageSplit> images_of(const Setup& setup) {
  if (setup.values.choice("data") != "file") return page_digits(*setup.assets);
  if (!setup.file->images) throw Refusal{"notice.file_not_images", Json::object()};
  return setup.values.boolean("turned") ? turned(*setup.file->images) : setup.file->images;
}

std::vector<std::uint8_t> drawn_picture(const Strokes& strokes, const ImageData& like) {
  const std::int64_t edge = std::min(like.height, like.width);
  const std::vector<std::uint8_t> square = digit_image(strokes, edge);
  std::vector<std::uint8_t> picture(static_cast<std::size_t>(like.stride()));
  const std::int64_t top = (like.height - edge) / 2, left = (like.width - edge) / 2;
  for (std::int64_t i = 0; i < edge * edge; ++i) {
    const std::int64_t pixel = (top + i / edge) * like.width + left + i % edge;
    std::fill_n(picture.begin() + pixel * like.channels, like.channels, square[static_cast<std::size_t>(i)]);
  }
  return picture;
}

Tensor drawn_input(const Strokes& strokes, const ImageData& like) {
  const ImageData one{1, like.height, like.width, like.channels, drawn_picture(strokes, like), {0}};
  return one.at(std::array{0}).inputs;
}

}  // namespace gradlab
