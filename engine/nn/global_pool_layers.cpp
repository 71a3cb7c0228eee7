#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

// y [N, C] = mean or greatest of x [N, H, W, C] over H and W
class GlobalPool final : public Layer {
 public:
  using Reduce = Tensor (*)(const Tensor& x);
  GlobalPool(std::string_view kind, Reduce reduce) : kind_(kind), reduce_(reduce) {}

  std::string_view kind() const override { return kind_; }

  Shape build(const Shape& input, Random&) override {
    if (input.rank() != 4 || input.size(1, 3) == 0) {
      fail(kind_, "x " + input.to_string(), "images [N, H, W, C] of at least one pixel");
    }
    return {input[0], input[3]};
  }

  Tensor forward(const Tensor& x, Context&) override { return reduce_(x); }

 private:
  std::string_view kind_;
  Reduce reduce_;
};

}  // namespace

std::unique_ptr<Layer> global_average_pool() {
  return std::make_unique<GlobalPool>("global_average_pool", [](const Tensor& x) { return mean(x, {1, 2}); });
}

std::unique_ptr<Layer> global_max_pool() {
  return std::make_unique<GlobalPool>("global_max_pool", [](const Tensor& x) { return max(x, {1, 2}); });
}

const RegisterLayer registered_global_average_pool({"global_average_pool", global_average_pool, {5, 2, 3, 4}, {5, 4}});
const RegisterLayer registered_global_max_pool({"global_max_pool", global_max_pool, {5, 2, 3, 4}, {5, 4}});

}  // namespace gradlab
