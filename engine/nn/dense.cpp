#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// y [..., units] = activation(x [..., D] weight [D, units] + bias [units])
class Dense final : public Layer {
 public:
  explicit Dense(const LayerSpec& spec)
      : Layer(spec),
        units_(spec.whole("units")),
        relu_(spec.choice("activation") == "relu"),
        activation_(find_activation(spec.choice("activation"))) {}

  Shape build(const Shape& input, Random& random) override {
    if (input.rank() < 2 || input[-1] < 1) fail("dense", "x " + input.to_string(), "x [N, ..., D] with D at least 1");
    const std::int64_t features = input[-1];
    weight_ = initialize(spec().choice<Initializer>("initializer", initializer_names()), {features, units_}, features,
                         units_, random, spec().number("gain"));
    weight_.set_requires_gradient();
    if (spec().flag("bias")) bias_ = Tensor::zeros({units_}).set_requires_gradient();
    multiply_adds_ = input.size(1, input.rank()) * units_;
    Shape output = input;
    output[-1] = units_;
    return output;
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!weight_.defined()) fail("dense", "a forward pass before build", "build first");
    if (x.rank() < 2 || x.shape()[-1] != weight_.shape()[0]) {
      fail("dense", "x " + x.shape().to_string(), "x [N, ..., " + std::to_string(weight_.shape()[0]) + "]");
    }
    const Tensor y = linear(x, weight_, bias_, relu_);
    return relu_ ? y : activation_(y);
  }

  std::vector<Parameter> parameters() const override {
    if (!spec().flag("bias")) return {{"weight", weight_}};
    return {{"weight", weight_}, {"bias", bias_}};
  }
  std::int64_t multiply_adds() const override { return multiply_adds_; }

 private:
  std::int64_t units_;
  bool relu_;  // rides along with the product
  Activation activation_;
  std::int64_t multiply_adds_ = 0;
  Tensor weight_, bias_;
};

}  // namespace

std::unique_ptr<Layer> dense(std::int64_t units, Initializer initializer, std::string activation) {
  return make_layer(
      {"dense", {{"units", units}, {"initializer", name_of(initializer)}, {"activation", std::move(activation)}}});
}

const RegisterLayer registered_dense({.name = "dense",
                                      .fields = {LayerField::whole("units", 64).offered(1, 1024),
                                                 LayerField::choice("activation", "linear", activation_names),
                                                 LayerField::choice("initializer", "glorot_uniform", initializer_names),
                                                 LayerField::number("gain", 1, 0, 1000),
                                                 LayerField::flag("bias", true)},
                                      .make = layer_of<Dense>,
                                      .example = {{"units", 3}},
                                      .input = {5, 2, 4},
                                      .output = {5, 2, 3},
                                      .place = 6});

}  // namespace gradlab
