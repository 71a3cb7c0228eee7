#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

Tensor mean_of(const Tensor& x) {
  return mean(x, {1, 2});
}

Tensor greatest_of(const Tensor& x) {
  return max(x, {1, 2});
}

// y [N, C] = mean or greatest of x [N, H, W, C] over H and W
template <Tensor (*reduce)(const Tensor& x)>
class GlobalPool final : public Layer {
 public:
  using Layer::Layer;

  Shape build(const Shape& input, Random&) override {
    if (input.rank() != 4 || input.size(1, 3) == 0) {
      fail(kind(), "x " + input.to_string(), "images [N, H, W, C] of at least one pixel");
    }
    return {input[0], input[3]};
  }

  Tensor forward(const Tensor& x, Context&) override { return reduce(x); }
};

}  // namespace

std::unique_ptr<Layer> global_average_pool() {
  return make_layer({"global_average_pool"});
}

std::unique_ptr<Layer> global_max_pool() {
  return make_layer({"global_max_pool"});
}

const RegisterLayer registered_global_average_pool({.name = "global_average_pool",
                                                    .make = layer_of<GlobalPool<mean_of>>,
                                                    .input = {5, 2, 3, 4},
                                                    .output = {5, 4},
                                                    .place = 8,
                                                    .images = true});
const RegisterLayer registered_global_max_pool({.name = "global_max_pool",
                                                .make = layer_of<GlobalPool<greatest_of>>,
                                                .input = {5, 2, 3, 4},
                                                .output = {5, 4},
                                                .images = true});

}  // namespace gradlab
