#include <algorithm>

#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

/// The step between the pixels of [N, H, W, C] that leaves [N, H', W', F]: the least s with ceil(H / s) = H' and
/// ceil(W / s) = W'. Throws [residual] where there is none.
std::int64_t stride_between(const Shape& input, const Shape& output) {
  if (input.rank() == 4 && output.rank() == 4) {
    const auto strided = [](std::int64_t extent, std::int64_t stride) { return (extent + stride - 1) / stride; };
    for (std::int64_t stride = 1; stride <= std::max(input[1], input[2]); ++stride) {
      if (strided(input[1], stride) == output[1] && strided(input[2], stride) == output[2]) return stride;
    }
  }
  fail("residual", "layers from " + shape_text(input) + " to " + shape_text(output),
       "an output of the input's shape, or images of its size divided by a whole stride");
}

// y = relu(inner(x) + x), or relu(inner(x) + projection(x)) where the shapes differ (He et al. 2016)
class Residual final : public Layer {
 public:
  Residual(const LayerSpec& spec, const std::vector<LayerSpec>& inner) : Layer(spec), inner_(inner) {
    if (inner.empty()) fail("residual", "no layers", "at least one");
  }

  Shape build(const Shape& input, Random& random) override {
    inner_.build(input, random);
    const Shape output = inner_.output();
    projection_.reset();
    if (!(output == input)) {
      projection_ =
          conv2d_layer({.filters = output[-1], .size = 1, .stride = stride_between(input, output), .bias = false});
      projection_->build(input, random);
    }
    return output;
  }

  Tensor forward(const Tensor& x, Context& context) override {
    return relu(inner_.forward(x, context) + (projection_ ? projection_->forward(x, context) : x));
  }

  std::vector<NamedLayer> inside() const override {
    std::vector<NamedLayer> all = inner_.inside();
    if (projection_) all.push_back({"projection", projection_.get()});
    return all;
  }
  std::int64_t multiply_adds() const override {
    return inner_.multiply_adds() + (projection_ ? projection_->multiply_adds() : 0);
  }

 private:
  Sequential inner_;
  std::unique_ptr<Layer> projection_;
};

// Two convolutions of 3 x 3, each with its norm.
std::unique_ptr<Layer> block(const LayerSpec& spec) {
  const auto convolution = [&](std::int64_t stride) -> LayerSpec {
    return {"conv2d",
            {{"filters", spec.whole("filters")},
             {"size", 3},
             {"stride", stride},
             {"padding", "same"},
             {"initializer", spec.choice("initializer")},
             {"bias", false}}};
  };
  return std::make_unique<Residual>(spec, std::vector<LayerSpec>{convolution(spec.whole("stride")),
                                                                 {"batch_norm"},
                                                                 {"activation", {{"function", "relu"}}},
                                                                 convolution(1),
                                                                 {"batch_norm"}});
}

const std::vector<LayerSpec> example = {
    {"conv2d", {{"filters", 4}, {"stride", 2}, {"padding", "same"}, {"activation", "relu"}}}, {"batch_norm"}};

}  // namespace

std::unique_ptr<Layer> residual(std::vector<LayerSpec> inner) {
  return make_layer({"residual", {{"layers", std::move(inner)}}});
}

const RegisterLayer registered_residual({.name = "residual",
                                         .fields = {LayerField::layers("layers")},
                                         .make = [](const LayerSpec& spec) -> std::unique_ptr<Layer> {
                                           return std::make_unique<Residual>(spec, spec.layers("layers"));
                                         },
                                         .example = {{"layers", example}},
                                         .input = {5, 5, 4, 3},
                                         .output = {5, 3, 2, 4},
                                         .images = true});
const RegisterLayer registered_residual_block(
    {.name = "residual_block",
     .label = "residual",
     .fields = {LayerField::whole("filters", 16).offered(1, 128), LayerField::whole("stride", 1).offered(1, 2),
                LayerField::choice("initializer", "he_normal", initializer_names)},
     .make = block,
     .example = {{"filters", 4}, {"stride", 2}},
     .input = {5, 5, 4, 3},
     .output = {5, 3, 2, 4},
     .place = 7,
     .images = true});

}  // namespace gradlab
