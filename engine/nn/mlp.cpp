#include "engine/core/error.h"
#include "engine/nn/transformer_parts.h"

namespace gradlab {

namespace {

// W to hidden and back: down(gelu(up(x))), or down(silu(gate(x)) up(x)), without biases (Shazeer 2020).
class Mlp final : public Layer {
 public:
  explicit Mlp(const LayerSpec& spec) : Layer(spec), gated_(spec.choice("form") == "swiglu") {
    up_ = widening();
    if (gated_) gate_ = widening();
  }

  Shape build(const Shape& input, Random& random) override {
    if (input.rank() < 2 || input[-1] < 1) fail("mlp", "x " + input.to_string(), "x [N, ..., W] with W at least 1");
    const Shape hidden = up_->build(input, random);
    if (gated_) gate_->build(input, random);
    down_ = make_layer(
        {"dense",
         {{"units", input[-1]}, {"initializer", "lecun_normal"}, {"gain", spec().number("gain")}, {"bias", !gated_}}});
    return down_->build(hidden, random);
  }

  Tensor forward(const Tensor& x, Context& context) override {
    if (!down_) fail("mlp", "a forward pass before build", "build first");
    if (!gated_) return down_->forward(gelu(up_->forward(x, context)), context);
    const Tensor opened = silu(gate_->forward(x, context));
    return down_->forward(opened * up_->forward(x, context), context);
  }

  std::vector<NamedLayer> inside() const override {
    std::vector<NamedLayer> all = {{"up", up_.get()}};
    if (gated_) all.push_back({"gate", gate_.get()});
    if (down_) all.push_back({"down", down_.get()});
    return all;
  }

  std::int64_t multiply_adds() const override {
    return up_->multiply_adds() + (gated_ ? gate_->multiply_adds() : 0) + (down_ ? down_->multiply_adds() : 0);
  }

 private:
  std::unique_ptr<Layer> widening() const {
    return make_layer(
        {"dense", {{"units", spec().whole("hidden")}, {"initializer", "lecun_normal"}, {"bias", !gated_}}});
  }

  bool gated_;
  std::unique_ptr<Layer> up_, gate_, down_;
};

}  // namespace

const std::vector<std::string>& mlp_names() {
  static const std::vector<std::string> names = {"gelu", "swiglu"};
  return names;
}

const RegisterLayer registered_mlp({.name = "mlp",
                                    .fields = {LayerField::whole("hidden", 256),
                                               LayerField::choice("form", "gelu", mlp_names),
                                               LayerField::number("gain", 1, 0, 1000)},
                                    .make = layer_of<Mlp>,
                                    .example = {{"hidden", 6}},
                                    .input = {5, 3, 4},
                                    .output = {5, 3, 4}});

}  // namespace gradlab
