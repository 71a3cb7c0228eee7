#include "engine/nn/layer_spec.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

namespace {

template <typename Value>
const Value& attribute(const LayerSpec& spec, std::string_view name) {
  const auto place = spec.attributes.find(name);
  const Value* value = place == spec.attributes.end() ? nullptr : std::get_if<Value>(&place->second);
  if (value == nullptr) fail(spec.kind, "no " + std::string(name), "a layer that make_layer made");
  return *value;
}

/// As short as the number allows: "0.25".
std::string text_of(double number) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

std::string whole_text(double number) {
  return std::to_string(static_cast<std::int64_t>(number));
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

std::string text_of(const LayerSpec::Attribute& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value)) return text_of(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "layers";
}

std::optional<double> number_of(const LayerSpec::Attribute& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  return {};
}

std::string needed_by(const LayerField& field) {
  switch (field.kind) {
    case LayerField::Kind::flag: return "true or false";
    case LayerField::Kind::whole:
      return "a whole number from " + whole_text(field.low) + " to " + whole_text(field.high);
    case LayerField::Kind::number: return "a number in [" + text_of(field.low) + ", " + text_of(field.high) + ")";
    case LayerField::Kind::choice: return "one of " + joined(field.names());
    case LayerField::Kind::layers: break;
  }
  return "a list of layers";
}

/// As the field keeps it, or nothing where it does not take it.
std::optional<LayerSpec::Attribute> taken(const LayerField& field, const LayerSpec::Attribute& value) {
  const std::optional<double> number = number_of(value);
  switch (field.kind) {
    case LayerField::Kind::flag: return std::holds_alternative<bool>(value) ? std::optional(value) : std::nullopt;
    case LayerField::Kind::whole:
      if (!number || *number != std::floor(*number) || *number < field.low || *number > field.high) return {};
      return static_cast<std::int64_t>(*number);
    case LayerField::Kind::number:
      if (!number) return {};
      if (const double kept = static_cast<double>(static_cast<float>(*number));
          kept >= field.low && kept < field.high) {
        return kept;
      }
      return {};
    case LayerField::Kind::choice: {
      const auto* name = std::get_if<std::string>(&value);
      const bool known = name != nullptr && std::ranges::find(field.names(), *name) != field.names().end();
      return known ? std::optional(value) : std::nullopt;
    }
    case LayerField::Kind::layers: break;
  }
  const auto* layers = std::get_if<std::vector<LayerSpec>>(&value);
  if (layers == nullptr) return {};
  std::vector<LayerSpec> all;
  for (const LayerSpec& layer : *layers) all.push_back(completed(layer));
  return all;
}

LayerField make(LayerField::Kind kind, std::string name, LayerSpec::Attribute initial, double low = 0,
                double high = 0) {
  return {.name = std::move(name), .kind = kind, .initial = std::move(initial), .low = low, .high = high};
}

}  // namespace

bool LayerSpec::flag(std::string_view name) const {
  return attribute<bool>(*this, name);
}
std::int64_t LayerSpec::whole(std::string_view name) const {
  return attribute<std::int64_t>(*this, name);
}
float LayerSpec::number(std::string_view name) const {
  return static_cast<float>(attribute<double>(*this, name));
}
const std::string& LayerSpec::choice(std::string_view name) const {
  return attribute<std::string>(*this, name);
}
const std::vector<LayerSpec>& LayerSpec::layers(std::string_view name) const {
  return attribute<std::vector<LayerSpec>>(*this, name);
}

std::size_t LayerSpec::place_of(std::string_view name, const std::vector<std::string>& names) const {
  const auto place = std::ranges::find(names, choice(name));
  if (place == names.end()) fail(kind, std::string(name) + " = " + choice(name), "one of " + joined(names));
  return static_cast<std::size_t>(place - names.begin());
}

LayerField LayerField::flag(std::string name, bool initial) {
  return make(Kind::flag, std::move(name), initial);
}
LayerField LayerField::whole(std::string name, std::int64_t initial, std::int64_t low, std::int64_t high) {
  return make(Kind::whole, std::move(name), initial, static_cast<double>(low), static_cast<double>(high));
}
LayerField LayerField::number(std::string name, double initial, double low, double high) {
  return make(Kind::number, std::move(name), initial, low, high);
}
LayerField LayerField::choice(std::string name, std::string initial, Names names) {
  LayerField field = make(Kind::choice, std::move(name), std::move(initial));
  field.names = names;
  return field;
}
LayerField LayerField::layers(std::string name) {
  return make(Kind::layers, std::move(name), std::vector<LayerSpec>());
}
LayerField LayerField::offered(double from, double to, double per) && {
  return offer = {from, to, per}, std::move(*this);
}

LayerSpec::Attribute LayerField::checked(std::string_view of, const LayerSpec::Attribute& value) const {
  if (const std::optional<LayerSpec::Attribute> good = taken(*this, value)) return *good;
  fail(of, name + " = " + text_of(value), needed_by(*this));
}

}  // namespace gradlab
