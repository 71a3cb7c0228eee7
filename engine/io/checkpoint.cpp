#include "engine/io/checkpoint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>

#include "engine/core/error.h"
#include "engine/io/safetensors.h"
#include "engine/io/safetensors_header.h"

namespace gradlab {

namespace {

using Kind = StateDict::Kind;

constexpr std::string_view version = "1", version_key = "format_version", random_prefix = "random.";

constexpr std::array<std::pair<Kind, std::string_view>, 3> dtype_of_kind = {
    {{Kind::float32, "F32"}, {Kind::float64, "F64"}, {Kind::int64, "I64"}}};

using RandomState = std::array<std::uint64_t, 2>;

std::string text_of(const RandomState& state) {
  return std::to_string(state[0]) + " " + std::to_string(state[1]);
}

RandomState random_state(const std::string& name, const std::string& text) {
  RandomState state{};
  const char *end = text.data() + text.size(), *at = std::from_chars(text.data(), end, state[0]).ptr;
  if (at != end) std::from_chars(at + 1, end, state[1]);
  if (text_of(state) != text) fail("checkpoint", "the random state " + name, "two whole numbers: key and counter");
  return state;
}

void put(StateDict& state, std::string_view name, Kind kind, const Shape& shape, std::span<const std::uint8_t> bytes) {
  std::ranges::copy(bytes, state.put(state.fields().size(), name, kind, shape).begin());
}

void put_tensor(StateDict& state, const SafeTensors::Entry& tensor) {
  const auto dtype =
      std::ranges::find(dtype_of_kind, std::string_view(tensor.dtype), &std::pair<Kind, std::string_view>::second);
  if (dtype == dtype_of_kind.end()) {
    fail("checkpoint", shortened(tensor.name) + " of type " + tensor.dtype, "one of F32, F64 and I64");
  }
  if (tensor.shape.size() > Shape::max_rank) {
    fail("checkpoint", shortened(tensor.name) + " with " + std::to_string(tensor.shape.size()) + " axes",
         "at most " + std::to_string(Shape::max_rank));
  }
  Shape shape;
  for (const std::int64_t extent : tensor.shape) shape.push_back(extent);
  put(state, tensor.name, dtype->first, shape, tensor.bytes);
}

}  // namespace

std::vector<std::uint8_t> write_checkpoint(const StateDict& state, std::map<std::string, std::string> about) {
  SafeTensors content;
  content.metadata = std::move(about);
  content.metadata.emplace(version_key, version);
  for (const StateDict::Field& field : state.fields()) {
    const auto bytes = state.bytes(field);
    if (field.kind == Kind::random) {
      RandomState random{};
      std::memcpy(random.data(), bytes.data(), sizeof random);
      content.metadata.emplace(std::string(random_prefix) + field.name, text_of(random));
      continue;
    }
    const auto dtype = std::ranges::find(dtype_of_kind, field.kind, &std::pair<Kind, std::string_view>::first);
    content.tensors.push_back(
        {field.name, std::string(dtype->second), {field.shape.begin(), field.shape.end()}, bytes});
  }
  return write_safetensors(content);
}

Checkpoint read_checkpoint(std::span<const std::uint8_t> file) {
  SafeTensors content = read_safetensors(file);
  const auto given = content.metadata.find(std::string(version_key));
  if (given == content.metadata.end()) fail("checkpoint", "a file without a format version", "one that Gradlab wrote");
  if (given->second != version) {
    fail("checkpoint", "a file of format version " + shortened(given->second),
         "version " + std::string(version) + ", which this Gradlab writes");
  }
  Checkpoint checkpoint;
  for (const SafeTensors::Entry& tensor : content.tensors) put_tensor(checkpoint.state, tensor);
  for (auto& [key, text] : content.metadata) {
    if (!key.starts_with(random_prefix)) {
      checkpoint.about.emplace(key, std::move(text));
      continue;
    }
    const std::string name = key.substr(random_prefix.size());
    const RandomState random = random_state(name, text);
    put(checkpoint.state, name, Kind::random, {},
        std::span(reinterpret_cast<const std::uint8_t*>(random.data()), sizeof random));
  }
  return checkpoint;
}

}  // namespace gradlab
