#include "engine/learn/vision/detection_net.h"

namespace gradlab {

void DetectionNet::build(const Shape& image, const DetectionNetOptions& options, Random& random) {
  const Shape quarter = add_trunk("detection_net", image, options.channels, random).quarter;
  const Shape last = add("tower", quarter, convolved(2 * options.channels), random);
  add("cells", last, convolved(first_class + options.classes, 1, 1, "glorot_uniform"), random, false);
}

Tensor DetectionNet::forward(const Tensor& images, Context context) const {
  return pass(cells, pass(tower, pass_trunk(images, context).quarter, context), context);
}

}  // namespace gradlab
