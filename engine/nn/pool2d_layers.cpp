#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

// y [N, H', W', C] = mean or greatest of each window of x [N, H, W, C]
template <Tensor (*pool)(const Tensor& x, Pool2dOptions options)>
class Pool2d final : public Layer {
 public:
  explicit Pool2d(const LayerSpec& spec)
      : Layer(spec),
        options_{.size = spec.whole("size"),
                 .stride = spec.whole("stride"),
                 .padding = spec.choice<Padding>("padding", padding_names())} {}

  Shape build(const Shape& input, Random&) override { return output_shape(pool2d_arguments(kind(), input, options_)); }
  Tensor forward(const Tensor& x, Context&) override { return pool(x, options_); }

 private:
  Pool2dOptions options_;
};

std::unique_ptr<Layer> pooling(std::string kind, const Pool2dOptions& options) {
  return make_layer(
      {std::move(kind),
       {{"size", options.size}, {"stride", options.stride}, {"padding", std::string(name_of(options.padding))}}});
}

template <Tensor (*pool)(const Tensor& x, Pool2dOptions options)>
LayerEntry entry(std::string name, std::string label, int place) {
  return {.name = std::move(name),
          .label = std::move(label),
          .fields = {LayerField::whole("size", 2).offered(2, 8), LayerField::whole("stride", 2, 0).offered(1, 8),
                     LayerField::choice("padding", "valid", padding_names)},
          .make = layer_of<Pool2d<pool>>,
          .input = {5, 4, 5, 3},
          .output = {5, 2, 2, 3},
          .place = place,
          .images = true};
}

}  // namespace

std::unique_ptr<Layer> average_pool2d_layer(Pool2dOptions options) {
  return pooling("average_pool2d", options);
}

std::unique_ptr<Layer> max_pool2d_layer(Pool2dOptions options) {
  return pooling("max_pool2d", options);
}

const RegisterLayer registered_max_pool2d(entry<max_pool2d>("max_pool2d", "max_pool", 2));
const RegisterLayer registered_average_pool2d(entry<average_pool2d>("average_pool2d", "average_pool", 3));

}  // namespace gradlab
