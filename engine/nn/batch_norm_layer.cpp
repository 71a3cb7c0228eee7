#include "engine/core/error.h"
#include "engine/kernels/kernels.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

// y [..., C] = x [..., C] normalised in each column, scaled and shifted: while training by the moments of the batch at
// hand, of which a running mean is kept, otherwise by that (Ioffe and Szegedy 2015; variances biased, as in Keras).
class BatchNorm final : public Layer {
 public:
  explicit BatchNorm(const LayerSpec& spec)
      : Layer(spec), momentum_(spec.number("momentum")), epsilon_(spec.number("epsilon")) {}

  Shape build(const Shape& input, Random&) override {
    if (input.rank() < 2 || input[-1] < 1) {
      fail("batch_norm", "x " + input.to_string(), "x [N, ..., C] with C at least 1");
    }
    const Shape columns = {input[-1]};
    scale_ = Tensor::full(columns, 1.0f).set_requires_gradient();
    shift_ = Tensor::zeros(columns).set_requires_gradient();
    running_ = {Tensor::zeros(columns), Tensor::full(columns, 1.0f)};
    elements_ = input.size(1, input.rank());
    return input;
  }

  Tensor forward(const Tensor& x, Context& context) override {
    if (!scale_.defined()) fail("batch_norm", "a forward pass before build", "build first");
    if (!context.training) return batch_norm_with(x, scale_, shift_, running_, epsilon_);
    Moments measured;
    const Tensor y = batch_norm(x, scale_, shift_, measured, epsilon_);
    if (measured.mean.defined()) {  // not for an empty batch
      follow(running_.mean, measured.mean);
      follow(running_.variance, measured.variance);
    }
    return y;
  }

  std::vector<Parameter> parameters() const override { return {{"scale", scale_}, {"shift", shift_}}; }
  std::vector<Parameter> buffers() const override {
    return {{"running_mean", running_.mean}, {"running_variance", running_.variance}};
  }
  std::int64_t multiply_adds() const override { return elements_; }

 private:
  /// running = momentum running + (1 - momentum) measured, in place: whoever holds the buffers sees it.
  void follow(Tensor& running, const Tensor& measured) const {
    const Kernels& kernel = kernels(running);
    Tensor part = Tensor::empty_like(measured);
    kernel.unary("scale"_unary, 1.0f - momentum_, 0.0f, measured, part);
    kernel.unary("scale"_unary, momentum_, 0.0f, running, running);
    kernel.binary("add"_binary, running, part, running);
  }

  float momentum_, epsilon_;
  std::int64_t elements_ = 0;
  Tensor scale_, shift_;
  Moments running_;
};

}  // namespace

std::unique_ptr<Layer> batch_norm_layer(float momentum, float epsilon) {
  return make_layer({"batch_norm", {{"momentum", momentum}, {"epsilon", epsilon}}});
}

const RegisterLayer registered_batch_norm({.name = "batch_norm",
                                           .fields = {LayerField::number("momentum", 0.9, 0, 1),
                                                      LayerField::number("epsilon", 1e-3, 0, 1)},
                                           .make = layer_of<BatchNorm>,
                                           .input = {5, 2, 2, 3},
                                           .output = {5, 2, 2, 3},
                                           .place = 4});

}  // namespace gradlab
