#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

Sequential& Sequential::add(std::unique_ptr<Layer> layer) {
  layers_.push_back(std::move(layer));
  return *this;
}

void Sequential::build(const Shape& input, Random& random) {
  outputs_.clear();
  Shape shape = input;
  for (const auto& layer : layers_) outputs_.push_back(shape = layer->build(shape, random));
}

Tensor Sequential::forward(const Tensor& x, Context context) const {
  Tensor y = x;
  for (const auto& layer : layers_) y = layer->forward(y, context);
  return y;
}

Tensor Sequential::forward(const Tensor& x, Context context, std::vector<Tensor>& outputs) const {
  outputs.clear();
  Tensor y = x;
  for (const auto& layer : layers_) outputs.push_back(y = layer->forward(y, context));
  return y;
}

std::vector<Parameter> Sequential::parameters() const {
  std::vector<Parameter> all;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    for (const Parameter& parameter : layers_[index]->parameters()) {
      all.push_back({std::to_string(index) + "." + parameter.name, parameter.tensor});
    }
  }
  return all;
}

}  // namespace gradlab
