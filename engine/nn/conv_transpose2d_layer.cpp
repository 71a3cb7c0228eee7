#include <algorithm>

#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

// y [N, H', W', filters] = activation(x [N, H, W, C] taken by conv_transpose2d with weight [size, size, filters, C] +
// bias); as Keras's Conv2DTranspose, and as PyTorch's ConvTranspose2d but for the order of the weights' axes
class ConvTranspose2d final : public Layer {
 public:
  explicit ConvTranspose2d(const LayerSpec& spec)
      : Layer(spec),
        options_{.stride = spec.whole("stride"), .padding = spec.choice<Padding>("padding", padding_names())},
        activation_(find_activation(spec.choice("activation"))) {}

  Shape build(const Shape& input, Random& random) override {
    const std::int64_t size = spec().whole("size"), filters = spec().whole("filters");
    const Conv2dArguments arguments = conv_transpose2d_arguments(input, size, size, filters, options_);
    const std::int64_t channels = input[3], taps = size * size, squared_stride = options_.stride * options_.stride;
    const std::int64_t seen = std::max<std::int64_t>(1, taps / squared_stride);  // pixels of x that one of y adds up
    weight_ = initialize(spec().choice<Initializer>("initializer", initializer_names()),
                         {size, size, filters, channels}, seen * channels, taps * filters, random);
    weight_.set_requires_gradient();
    if (spec().flag("bias")) bias_ = Tensor::zeros({filters}).set_requires_gradient();
    multiply_adds_ = input[1] * input[2] * weight_.size();
    return input_shape(arguments);
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!weight_.defined()) fail("conv_transpose2d", "a forward pass before build", "build first");
    return activation_(conv_transpose2d(x, weight_, bias_, options_));
  }

  std::vector<Parameter> parameters() const override {
    if (!bias_.defined()) return {{"weight", weight_}};
    return {{"weight", weight_}, {"bias", bias_}};
  }
  std::int64_t multiply_adds() const override { return multiply_adds_; }

 private:
  ConvTranspose2dOptions options_;
  Activation activation_;
  std::int64_t multiply_adds_ = 0;
  Tensor weight_, bias_;
};

}  // namespace

const RegisterLayer registered_conv_transpose2d(
    {.name = "conv_transpose2d",
     .label = "conv_transpose",
     .fields = {LayerField::whole("filters", 8), LayerField::whole("size", 4), LayerField::whole("stride", 2),
                LayerField::choice("padding", "same", padding_names),
                LayerField::choice("activation", "linear", activation_names),
                LayerField::choice("initializer", "glorot_uniform", initializer_names), LayerField::flag("bias", true)},
     .make = layer_of<ConvTranspose2d>,
     .example = {{"filters", 4}, {"size", 3}, {"activation", "tanh"}},
     .input = {5, 2, 3, 3},
     .output = {5, 4, 6, 4},
     .images = true});

}  // namespace gradlab
