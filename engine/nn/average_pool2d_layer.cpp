#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

// y [N, H', W', C] = mean of each window of x [N, H, W, C]
class AveragePool2d final : public Layer {
 public:
  explicit AveragePool2d(Pool2dOptions options) : options_(options) {}

  std::string_view kind() const override { return "average_pool2d"; }
  Shape build(const Shape& input, Random&) override {
    return output_shape(pool2d_arguments("average_pool2d", input, options_));
  }
  Tensor forward(const Tensor& x, Context&) override { return average_pool2d(x, options_); }

 private:
  Pool2dOptions options_;
};

}  // namespace

std::unique_ptr<Layer> average_pool2d_layer(Pool2dOptions options) {
  return std::make_unique<AveragePool2d>(options);
}

const RegisterLayer registered_average_pool2d(
    {"average_pool2d", [] { return average_pool2d_layer(); }, {5, 4, 5, 3}, {5, 2, 2, 3}});

}  // namespace gradlab
