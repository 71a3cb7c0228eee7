#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// y [..., width] = rows of weight [tokens, width], as the tokens int32 [...] say
class Embedding final : public Layer {
 public:
  using Layer::Layer;

  Shape build(const Shape& input, Random& random) override {
    const std::int64_t tokens = spec().whole("tokens"), width = spec().whole("width");
    weight_ = initialize(Initializer::lecun_normal, {tokens, width}, width, tokens, random).set_requires_gradient();
    Shape output = input;
    output.push_back(width);
    return output;
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!weight_.defined()) fail("embedding", "a forward pass before build", "build first");
    return gather(weight_, x);
  }

  std::vector<Parameter> parameters() const override { return {{"weight", weight_}}; }

 private:
  Tensor weight_;
};

}  // namespace

std::unique_ptr<Layer> embedding(std::int64_t tokens, std::int64_t width) {
  return make_layer({"embedding", {{"tokens", tokens}, {"width", width}}});
}

const RegisterLayer registered_embedding({.name = "embedding",
                                          .fields = {LayerField::whole("tokens", 64), LayerField::whole("width", 64)},
                                          .make = layer_of<Embedding>,
                                          .example = {{"tokens", 6}, {"width", 4}},
                                          .input = {5, 3},
                                          .output = {5, 3, 4},
                                          .tokens = 6});

}  // namespace gradlab
