#include <string>

#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// y [N, height, width, C] = x [N, height width C]
class Unflatten final : public Layer {
 public:
  using Layer::Layer;
  Shape build(const Shape& input, Random&) override { return unflattened(input); }
  Tensor forward(const Tensor& x, Context&) override { return reshape(x, unflattened(x.shape())); }

 private:
  Shape unflattened(const Shape& shape) const {
    const std::int64_t height = spec().whole("height"), width = spec().whole("width");
    if (shape.rank() != 2 || shape[1] < 1 || shape[1] % (height * width) != 0) {
      fail("unflatten", "x " + shape.to_string(), "x [N, D] with D a multiple of " + std::to_string(height * width));
    }
    return {shape[0], height, width, shape[1] / (height * width)};
  }
};

}  // namespace

const RegisterLayer registered_unflatten({.name = "unflatten",
                                          .fields = {LayerField::whole("height", 7), LayerField::whole("width", 7)},
                                          .make = layer_of<Unflatten>,
                                          .example = {{"height", 2}, {"width", 3}},
                                          .input = {5, 24},
                                          .output = {5, 2, 3, 4}});

}  // namespace gradlab
