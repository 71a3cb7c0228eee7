#include "demos/core/layer_list.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/core/error.h"
#include "engine/nn/nn.h"

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

/// Whether only whole numbers stand in the field.
bool is_whole(const Json& field) {
  return std::ranges::all_of(std::initializer_list<const char*>{"initial", "low", "high"}, [&](auto key) {
    return field[key].template get<double>() == std::floor(field[key].template get<double>());
  });
}

bool takes(const Json& field, double number) {
  return number >= field["low"].get<double>() && number <= field["high"].get<double>() &&
         (!is_whole(field) || number == std::floor(number));
}

Json kinds_of(const Json& vocabulary) {
  Json kinds = Json::array();
  for (const Json& word : vocabulary) kinds.push_back(word["kind"]);
  return kinds;
}

/// The layer `written`, the `place`-th from 1.
std::string completed(const std::string& written, std::size_t place, const Json& vocabulary) {
  const std::vector<std::string> parts = parts_of(written.substr(0, longest_layer));
  const auto word = std::ranges::find_if(vocabulary, [&](const Json& one) { return one["kind"] == parts[0]; });
  if (word == vocabulary.end()) {
    throw Refusal{"notice.layer_kind", {{"place", place}, {"kind", parts[0]}, {"kinds", kinds_of(vocabulary)}}};
  }
  const Json& fields = (*word)["fields"];
  Json arguments = {{"place", place}, {"layer", {{"key", "layer." + parts[0]}}}};
  if (parts.size() > 1 + fields.size() || written.size() > longest_layer) {
    arguments.update({{"most", fields.size()}, {"written", parts}});
    throw Refusal{"notice.layer_numbers", arguments};
  }
  std::string text = parts[0];
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Json& field = fields[i];
    const std::optional<double> number =
        i + 1 < parts.size() ? number_of(parts[i + 1]) : std::optional(field["initial"].get<double>());
    if (!number || !takes(field, *number)) {
      arguments.update({{"field", {{"key", "layer.field." + field["name"].get<std::string>()}}},
                        {"low", field["low"]},
                        {"high", field["high"]},
                        {"value", parts[i + 1]}});
      throw Refusal{is_whole(field) ? "notice.layer_whole_number" : "notice.layer_number", arguments};
    }
    text += separator + text_of(*number);
  }
  return text;
}

std::vector<const LayerEntry*> offered_layers() {
  std::vector<const LayerEntry*> entries;
  for (const std::string& kind : Registry<LayerEntry>::menu([](const LayerEntry& entry) { return entry.place > 0; })) {
    entries.push_back(&Registry<LayerEntry>::find("layer", kind));
  }
  return entries;
}

/// Before a dense layer images are made flat.
bool takes_or_gives_rows(const LayerEntry& entry) {
  return entry.name == "dense" || (entry.images && entry.output.rank() == 2);
}

Json field_of(const LayerField& field) {
  const auto written = [](double number) {
    return number == std::floor(number) ? Json(static_cast<std::int64_t>(number)) : Json(number);
  };
  const double initial = std::visit(
      [](const auto& value) {
        if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>) return static_cast<double>(value);
        return 0.0;
      },
      field.initial);
  return {{"name", field.name},
          {"initial", written(initial * field.offer->per)},
          {"low", written(field.offer->low)},
          {"high", written(field.offer->high)}};
}

}  // namespace

Json completed_layers(const Json& written, const Json& vocabulary, std::size_t most_layers) {
  const auto is_text = [](const Json& layer) { return layer.is_string(); };
  if (!written.is_array() || written.size() > most_layers || !std::ranges::all_of(written, is_text)) return {};
  Json layers = Json::array();
  for (const Json& layer : written) {
    layers.push_back(completed(layer.get_ref<const std::string&>(), layers.size() + 1, vocabulary));
  }
  return layers;
}

Json layer_vocabulary() {
  const std::vector<const LayerEntry*> entries = offered_layers();
  Json rows = Json::array();
  for (const LayerEntry* entry : entries) {
    if (takes_or_gives_rows(*entry)) rows.push_back(layer_label(entry->name));
  }
  Json vocabulary = Json::array();
  for (const LayerEntry* entry : entries) {
    Json fields = Json::array();
    for (const LayerField& field : entry->fields) {
      if (field.offer) fields.push_back(field_of(field));
    }
    vocabulary.push_back({{"kind", layer_label(entry->name)}, {"fields", fields}});
    if (entry->images) vocabulary.back()["before"] = rows;
  }
  return vocabulary;
}

std::vector<LayerSpec> layer_specs(const Json& layers) {
  const std::vector<const LayerEntry*> entries = offered_layers();
  std::vector<LayerSpec> specs;
  for (const Json& layer : layers) {
    const std::vector<std::string> parts = parts_of(layer.get<std::string>());
    const auto entry =
        std::ranges::find_if(entries, [&](const LayerEntry* one) { return layer_label(one->name) == parts[0]; });
    if (entry == entries.end()) fail("layers", parts[0], "a kind of layer_vocabulary");
    LayerSpec spec{(*entry)->name, {}};
    auto number = parts.begin();
    for (const LayerField& field : (*entry)->fields) {
      if (field.offer) spec.attributes[field.name] = number_of(*++number).value() / field.offer->per;
    }
    specs.push_back(completed(spec));
  }
  return specs;
}

}  // namespace gradlab
