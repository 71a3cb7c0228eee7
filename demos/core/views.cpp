#include "demos/core/views.h"

#include <cstring>

namespace gradlab {

namespace {

std::vector<std::uint8_t> bytes_of(const void* data, std::size_t count) {
  std::vector<std::uint8_t> bytes(count * 4);
  if (count > 0) std::memcpy(bytes.data(), data, bytes.size());
  return bytes;
}

}  // namespace

View& View::set(std::string_view option, Json value) {
  options_[std::string(option)] = std::move(value);
  return *this;
}

View& View::tensor(std::string_view name, const Tensor& values) {
  const bool floats = values.dtype() == DType::float32;
  const void* data = floats ? static_cast<const void*>(values.read().data()) : values.read_indices().data();
  tensors_[std::string(name)] = {values.shape(), values.dtype(),
                                 bytes_of(data, static_cast<std::size_t>(values.size()))};
  return *this;
}

View& View::tensor(std::string_view name, std::span<const float> values) {
  return tensor(name, values, Shape{static_cast<std::int64_t>(values.size())});
}

View& View::tensor(std::string_view name, std::span<const float> values, const Shape& shape) {
  tensors_[std::string(name)] = {shape, DType::float32, bytes_of(values.data(), values.size())};
  return *this;
}

Json Views::pack(std::vector<std::uint8_t>& bytes) const {
  Json json = Json::object();
  for (const auto& [name, view] : views_) {
    Json tensors = Json::object();
    for (const auto& [label, item] : view.tensors_) {
      bytes.resize((bytes.size() + 7) / 8 * 8);
      tensors[label] = {{"shape", std::vector<std::int64_t>(item.shape.begin(), item.shape.end())},
                        {"dtype", item.dtype == DType::float32 ? "float32" : "int32"},
                        {"offset", bytes.size()}};
      bytes.insert(bytes.end(), item.bytes.begin(), item.bytes.end());
    }
    json[name] = {{"options", view.options_}, {"tensors", std::move(tensors)}};
  }
  return json;
}

Json Views::pack_apart(std::vector<std::uint8_t>& bytes) const {
  const std::string text = pack(bytes).dump(-1, ' ', false, Json::error_handler_t::replace);
  const Json place = {{"offset", bytes.size()}, {"size", text.size()}};
  bytes.insert(bytes.end(), text.begin(), text.end());
  return place;
}

}  // namespace gradlab
