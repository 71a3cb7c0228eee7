#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

// y [N, C] = greatest of x [N, H, W, C] over H and W
class GlobalMaxPool final : public Layer {
 public:
  std::string_view kind() const override { return "global_max_pool"; }

  Shape build(const Shape& input, Random&) override {
    if (input.rank() != 4 || input.size(1, 3) == 0) {
      fail("global_max_pool", "x " + input.to_string(), "images [N, H, W, C] of at least one pixel");
    }
    return {input[0], input[3]};
  }

  Tensor forward(const Tensor& x, Context&) override { return max(x, {1, 2}); }
};

}  // namespace

std::unique_ptr<Layer> global_max_pool() {
  return std::make_unique<GlobalMaxPool>();
}

const RegisterLayer registered_global_max_pool({"global_max_pool", global_max_pool, {5, 2, 3, 4}, {5, 4}});

}  // namespace gradlab
