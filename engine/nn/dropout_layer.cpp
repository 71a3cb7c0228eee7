#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// While training, y [...] = x [...] with a share `rate` zeroed and the rest scaled up to make up for it; otherwise y =
// x (Srivastava et al. 2014).
class Dropout final : public Layer {
 public:
  explicit Dropout(float rate) : rate_(rate) {
    if (!(rate >= 0.0f && rate < 1.0f)) fail("dropout", "a rate of " + std::to_string(rate), "a rate in [0, 1)");
  }

  std::string_view kind() const override { return "dropout"; }
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
  return std::make_unique<Dropout>(rate);
}

const RegisterLayer registered_dropout({"dropout", [] { return dropout_layer(0.5f); }, {5, 4}, {5, 4}});

}  // namespace gradlab
