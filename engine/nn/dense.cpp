#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// y [..., units] = activation(x [..., D] weight [D, units] + bias [units])
class Dense final : public Layer {
 public:
  Dense(std::int64_t units, Initializer initializer, std::string activation)
      : units_(units), initializer_(initializer), activation_(std::move(activation)) {
    if (units < 1) fail("dense", std::to_string(units) + " units", "at least 1");
    activate(activation_, Tensor::scalar(0.0f));  // an unknown name is refused here, not in the middle of training
  }

  std::string_view kind() const override { return "dense"; }

  Shape build(const Shape& input, Random& random) override {
    if (input.rank() < 2 || input[-1] < 1) fail("dense", "x " + input.to_string(), "x [N, ..., D] with D at least 1");
    const std::int64_t features = input[-1];
    weight_ = initialize(initializer_, {features, units_}, features, units_, random).set_requires_gradient();
    bias_ = Tensor::zeros({units_}).set_requires_gradient();
    multiply_adds_ = input.size(1, input.rank()) * units_;
    Shape output = input;
    output[-1] = units_;
    return output;
  }

  Tensor forward(const Tensor& x, Context&) override {
    if (!weight_.defined()) fail("dense", "a forward pass before build", "build first");
    if (x.rank() < 2 || x.shape()[-1] != weight_.shape()[0]) {
      fail("dense", "x " + x.shape().to_string(), "x [N, ..., " + std::to_string(weight_.shape()[0]) + "]");
    }
    if (activation_ == "relu") return linear(x, weight_, bias_, true);
    return activate(activation_, linear(x, weight_, bias_));
  }

  std::vector<Parameter> parameters() const override { return {{"weight", weight_}, {"bias", bias_}}; }
  std::int64_t multiply_adds() const override { return multiply_adds_; }

 private:
  std::int64_t units_;
  Initializer initializer_;
  std::string activation_;
  std::int64_t multiply_adds_ = 0;
  Tensor weight_, bias_;
};

}  // namespace

std::unique_ptr<Layer> dense(std::int64_t units, Initializer initializer, std::string activation) {
  return std::make_unique<Dense>(units, initializer, std::move(activation));
}

const RegisterLayer registered_dense({"dense", [] { return dense(3); }, {5, 2, 4}, {5, 2, 3}});

}  // namespace gradlab
