#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

template <typename List>
std::vector<Parameter> of_all(const std::vector<NamedLayer>& layers, List&& list) {
  std::vector<Parameter> all;
  for (const auto& [name, layer] : layers) {
    for (const Parameter& own : list(*layer)) all.push_back({name + "." + own.name, own.tensor});
  }
  return all;
}

}  // namespace

std::vector<Parameter> parameters_of(const std::vector<NamedLayer>& layers) {
  return of_all(layers, [](const Layer& layer) { return layer.parameters(); });
}

std::vector<Parameter> buffers_of(const std::vector<NamedLayer>& layers) {
  return of_all(layers, [](const Layer& layer) { return layer.buffers(); });
}

std::vector<Parameter> Layer::parameters() const {
  return parameters_of(inside());
}

std::vector<Parameter> Layer::buffers() const {
  return buffers_of(inside());
}

Tensor find(const std::vector<Parameter>& parameters, std::string_view name) {
  for (const Parameter& parameter : parameters) {
    if (parameter.name == name) return parameter.tensor;
  }
  fail("parameter", name, "one that the layer has");
}

}  // namespace gradlab
