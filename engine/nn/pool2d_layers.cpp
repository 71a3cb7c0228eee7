#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

// y [N, H', W', C] = mean or greatest of each window of x [N, H, W, C]
class Pool2d final : public Layer {
 public:
  using Pool = Tensor (*)(const Tensor& x, Pool2dOptions options);
  Pool2d(std::string_view kind, Pool pool, Pool2dOptions options) : kind_(kind), pool_(pool), options_(options) {}

  std::string_view kind() const override { return kind_; }
  Shape build(const Shape& input, Random&) override { return output_shape(pool2d_arguments(kind_, input, options_)); }
  Tensor forward(const Tensor& x, Context&) override { return pool_(x, options_); }

 private:
  std::string_view kind_;
  Pool pool_;
  Pool2dOptions options_;
};

}  // namespace

std::unique_ptr<Layer> average_pool2d_layer(Pool2dOptions options) {
  return std::make_unique<Pool2d>("average_pool2d", average_pool2d, options);
}

std::unique_ptr<Layer> max_pool2d_layer(Pool2dOptions options) {
  return std::make_unique<Pool2d>("max_pool2d", max_pool2d, options);
}

const RegisterLayer registered_average_pool2d(
    {"average_pool2d", [] { return average_pool2d_layer(); }, {5, 4, 5, 3}, {5, 2, 2, 3}});
const RegisterLayer registered_max_pool2d(
    {"max_pool2d", [] { return max_pool2d_layer(); }, {5, 4, 5, 3}, {5, 2, 2, 3}});

}  // namespace gradlab
