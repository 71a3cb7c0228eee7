#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

// y [N, C] = mean of x [N, H, W, C] over H and W
class GlobalAveragePool final : public Layer {
 public:
  std::string_view kind() const override { return "global_average_pool"; }

  Shape build(const Shape& input, Random&) override {
    if (input.rank() != 4 || input.size(1, 3) == 0) {
      fail("global_average_pool", "x " + input.to_string(), "images [N, H, W, C] of at least one pixel");
    }
    return {input[0], input[3]};
  }

  Tensor forward(const Tensor& x, Context&) override { return mean(x, {1, 2}); }
};

}  // namespace

std::unique_ptr<Layer> global_average_pool() {
  return std::make_unique<GlobalAveragePool>();
}

const RegisterLayer registered_global_average_pool({"global_average_pool", global_average_pool, {5, 2, 3, 4}, {5, 4}});

}  // namespace gradlab
