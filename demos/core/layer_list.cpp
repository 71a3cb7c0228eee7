#include "demos/core/layer_list.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace gradlab {

namespace {

constexpr char separator = '-';
constexpr std::size_t longest_layer = 80;  // characters

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char letter : text) letter == separator ? parts.emplace_back() : parts.back() += letter;
  return parts;
}

std::optional<double> number_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const bool whole_text = error == std::errc() && end == text.data() + text.size();
  return whole_text && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string text_of(double number) {
  char text[40];
  return {text, std::to_chars(text, text + sizeof text, number, std::chars_format::fixed).ptr};
}

bool takes(const Json& field, double number) {
  const bool whole = std::ranges::all_of(std::initializer_list<const char*>{"initial", "low", "high"}, [&](auto key) {
    return field[key].template get<double>() == std::floor(field[key].template get<double>());
  });
  return number >= field["low"].get<double>() && number <= field["high"].get<double>() &&
         (!whole || number == std::floor(number));
}

std::optional<std::string> completed(const std::string& written, const Json& vocabulary) {
  if (written.size() > longest_layer) return {};
  const std::vector<std::string> parts = parts_of(written);
  const auto word = std::ranges::find_if(vocabulary, [&](const Json& one) { return one["kind"] == parts[0]; });
  if (word == vocabulary.end() || parts.size() > 1 + (*word)["fields"].size()) return {};
  std::string text = parts[0];
  std::size_t place = 1;
  for (const Json& field : (*word)["fields"]) {
    const std::optional<double> number =
        place < parts.size() ? number_of(parts[place]) : std::optional(field["initial"].get<double>());
    if (!number || !takes(field, *number)) return {};
    text += separator + text_of(*number);
    ++place;
  }
  return text;
}

}  // namespace

Json completed_layers(const Json& written, const Json& vocabulary, std::size_t most_layers) {
  if (!written.is_array() || written.size() > most_layers) return {};
  Json layers = Json::array();
  for (const Json& layer : written) {
    const std::optional<std::string> text =
        layer.is_string() ? completed(layer.get<std::string>(), vocabulary) : std::nullopt;
    if (!text) return {};
    layers.push_back(*text);
  }
  return layers;
}

std::vector<LayerSpec> layer_specs(const Json& layers) {
  std::vector<LayerSpec> specs;
  for (const Json& layer : layers) {
    const std::vector<std::string> parts = parts_of(layer.get<std::string>());
    LayerSpec spec{parts[0], {}};
    for (std::size_t place = 1; place < parts.size(); ++place) spec.fields.push_back(number_of(parts[place]).value());
    specs.push_back(std::move(spec));
  }
  return specs;
}

}  // namespace gradlab
