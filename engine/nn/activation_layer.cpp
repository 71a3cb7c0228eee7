#include "engine/nn/nn.h"

namespace gradlab {

namespace {

// y [...] = f(x [...]), elementwise
class ActivationLayer final : public Layer {
 public:
  explicit ActivationLayer(const LayerSpec& spec) : Layer(spec), apply_(find_activation(spec.choice("function"))) {}

  Shape build(const Shape& input, Random&) override { return input; }
  Tensor forward(const Tensor& x, Context&) override { return apply_(x); }

 private:
  Activation apply_;
};

}  // namespace

std::unique_ptr<Layer> activation(std::string name) {
  return make_layer({"activation", {{"function", std::move(name)}}});
}

const RegisterLayer registered_activation({.name = "activation",
                                           .fields = {LayerField::choice("function", "relu", activation_names)},
                                           .make = layer_of<ActivationLayer>,
                                           .example = {{"function", "tanh"}},
                                           .input = {5, 4},
                                           .output = {5, 4}});

}  // namespace gradlab
