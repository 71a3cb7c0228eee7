#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

// y [..., D] = x [..., D] normalised along each row, scaled and shifted (Ba et al. 2016)
class LayerNorm final : public Layer {
 public:
  explicit LayerNorm(const LayerSpec& spec) : Layer(spec), epsilon_(spec.number("epsilon")) {}

  Shape build(const Shape& input, Random&) override {
    if (input.rank() < 2 || input[-1] < 1) {
      fail("layer_norm", "x " + input.to_string(), "x [N, ..., D] with D at least 1");
    }
    scale_ = Tensor::full({input[-1]}, 1.0f).set_requires_gradient();
    shift_ = Tensor::zeros({input[-1]}).set_requires_gradient();
    elements_ = input.size(1, input.rank());
    return input;
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!scale_.defined()) fail("layer_norm", "a forward pass before build", "build first");
    return layer_norm(x, scale_, shift_, epsilon_);
  }

  std::vector<Parameter> parameters() const override { return {{"scale", scale_}, {"shift", shift_}}; }
  std::int64_t multiply_adds() const override { return elements_; }

 private:
  float epsilon_;
  std::int64_t elements_ = 0;
  Tensor scale_, shift_;
};

}  // namespace

std::unique_ptr<Layer> layer_norm_layer(float epsilon) {
  return make_layer({"layer_norm", {{"epsilon", epsilon}}});
}

const RegisterLayer registered_layer_norm({.name = "layer_norm",
                                           .fields = {LayerField::number("epsilon", 1e-5, 0, 1)},
                                           .make = layer_of<LayerNorm>,
                                           .input = {5, 2, 4},
                                           .output = {5, 2, 4}});

}  // namespace gradlab
