#include "tests/unit/json_schema.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

#include "demos/core/view_kinds.h"

namespace gradlab {

namespace {

using Json = nlohmann::json;
using Complaints = std::vector<std::string>;

void add(Complaints& all, const Complaints& more) {
  all.insert(all.end(), more.begin(), more.end());
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number() && value.get<double>() == std::floor(value.get<double>());
  if (type == "null") return value.is_null();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  throw std::invalid_argument("type " + type);
}

const std::set<std::string> known = {"$ref",        "additionalProperties",
                                     "allOf",       "anyOf",
                                     "const",       "default",
                                     "description", "enum",
                                     "format",      "items",
                                     "length",      "maxItems",
                                     "maxLength",   "maximum",
                                     "minItems",    "minimum",
                                     "required",    "tensor",
                                     "prefixItems", "patternProperties",
                                     "properties",  "type"};

const Json anything = true, nothing_listed = Json::array();

// Nothing is copied here, and no pattern is compiled twice: messages of thousands of items come by.
const Json& rest_of(const Json& schema, const char* keyword, const Json& otherwise) {
  const auto place = schema.find(keyword);
  return place == schema.end() ? otherwise : *place;
}

bool matches(const std::string& name, const std::string& pattern) {
  static std::map<std::string, std::regex> compiled;
  return std::regex_search(name, compiled.try_emplace(pattern, pattern).first->second);
}

/// The schema of the member `name`, and false where there must be none.
const Json& type_of_member(const Json& schema, const std::string& name) {
  if (schema.contains("properties") && schema["properties"].contains(name)) return schema["properties"][name];
  if (schema.contains("patternProperties")) {
    for (const auto& [pattern, type] : schema["patternProperties"].items()) {
      if (matches(name, pattern)) return type;
    }
  }
  return rest_of(schema, "additionalProperties", anything);
}

}  // namespace

Complaints complaints(const Json& value, const Json& schema, const Json& definitions, const std::string& place) {
  if (schema == true) return {};
  const auto wrong = [&](const std::string& what) { return Complaints{place + ": " + what + ", not " + value.dump()}; };
  if (schema == false) return wrong("nothing");
  for (const auto& [keyword, rest] : schema.items()) {
    if (!known.contains(keyword)) throw std::invalid_argument("the keyword " + keyword);
  }
  Complaints all;
  const auto check = [&](const Json& part, const Json& type, const std::string& where) {
    add(all, complaints(part, type, definitions, place + "/" + where));
  };
  if (schema.contains("$ref")) {
    const std::string name = schema["$ref"].get<std::string>().substr(std::string("#/$defs/").size());
    add(all, complaints(value, definitions.at(name), definitions, place));
  }
  for (const Json& part : rest_of(schema, "allOf", nothing_listed))
    add(all, complaints(value, part, definitions, place));
  if (schema.contains("anyOf")) {
    const bool any = std::ranges::any_of(
        schema["anyOf"], [&](const Json& type) { return complaints(value, type, definitions).empty(); });
    if (!any) return wrong("any of " + schema["anyOf"].dump());
  }
  if (schema.contains("const") && value != schema["const"]) return wrong(schema["const"].dump());
  if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
    return wrong("one of " + schema["enum"].dump());
  if (schema.contains("type") && !has_type(value, schema["type"]))
    return wrong("a value of type " + schema["type"].dump());
  if (schema.contains("minimum") && value < schema["minimum"]) return wrong("at least " + schema["minimum"].dump());
  if (schema.contains("maximum") && value > schema["maximum"]) return wrong("at most " + schema["maximum"].dump());
  if (value.is_array()) {
    if (value.size() < schema.value("minItems", std::size_t{0})) return wrong("more items");
    if (value.size() > schema.value("maxItems", value.size())) return wrong("fewer items");
    const Json &first = rest_of(schema, "prefixItems", nothing_listed), &others = rest_of(schema, "items", anything);
    for (std::size_t i = 0; i < value.size(); ++i)
      check(value[i], i < first.size() ? first[i] : others, std::to_string(i));
  }
  if (value.is_object()) {
    for (const Json& name : rest_of(schema, "required", nothing_listed)) {
      if (!value.contains(name.get<std::string>())) add(all, wrong("an object with " + name.dump()));
    }
    for (const auto& [name, member] : value.items()) check(member, type_of_member(schema, name), name);
  }
  return all;
}

namespace {

using Extents = std::map<std::string, Json>;

/// Walks over what a view holds, and keeps the extents that names stand for.
class Shapes {
 public:
  explicit Shapes(const Json& packed) : options_(packed["options"]), tensors_(packed["tensors"]) {}

  Complaints of(const ViewKind& kind) {
    Extents extents;
    for (const schema::Field& field : kind.fields) {
      if (schema::is_tensor(field.type)) {
        named(field, extents);
      } else if (options_.contains(field.name)) {
        direct(options_[field.name], field.type, extents, field.name);
      }
    }
    for (const schema::Field& field : kind.fields) {
      if (!schema::is_tensor(field.type) && options_.contains(field.name))
        inside(options_[field.name], field.type, extents, field.name);
    }
    for (const auto& [name, tensor] : tensors_.items()) {
      if (!read_.contains(name)) complaints_.push_back(name + ": a tensor that nothing reads");
    }
    return complaints_;
  }

 private:
  void named(const schema::Field& field, Extents& extents) {
    const std::size_t star = field.name.find('*');
    if (star == std::string::npos) {
      if (tensors_.contains(field.name) || !field.optional) tensor(field.name, field.type, extents, field.name);
      return;
    }
    for (const auto& [name, packed] : tensors_.items()) {
      Extents own = extents;
      if (name.starts_with(field.name.substr(0, star))) tensor(name, field.type, own, name);
    }
  }

  static bool same(const Json& wanted, const Json& extent, Extents& extents) {
    if (wanted.is_number()) return wanted == extent;
    return extents.emplace(wanted, extent).first->second == extent;
  }

  static bool fits(const Json& wanted, const Json& shape, Extents& extents) {
    if (wanted.size() != shape.size()) return false;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      if (!same(wanted[axis], shape[axis], extents)) return false;
    }
    return true;
  }

  void tensor(const std::string& name, const Json& type, Extents& extents, const std::string& place) {
    if (!tensors_.contains(name)) {
      complaints_.push_back(place + ": no tensor " + name);
      return;
    }
    read_.insert(name);
    for (const Json& one : type.value("anyOf", Json::array({type}))) {
      Extents tried = extents;
      if (!fits(one["tensor"], tensors_[name]["shape"], tried)) continue;
      extents = tried;
      return;
    }
    complaints_.push_back(place + ": " + type.dump() + ", not " + tensors_[name]["shape"].dump() + " with " +
                          Json(extents).dump());
  }

  /// The extents that `value` itself tells.
  void direct(const Json& value, const Json& type, Extents& extents, const std::string& place) {
    if (schema::is_tensor(type)) tensor(value, type, extents, place);
    if (type.contains("length") && !same(type["length"], value.size(), extents))
      complaints_.push_back(place + ": " + std::to_string(value.size()) + " items with " + Json(extents).dump());
  }

  void inside(const Json& value, const Json& type, const Extents& extents, const std::string& place) {
    if (value.is_array() && type.contains("items")) {
      for (const Json& item : value) {
        Extents own = extents;
        direct(item, type["items"], own, place);
        inside(item, type["items"], own, place);
      }
    }
    if (!value.is_object() || !type.contains("properties")) return;
    Extents own = extents;
    for (const auto& [name, member] : value.items()) direct(member, type["properties"][name], own, place + "." + name);
    for (const auto& [name, member] : value.items()) inside(member, type["properties"][name], own, place + "." + name);
  }

  const Json &options_, &tensors_;
  std::set<std::string> read_;
  Complaints complaints_;
};

}  // namespace

Complaints shape_complaints(const Json& packed, std::string_view kind) {
  const auto place = std::ranges::find(view_kinds(), kind, &ViewKind::name);
  if (place == view_kinds().end()) return {std::string(kind) + " is no kind of views"};
  return Shapes(packed).of(*place);
}

}  // namespace gradlab
