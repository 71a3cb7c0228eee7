#include "web/ui/frame/view_data.h"

#include <cstring>

namespace gradlab::ui {
namespace {

Numbers read_numbers(const Json& json, std::span<const std::uint8_t> bytes) {
  Numbers numbers;
  double count = 1.0;
  for (const int extent : integers_of(member(json, "shape"))) {
    numbers.shape.push_back(extent);
    count *= extent;
  }
  const double offset = number_of(member(json, "offset"), -1.0);
  if (count <= 0.0 || offset < 0.0 || offset + 4.0 * count > static_cast<double>(bytes.size())) return {};
  numbers.values.resize(static_cast<std::size_t>(count));
  const std::uint8_t* source = bytes.data() + static_cast<std::size_t>(offset);
  if (string_of(member(json, "dtype")) == "int32") {
    for (std::size_t i = 0; i < numbers.values.size(); ++i) {
      std::int32_t whole;
      std::memcpy(&whole, source + 4 * i, 4);
      numbers.values[i] = static_cast<float>(whole);
    }
  } else {
    std::memcpy(numbers.values.data(), source, 4 * numbers.values.size());
  }
  return numbers;
}

Json read_text(const Json& place, std::span<const std::uint8_t> bytes) {
  const double offset = number_of(member(place, "offset"), -1.0), size = number_of(member(place, "size"), -1.0);
  if (offset < 0.0 || size < 0.0 || offset + size > static_cast<double>(bytes.size())) return {};
  const auto text = bytes.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
  return Json::parse(text.begin(), text.end(), nullptr, false);
}

}  // namespace

std::span<const float> Numbers::slice(int i) const {
  if (empty() || i < 0 || i >= length(0)) return {};
  const std::size_t size = values.size() / static_cast<std::size_t>(length(0));
  return std::span(values).subspan(static_cast<std::size_t>(i) * size, size);
}

const Numbers& ViewData::tensor(std::string_view name, std::size_t rank) const {
  static const Numbers none;
  const auto found = tensors.find(name);
  return found != tensors.end() && found->second.shape.size() == rank ? found->second : none;
}

std::map<std::string, ViewData> read_views(const Json& place, std::span<const std::uint8_t> bytes) {
  std::map<std::string, ViewData> result;
  const Json views = read_text(place, bytes);
  if (!views.is_object()) return result;
  for (const auto& [name, json] : views.items()) {
    ViewData& view = result[name];
    view.options = member(json, "options");
    if (const Json& tensors = member(json, "tensors"); tensors.is_object()) {
      for (const auto& [tensor, packed] : tensors.items()) view.tensors[tensor] = read_numbers(packed, bytes);
    }
  }
  return result;
}

}  // namespace gradlab::ui
