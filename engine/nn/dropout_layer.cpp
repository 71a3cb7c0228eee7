#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// While training, y [...] = x [...] with a share `rate` zeroed and the rest scaled up to make up for it; otherwise y =
// x (Srivastava et al. 2014).
class Dropout final : public Layer {
 public:
  explicit Dropout(const LayerSpec& spec) : Layer(spec), rate_(spec.number("rate")) {}

  Shape build(const Shape& input, Random&) override { return input; }

  Tensor forward(const Tensor& x, Context& context) override {
    if (!context.training || rate_ == 0.0f) return x;
    if (context.random == nullptr) fail("dropout", "training without a source of chance", "context.random");
    return dropout(x, rate_, *context.random);
  }

 private:
  float rate_;
};

}  // namespace

std::unique_ptr<Layer> dropout_layer(float rate) {
  return make_layer({"dropout", {{"rate", rate}}});
}

// Visitors write the rate in percent.
const RegisterLayer registered_dropout({.name = "dropout",
                                        .fields = {LayerField::number("rate", 0.25, 0, 1).offered(1, 90, 100)},
                                        .make = layer_of<Dropout>,
                                        .example = {{"rate", 0.5}},
                                        .input = {5, 4},
                                        .output = {5, 4},
                                        .place = 5});

}  // namespace gradlab
