#include "engine/learn/vision/segmentation_net.h"

#include <array>

#include "engine/ops/ops.h"

namespace gradlab {

void SegmentationNet::build(const Shape& image, const SegmentationNetOptions& options, Random& random) {
  require_eighths("segmentation_net", image);
  clear();
  const std::int64_t c = options.channels;
  const auto next = [&](const char* name, const Shape& input, const LayerSpec& spec) {
    return add(name, input, spec, random);
  };
  const Shape half = next("fine", next("stem", image, convolved(c, 4, 2)), convolved(c));
  const Shape quarter = next("middle", next("down", half, convolved(2 * c, 3, 2)), convolved(2 * c));
  const Shape eighth = next("deep", next("lower", quarter, convolved(4 * c, 3, 2)), convolved(4 * c));
  const Shape up = next("up", eighth, doubled(2 * c, 2, "he_normal"));
  const Shape quarter_again = next("merged", beside(up, quarter), convolved(2 * c));
  const Shape upper = next("upper", quarter_again, doubled(c, 2, "he_normal"));
  const Shape half_again = next("joined", beside(upper, half), convolved(c));
  add("head", half_again, doubled(options.classes, 4, "glorot_uniform"), random, false);
}

Tensor SegmentationNet::forward(const Tensor& images, Context context) const {
  const auto block = [&](Place place, const Tensor& x) { return pass(place, x, context); };
  const Tensor half = block(fine, block(stem, images));
  const Tensor quarter = block(middle, block(down, half));
  const Tensor eighth = block(deep, block(lower, quarter));
  const Tensor quarter_again = block(merged, concat(std::array{block(up, eighth), quarter}, 3));
  return block(head, block(joined, concat(std::array{block(upper, quarter_again), half}, 3)));
}

}  // namespace gradlab
