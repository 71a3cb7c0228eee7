#include "demos/gan/digits_mosaic.h"

namespace gradlab {

namespace {

constexpr std::int64_t gap = 2, parting = 8;         // pixels
constexpr float red_green = 0.35f, red_blue = 0.3f;  // of white ink that is to be red

}  // namespace

Mosaic::Mosaic(std::int64_t rows, std::int64_t columns, const Shape& shape, std::int64_t parted_at)
    : height_(shape[1]),
      width_(shape[2]),
      parted_at_(parted_at),
      rows_(Tensor::zeros({rows, height_, columns * (width_ + gap) - gap + (parted_at > 0 ? parting : 0), 3})) {}

void Mosaic::put(const Tensor& images, std::int64_t index, std::int64_t row, std::int64_t column, bool good) {
  const float* from = images.read().data() + index * height_ * width_;
  const std::int64_t left = column * (width_ + gap) + (parted_at_ > 0 && column >= parted_at_ ? parting : 0);
  for (std::int64_t y = 0; y < height_; ++y) {
    float* to = rows_.data() + ((row * height_ + y) * rows_.shape()[2] + left) * 3;
    for (std::int64_t x = 0; x < width_; ++x) {
      const float ink = *from++;
      *to++ = ink, *to++ = good ? ink : ink * red_green, *to++ = good ? ink : ink * red_blue;
    }
  }
}

void Mosaic::show(View& view, GalleryGroup group) const {
  group.palette = "rgb";
  group.range = {0.0, 1.0};
  Gallery(view).add(group, rows_);
}

}  // namespace gradlab
