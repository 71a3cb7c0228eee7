#include "demos/core/layer_list.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "demos/core/number_text.h"
#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

constexpr char between_numbers = '-';
constexpr std::size_t longest_layer = 80;  // characters

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char letter : text) letter == between_numbers ? parts.emplace_back() : parts.back() += letter;
  return parts;
}

/// Whether only whole numbers stand in the field.
bool is_whole(const Json& field) {
  return std::ranges::all_of(std::initializer_list<const char*>{"initial", "low", "high"}, [&](auto key) {
    return field[key].template get<double>() == std::floor(field[key].template get<double>());
  });
}

bool takes(const Json& field, const Json& value) {
  if (!value.is_number()) return false;
  const auto number = value.get<double>();
  return number >= field["low"].get<double>() && number <= field["high"].get<double>() &&
         (!is_whole(field) || number == std::floor(number));
}

Json kinds_of(const Json& vocabulary) {
  Json kinds = Json::array();
  for (const Json& word : vocabulary) kinds.push_back(word["kind"]);
  return kinds;
}

/// What the vocabulary says of `kind`, of the `place`-th layer from 1.
const Json& word_of(const std::string& kind, std::size_t place, const Json& vocabulary) {
  const auto word = std::ranges::find_if(vocabulary, [&](const Json& one) { return one["kind"] == kind; });
  if (word != vocabulary.end()) return *word;
  throw Refusal{"notice.layer_kind",
                {{"place", place}, {"kind", kind.substr(0, longest_layer)}, {"kinds", kinds_of(vocabulary)}}};
}

Json layer_key(const std::string& kind) {
  return {{"key", "layer." + kind}};
}

[[noreturn]] void refuse_surplus(const Json& word, std::size_t place, const std::vector<std::string>& written) {
  throw Refusal{
      "notice.layer_numbers",
      {{"place", place}, {"layer", layer_key(word["kind"])}, {"most", word["fields"].size()}, {"written", written}}};
}

/// "conv-8-x" as {"kind": "conv", "filters": 8, "size": "x"}.
Json taken_apart(const std::string& text, std::size_t place, const Json& vocabulary) {
  const std::vector<std::string> parts = parts_of(text.substr(0, longest_layer));
  const Json& word = word_of(parts[0], place, vocabulary);
  const Json& fields = word["fields"];
  if (parts.size() > 1 + fields.size() || text.size() > longest_layer) refuse_surplus(word, place, parts);
  Json layer = {{"kind", parts[0]}};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const bool plain = parts[i].find_first_not_of("0123456789.") == std::string::npos;
    const std::optional<double> number = plain ? number_of(parts[i]) : std::nullopt;
    layer[fields[i - 1]["name"].get_ref<const std::string&>()] = number ? json_of(*number) : Json(parts[i]);
  }
  return layer;
}

Json completed(const Json& layer, std::size_t place, const Json& vocabulary) {
  const std::string kind = layer.value("kind", "");
  const Json& word = word_of(kind, place, vocabulary);
  Json complete = {{"kind", kind}};
  for (const Json& field : word["fields"]) {
    const auto& name = field["name"].get_ref<const std::string&>();
    const Json value = layer.value(name, field["initial"]);
    if (!takes(field, value)) {
      throw Refusal{is_whole(field) ? "notice.layer_whole_number" : "notice.layer_number",
                    {{"place", place},
                     {"layer", layer_key(kind)},
                     {"field", {{"key", "layer.field." + name}}},
                     {"low", field["low"]},
                     {"high", field["high"]},
                     {"value", cut_short(value)}}};
    }
    complete[name] = json_of(value.get<double>());
  }
  std::vector<std::string> surplus = {kind};
  for (const auto& [name, value] : layer.items()) {
    if (!complete.contains(name)) surplus.push_back(name.substr(0, longest_layer));
  }
  if (surplus.size() > 1) refuse_surplus(word, place, surplus);
  return complete;
}

bool is_layer(const Json& layer) {
  return layer.is_string() || (layer.is_object() && layer.contains("kind") && layer["kind"].is_string());
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
  const double initial = std::visit(
      [](const auto& value) {
        if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>) return static_cast<double>(value);
        return 0.0;
      },
      field.initial);
  return {{"name", field.name},
          {"initial", json_of(initial * field.offer->per)},
          {"low", json_of(field.offer->low)},
          {"high", json_of(field.offer->high)}};
}

}  // namespace

Json completed_layers(const Json& layers, const Json& vocabulary, std::size_t most_layers) {
  if (!layers.is_array() || layers.size() > most_layers || !std::ranges::all_of(layers, is_layer)) return {};
  Json all = Json::array();
  for (const Json& layer : layers) {
    const std::size_t place = all.size() + 1;
    all.push_back(completed(layer.is_string() ? taken_apart(layer, place, vocabulary) : layer, place, vocabulary));
  }
  return all;
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

std::string layers_text(const Json& layers, const Json& vocabulary) {
  std::string text;
  for (const Json& layer : layers) {
    const std::string kind = layer.at("kind");
    text.append(text.empty() ? "" : ",").append(kind);
    for (const Json& field : word_of(kind, 1, vocabulary)["fields"]) {
      text.append(1, between_numbers)
          .append(text_of(layer.at(field["name"].get_ref<const std::string&>()).get<double>()));
    }
  }
  return text;
}

std::vector<LayerSpec> layer_specs(const Json& layers) {
  const std::vector<const LayerEntry*> entries = offered_layers();
  std::vector<LayerSpec> specs;
  for (const Json& layer : layers) {
    const std::string kind = layer.at("kind");
    const auto entry =
        std::ranges::find_if(entries, [&](const LayerEntry* one) { return layer_label(one->name) == kind; });
    if (entry == entries.end()) fail("layers", kind, "a kind of layer_vocabulary");
    LayerSpec spec{(*entry)->name, {}};
    for (const LayerField& field : (*entry)->fields) {
      if (field.offer) spec.attributes[field.name] = layer.at(field.name).get<double>() / field.offer->per;
    }
    specs.push_back(completed(spec));
  }
  return specs;
}

}  // namespace gradlab
