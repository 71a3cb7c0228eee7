#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// y [..., D] = x [..., D] divided along each row by the root of its mean square, scaled (Zhang and Sennrich 2019)
class RmsNorm final : public Layer {
 public:
  explicit RmsNorm(const LayerSpec& spec) : Layer(spec), epsilon_(spec.number("epsilon")) {}

  Shape build(const Shape& input, Random&) override {
    if (input.rank() < 2 || input[-1] < 1) {
      fail("rms_norm", "x " + input.to_string(), "x [N, ..., D] with D at least 1");
    }
    scale_ = Tensor::full({input[-1]}, 1.0f).set_requires_gradient();
    elements_ = input.size(1, input.rank());
    return input;
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!scale_.defined()) fail("rms_norm", "a forward pass before build", "build first");
    return rms_norm(x, scale_, epsilon_);
  }

  std::vector<Parameter> parameters() const override { return {{"scale", scale_}}; }
  std::int64_t multiply_adds() const override { return elements_; }

 private:
  float epsilon_;
  std::int64_t elements_ = 0;
  Tensor scale_;
};

}  // namespace

std::unique_ptr<Layer> rms_norm_layer(float epsilon) {
  return make_layer({"rms_norm", {{"epsilon", epsilon}}});
}

const RegisterLayer registered_rms_norm({.name = "rms_norm",
                                         .fields = {LayerField::number("epsilon", 1e-5, 0, 1)},
                                         .make = layer_of<RmsNorm>,
                                         .input = {5, 2, 4},
                                         .output = {5, 2, 4}});

}  // namespace gradlab
