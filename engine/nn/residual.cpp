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
  explicit Residual(std::vector<std::unique_ptr<Layer>> inner) {
    if (inner.empty()) fail("residual", "no layers", "at least one");
    for (auto& layer : inner) inner_.add(std::move(layer));
  }

  std::string_view kind() const override { return "residual"; }

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

  std::vector<Parameter> parameters() const override {
    std::vector<Parameter> all = inner_.parameters();
    if (!projection_) return all;
    for (const Parameter& own : projection_->parameters()) all.push_back({"projection." + own.name, own.tensor});
    return all;
  }
  std::vector<Parameter> buffers() const override { return inner_.buffers(); }
  std::int64_t multiply_adds() const override {
    return inner_.multiply_adds() + (projection_ ? projection_->multiply_adds() : 0);
  }

 private:
  Sequential inner_;
  std::unique_ptr<Layer> projection_;
};

std::unique_ptr<Layer> example() {
  std::vector<std::unique_ptr<Layer>> inner;
  inner.push_back(conv2d_layer({.filters = 4, .stride = 2, .padding = Padding::same, .activation = "relu"}));
  inner.push_back(batch_norm_layer());
  return residual(std::move(inner));
}

}  // namespace

std::unique_ptr<Layer> residual(std::vector<std::unique_ptr<Layer>> inner) {
  return std::make_unique<Residual>(std::move(inner));
}

const RegisterLayer registered_residual({"residual", example, {5, 5, 4, 3}, {5, 3, 2, 4}});

}  // namespace gradlab
