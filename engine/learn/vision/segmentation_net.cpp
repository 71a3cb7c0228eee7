#include "engine/learn/vision/segmentation_net.h"

#include <array>

#include "engine/ops/ops.h"

namespace gradlab {

void SegmentationNet::build(const Shape& image, const SegmentationNetOptions& options, Random& random) {
  const std::int64_t c = options.channels;
  const auto [half, quarter] = add_trunk("segmentation_net", image, c, random);
  const Shape upper = add("upper", quarter, doubled(c, 2, "he_normal"), random);
  const Shape half_again = add("joined", beside(upper, half), convolved(c), random);
  add("head", half_again, doubled(options.classes, 4, "glorot_uniform"), random, false);
}

Tensor SegmentationNet::forward(const Tensor& images, Context context) const {
  const auto [half, quarter] = pass_trunk(images, context);
  const Tensor upper_half = pass(upper, quarter, context);
  return pass(head, pass(joined, concat(std::array{upper_half, half}, 3), context), context);
}

}  // namespace gradlab
