#include "engine/learn/vision/detection_net.h"

#include <array>

#include "engine/ops/ops.h"

namespace gradlab {

void DetectionNet::build(const Shape& image, const DetectionNetOptions& options, Random& random) {
  require_eighths("detection_net", image);
  clear();
  const std::int64_t c = options.channels;
  const auto next = [&](const char* name, const Shape& input, const LayerSpec& spec) {
    return add(name, input, spec, random);
  };
  const Shape half = next("fine", next("stem", image, convolved(c, 4, 2)), convolved(c));
  const Shape quarter = next("middle", next("down", half, convolved(2 * c, 3, 2)), convolved(2 * c));
  const Shape eighth = next("deep", next("lower", quarter, convolved(4 * c, 3, 2)), convolved(4 * c));
  const Shape up = next("up", eighth, doubled(2 * c, 2, "he_normal"));
  const Shape quarter_again = next("tower", next("merged", beside(up, quarter), convolved(2 * c)), convolved(2 * c));
  add("cells", quarter_again, convolved(first_class + options.classes, 1, 1, "glorot_uniform"), random, false);
}

Tensor DetectionNet::forward(const Tensor& images, Context context) const {
  const auto block = [&](Place place, const Tensor& x) { return pass(place, x, context); };
  const Tensor quarter = block(middle, block(down, block(fine, block(stem, images))));
  const Tensor eighth = block(deep, block(lower, quarter));
  const Tensor quarter_again = block(merged, concat(std::array{block(up, eighth), quarter}, 3));
  return block(cells, block(tower, quarter_again));
}

}  // namespace gradlab
