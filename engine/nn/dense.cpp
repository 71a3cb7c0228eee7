#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// y [..., units] = x [..., D] weight [D, units] + bias [units]
class Dense final : public Layer {
 public:
  Dense(std::int64_t units, Initializer initializer) : units_(units), initializer_(initializer) {
    if (units < 1) fail("dense", std::to_string(units) + " units", "at least 1");
  }

  std::string_view kind() const override { return "dense"; }

  Shape build(const Shape& input, Random& random) override {
    if (input.rank() < 2 || input[-1] < 1) fail("dense", "x " + input.to_string(), "x [N, ..., D] with D at least 1");
    const std::int64_t features = input[-1];
    weight_ = initialize(initializer_, {features, units_}, features, units_, random).set_requires_gradient();
    bias_ = Tensor::zeros({units_}).set_requires_gradient();
    Shape output = input;
    output[-1] = units_;
    return output;
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!weight_.defined()) fail("dense", "a forward pass before build", "build first");
    if (x.rank() < 2 || x.shape()[-1] != weight_.shape()[0]) {
      fail("dense", "x " + x.shape().to_string(), "x [N, ..., " + std::to_string(weight_.shape()[0]) + "]");
    }
    return matmul(x, weight_) + bias_;
  }

  std::vector<Parameter> parameters() const override { return {{"weight", weight_}, {"bias", bias_}}; }

 private:
  std::int64_t units_;
  Initializer initializer_;
  Tensor weight_, bias_;
};

}  // namespace

std::unique_ptr<Layer> dense(std::int64_t units, Initializer initializer) {
  return std::make_unique<Dense>(units, initializer);
}

const RegisterLayer registered_dense({"dense", [] { return dense(3); }, {5, 2, 4}, {5, 2, 3}});

}  // namespace gradlab
