#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

// y [N, H', W', filters] = activation(x [N, H, W, C] convolved with weight [size, size, C / groups, filters] + bias)
class Conv2d final : public Layer {
 public:
  explicit Conv2d(Conv2dLayerOptions options)
      : options_(std::move(options)),
        conv_{.stride = options_.stride,
              .dilation = options_.dilation,
              .groups = options_.groups,
              .padding = options_.padding,
              .relu = options_.activation == "relu"} {
    activate(options_.activation, Tensor::scalar(0.0f));  // an unknown name is refused here, not in training
  }

  std::string_view kind() const override { return "conv2d"; }

  Shape build(const Shape& input, Random& random) override {
    const std::int64_t size = options_.size, filters = options_.filters;
    const Conv2dArguments arguments = conv2d_arguments(input, size, size, filters, conv_);
    const std::int64_t seen = arguments.c / arguments.groups, taps = size * size;  // channels that a filter sees
    weight_ = initialize(options_.initializer, {size, size, seen, filters}, taps * seen, taps * filters, random);
    weight_.set_requires_gradient();
    if (options_.bias) bias_ = Tensor::zeros({filters}).set_requires_gradient();
    multiply_adds_ = arguments.out_h * arguments.out_w * weight_.size();
    return output_shape(arguments);
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!weight_.defined()) fail("conv2d", "a forward pass before build", "build first");
    const Tensor y = conv2d(x, weight_, bias_, conv_);
    return conv_.relu ? y : activate(options_.activation, y);
  }

  std::vector<Parameter> parameters() const override {
    if (!options_.bias) return {{"weight", weight_}};
    return {{"weight", weight_}, {"bias", bias_}};
  }
  std::int64_t multiply_adds() const override { return multiply_adds_; }

 private:
  Conv2dLayerOptions options_;
  Conv2dOptions conv_;
  std::int64_t multiply_adds_ = 0;
  Tensor weight_, bias_;
};

}  // namespace

std::unique_ptr<Layer> conv2d_layer(Conv2dLayerOptions options) {
  return std::make_unique<Conv2d>(std::move(options));
}

const RegisterLayer registered_conv2d({"conv2d",
                                       [] { return conv2d_layer({.filters = 4, .stride = 2, .activation = "tanh"}); },
                                       {5, 5, 6, 3},
                                       {5, 2, 2, 4}});

}  // namespace gradlab
