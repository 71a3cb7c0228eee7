// Small images in rows and columns, each row as one image.
#pragma once

#include "demos/parts/gallery.h"

namespace gradlab {

class Mosaic {
 public:
  /// Of images of `shape`, [0, H, W, 1]; `parted_at` is the column with a wider gap before it.
  Mosaic(std::int64_t rows, std::int64_t columns, const Shape& shape, std::int64_t parted_at = 0);
  /// Image `index` of images [N, H, W, 1] in [0, 1]; red where it is not `good`.
  void put(const Tensor& images, std::int64_t index, std::int64_t row, std::int64_t column, bool good = true);
  void show(View& view, GalleryGroup group) const;

 private:
  std::int64_t height_, width_, parted_at_;
  Tensor rows_;  // [rows, H, W, 3]
};

}  // namespace gradlab
