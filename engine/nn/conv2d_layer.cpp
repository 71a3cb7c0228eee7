#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

// y [N, H', W', filters] = activation(x [N, H, W, C] convolved with weight [size, size, C / groups, filters] + bias)
class Conv2d final : public Layer {
 public:
  explicit Conv2d(const LayerSpec& spec)
      : Layer(spec),
        conv_{.stride = spec.whole("stride"),
              .dilation = spec.whole("dilation"),
              .groups = spec.whole("groups"),
              .padding = spec.choice<Padding>("padding", padding_names()),
              .relu = spec.choice("activation") == "relu"},
        activation_(find_activation(spec.choice("activation"))) {}

  Shape build(const Shape& input, Random& random) override {
    const std::int64_t size = spec().whole("size"), filters = spec().whole("filters");
    const Conv2dArguments arguments = conv2d_arguments(input, size, size, filters, conv_);
    const std::int64_t seen = arguments.c / arguments.groups, taps = size * size;  // channels that a filter sees
    weight_ = initialize(spec().choice<Initializer>("initializer", initializer_names()), {size, size, seen, filters},
                         taps * seen, taps * filters, random);
    weight_.set_requires_gradient();
    if (spec().flag("bias")) bias_ = Tensor::zeros({filters}).set_requires_gradient();
    multiply_adds_ = arguments.out_h * arguments.out_w * weight_.size();
    return output_shape(arguments);
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!weight_.defined()) fail("conv2d", "a forward pass before build", "build first");
    const Tensor y = conv2d(x, weight_, bias_, conv_);
    return conv_.relu ? y : activation_(y);
  }

  std::vector<Parameter> parameters() const override {
    if (!bias_.defined()) return {{"weight", weight_}};
    return {{"weight", weight_}, {"bias", bias_}};
  }
  std::int64_t multiply_adds() const override { return multiply_adds_; }

 private:
  Conv2dOptions conv_;
  Activation activation_;
  std::int64_t multiply_adds_ = 0;
  Tensor weight_, bias_;
};

}  // namespace

const std::vector<std::string>& padding_names() {
  static const std::vector<std::string> names = {"valid", "same"};
  return names;
}

std::unique_ptr<Layer> conv2d_layer(Conv2dLayerOptions options) {
  return make_layer({"conv2d",
                     {{"filters", options.filters},
                      {"size", options.size},
                      {"stride", options.stride},
                      {"dilation", options.dilation},
                      {"groups", options.groups},
                      {"padding", std::string(name_of(options.padding))},
                      {"activation", std::move(options.activation)},
                      {"initializer", name_of(options.initializer)},
                      {"bias", options.bias}}});
}

const RegisterLayer registered_conv2d(
    {.name = "conv2d",
     .label = "conv",
     .fields = {LayerField::whole("filters", 8).offered(1, 128), LayerField::whole("size", 3).offered(1, 11),
                LayerField::whole("stride", 1).offered(1, 4), LayerField::whole("dilation", 1),
                LayerField::whole("groups", 1), LayerField::choice("padding", "valid", padding_names),
                LayerField::choice("activation", "linear", activation_names),
                LayerField::choice("initializer", "glorot_uniform", initializer_names), LayerField::flag("bias", true)},
     .make = layer_of<Conv2d>,
     .example = {{"filters", 4}, {"stride", 2}, {"activation", "tanh"}},
     .input = {5, 5, 6, 3},
     .output = {5, 2, 2, 4},
     .place = 1,
     .images = true});

}  // namespace gradlab
