#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

Shape flattened(const Shape& shape) {
  if (shape.rank() < 1) fail("flatten", "x " + shape.to_string(), "x [N, ...]");
  return {shape[0], shape.size(1, shape.rank())};
}

// y [N, product] = x [N, ...]
class Flatten final : public Layer {
 public:
  using Layer::Layer;
  Shape build(const Shape& input, Random&) override { return flattened(input); }
  Tensor forward(const Tensor& x, Context&) override { return reshape(x, flattened(x.shape())); }
};

}  // namespace

std::unique_ptr<Layer> flatten() {
  return make_layer({"flatten"});
}

const RegisterLayer registered_flatten(
    {.name = "flatten", .make = layer_of<Flatten>, .input = {5, 2, 3}, .output = {5, 6}});

}  // namespace gradlab
