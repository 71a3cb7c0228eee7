// The weights of a run's model, alone, for other programs and from them.
#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "demos/run/run.h"
#include "engine/io/safetensors.h"
#include "engine/io/safetensors_header.h"

namespace gradlab {

namespace {

Shape shape_of(const std::vector<std::int64_t>& extents) {
  Shape shape;
  for (const std::int64_t extent : extents) shape.push_back(extent);
  return shape;
}

std::string text_of(const SafeTensors::Entry& entry) {
  std::string text = entry.dtype == "F32" ? "" : entry.dtype + " ";
  if (entry.shape.size() > Shape::max_rank) return text + std::to_string(entry.shape.size()) + " axes";
  return text + shape_of(entry.shape).to_string();
}

/// The numbers for `parameter` in the file.
const SafeTensors::Entry& entry_for(const Parameter& parameter, const SafeTensors& file) {
  const auto entry = std::ranges::find(file.tensors, parameter.name, &SafeTensors::Entry::name);
  if (entry == file.tensors.end()) throw Refusal{"notice.weights_missing", {{"name", parameter.name}}};
  const std::string here = parameter.tensor.shape().to_string(), there = text_of(*entry);
  if (here != there) {
    throw Refusal{"notice.weights_misfit", {{"name", parameter.name}, {"there", there}, {"here", here}}};
  }
  return *entry;
}

std::vector<Parameter> named_tensors(const ForwardPass& pass) {
  std::vector<Parameter> all = pass.parameters;
  all.insert(all.end(), pass.buffers.begin(), pass.buffers.end());
  if (all.empty()) throw Refusal{"notice.no_weights", Json::object()};
  return all;
}

}  // namespace

std::vector<std::uint8_t> Run::weights() {
  SafeTensors file;
  file.metadata = {{"format", "pt"}, {"demo", demo_->name}, {"step", std::to_string(step_)}};
  for (const Parameter& parameter : named_tensors(forward_pass())) {
    const Shape& shape = parameter.tensor.shape();
    const std::span<const float> values = parameter.tensor.read();
    file.tensors.push_back({parameter.name,
                            "F32",
                            {shape.begin(), shape.end()},
                            {reinterpret_cast<const std::uint8_t*>(values.data()), values.size_bytes()}});
  }
  return write_safetensors(file);
}

void Run::take_weights(std::span<const std::uint8_t> bytes) {
  const SafeTensors file = read_safetensors(bytes);
  const std::vector<Parameter> parameters = named_tensors(forward_pass());
  std::vector<const SafeTensors::Entry*> entries;
  for (const Parameter& parameter : parameters) entries.push_back(&entry_for(parameter, file));
  for (const SafeTensors::Entry& entry : file.tensors) {
    if (std::ranges::find(parameters, entry.name, &Parameter::name) == parameters.end()) {
      throw Refusal{"notice.weights_unknown", {{"name", shortened(entry.name)}}};
    }
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    Tensor tensor = parameters[i].tensor;
    std::memcpy(tensor.data(), entries[i]->bytes.data(), entries[i]->bytes.size());
  }
}

void Run::use_weights(std::span<const std::uint8_t> file) {
  arrive();
  take_weights(file);
  branch();
  altered_at_ = step_;
  note({.step = step_, .kind = Change::Kind::weights, .what = {file.begin(), file.end()}});
  arrive_at(step_);
  health_.begin_anew();
}

}  // namespace gradlab
