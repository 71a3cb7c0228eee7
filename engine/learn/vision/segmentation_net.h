// A small U-Net (Ronneberger et al. 2015) that tells of every pixel what it belongs to.
#pragma once

#include "engine/learn/vision/block_net.h"

namespace gradlab {

struct SegmentationNetOptions {
  std::int64_t channels = 16;  ///< at half the image's height and width; twice and four times as many further down
  std::int64_t classes = 11;
};

class SegmentationNet : public BlockNet {
 public:
  /// For images [0, H, W, C], H and W multiples of 8.
  void build(const Shape& image, const SegmentationNetOptions& options, Random& random);
  /// Images [N, H, W, C] to logits [N, H, W, classes].
  Tensor forward(const Tensor& images, Context context = {}) const override;

 private:
  enum Place : std::size_t { upper = behind_trunk, joined, head };
};

}  // namespace gradlab
