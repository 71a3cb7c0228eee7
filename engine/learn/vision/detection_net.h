// A network that finds things in one look (one stage, without anchors): each cell of a coarse grid says whether it is
// on a thing, where that thing's box lies, and what it is. As "You Only Look Once" (Redmon et al. 2016) has it, with
// boxes from the cell's middle as in "Objects as Points" (Zhou et al. 2019), and one level of a feature pyramid (Lin et
// al. 2017) below.
#pragma once

#include "engine/learn/vision/block_net.h"

namespace gradlab {

struct DetectionNetOptions {
  std::int64_t channels = 16;  ///< at half the image's height and width; twice and four times as many further down
  std::int64_t classes = 10;
};

class DetectionNet : public BlockNet {
 public:
  static constexpr std::int64_t stride = 4;  ///< pixels from one cell to the next
  /// What a cell says: a logit of being on a thing; how far right and down of its own middle that thing's middle is, in
  /// strides; the logarithms of its width and height, in typical sizes; and from `first_class` on the classes' logits.
  static constexpr std::int64_t first_offset = 1, first_size = 3, first_class = 5;
  static constexpr float typical_size = 16.0f;  ///< pixels

  /// For images [0, H, W, C], H and W multiples of 8.
  void build(const Shape& image, const DetectionNetOptions& options, Random& random);
  /// Images [N, H, W, C] to cells [N, H / stride, W / stride, first_class + classes].
  Tensor forward(const Tensor& images, Context context = {}) const override;

 private:
  enum Place : std::size_t { tower = behind_trunk, cells };
};

}  // namespace gradlab
