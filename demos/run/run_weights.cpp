// The weights of a run's model, alone, for other programs and from them: as PyTorch names and lays them out.
#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "demos/run/run.h"
#include "engine/graph/pytorch.h"
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

/// The numbers in the file for a tensor of the model.
const SafeTensors::Entry& entry_for(const PyTorchTensor& tensor, const SafeTensors& file) {
  const auto entry = std::ranges::find(file.tensors, tensor.name, &SafeTensors::Entry::name);
  if (entry == file.tensors.end()) throw Refusal{"notice.weights_missing", {{"name", tensor.name}}};
  const std::string here = tensor.shape.to_string(), there = text_of(*entry);
  if (here != there) throw Refusal{"notice.weights_misfit", {{"name", tensor.name}, {"there", there}, {"here", here}}};
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
  const ForwardPass pass = forward_pass();
  const std::vector<Parameter> parameters = named_tensors(pass);
  const Graph graph = trace(pass);
  std::vector<std::vector<float>> values;  // which the file only refers to
  for (const auto& [name, tensor] : parameters) {
    const PyTorchTensor there = pytorch_tensor(graph, name, tensor.shape());
    values.push_back(there.from_ours(tensor.read()));
    file.tensors.push_back({there.name,
                            "F32",
                            {there.shape.begin(), there.shape.end()},
                            {reinterpret_cast<const std::uint8_t*>(values.back().data()), 4 * values.back().size()}});
  }
  return write_safetensors(file);
}

void Run::take_weights(std::span<const std::uint8_t> bytes) {
  const SafeTensors file = read_safetensors(bytes);
  const ForwardPass pass = forward_pass();
  const std::vector<Parameter> parameters = named_tensors(pass);
  const Graph graph = trace(pass);
  std::vector<PyTorchTensor> expected;
  for (const auto& [name, tensor] : parameters) expected.push_back(pytorch_tensor(graph, name, tensor.shape()));
  std::vector<const SafeTensors::Entry*> entries;
  for (const PyTorchTensor& tensor : expected) entries.push_back(&entry_for(tensor, file));
  for (const SafeTensors::Entry& entry : file.tensors) {
    if (std::ranges::find(expected, entry.name, &PyTorchTensor::name) == expected.end()) {
      throw Refusal{"notice.weights_unknown", {{"name", shortened(entry.name)}}};
    }
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    Tensor tensor = parameters[i].tensor;
    std::vector<float> theirs(static_cast<std::size_t>(tensor.size()));
    std::memcpy(theirs.data(), entries[i]->bytes.data(), entries[i]->bytes.size());
    expected[i].to_ours(theirs, {tensor.data(), theirs.size()});
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
