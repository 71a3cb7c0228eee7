#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

/// "[dense] x ...: need ..." as "[model] layer 2 (dense): x ...: need ..."; a model inside of a layer names both
/// places.
[[noreturn]] void fail_at(std::size_t index, std::string_view kind, std::string_view message) {
  if (message.starts_with("[")) message.remove_prefix(message.find("] ") + 2);
  std::string text = "[model] layer " + std::to_string(index + 1);
  throw Error(text.append(" (").append(kind).append("): ").append(message));
}

}  // namespace

Sequential::Sequential(const std::vector<LayerSpec>& specs) {
  for (const LayerSpec& spec : specs) add(make_layer(spec));
}

std::vector<LayerSpec> Sequential::specs() const {
  std::vector<LayerSpec> specs;
  for (const auto& layer : layers_) specs.push_back(layer->spec());
  return specs;
}

std::vector<NamedLayer> Sequential::inside() const {
  std::vector<NamedLayer> all;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    all.push_back({std::to_string(index), layers_[index].get()});
  }
  return all;
}

Sequential& Sequential::add(std::unique_ptr<Layer> layer) {
  layers_.push_back(std::move(layer));
  return *this;
}

void Sequential::build(const Shape& input, Random& random) {
  outputs_.clear();
  Shape shape = input;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    try {
      outputs_.push_back(shape = layers_[index]->build(shape, random));
    } catch (const Error& error) {
      fail_at(index, layers_[index]->kind(), error.what());
    }
  }
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

std::int64_t Sequential::multiply_adds() const {
  std::int64_t total = 0;
  for (const auto& layer : layers_) total += layer->multiply_adds();
  return total;
}

}  // namespace gradlab
