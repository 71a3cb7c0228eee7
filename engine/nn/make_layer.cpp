#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

const LayerEntry& entry_of(std::string_view kind) {
  return Registry<LayerEntry>::find("layer", kind);
}

}  // namespace

const std::string& layer_label(std::string_view kind) {
  const LayerEntry& entry = entry_of(kind);
  return entry.label.empty() ? entry.name : entry.label;
}

LayerSpec completed(const LayerSpec& spec) {
  LayerSpec all{spec.kind, {}};
  std::string names;
  for (const LayerField& field : entry_of(spec.kind).fields) {
    const auto given = spec.attributes.find(field.name);
    const LayerSpec::Attribute& value = given == spec.attributes.end() ? field.initial : given->second;
    all.attributes[field.name] = field.checked(spec.kind, value);
    names.append(names.empty() ? "" : ", ").append(field.name);
  }
  for (const auto& [name, value] : spec.attributes) {
    if (!all.attributes.contains(name)) fail(spec.kind, "an attribute " + name, "one of " + names);
  }
  return all;
}

std::unique_ptr<Layer> make_layer(const LayerSpec& spec) {
  return entry_of(spec.kind).make(completed(spec));
}

}  // namespace gradlab
