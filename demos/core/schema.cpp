#include "demos/core/schema.h"

#include <utility>

namespace gradlab::schema {

Json anything() {
  return Json::object();
}
Json text() {
  return {{"type", "string"}};
}
Json number() {
  return {{"type", "number"}};
}
Json integer() {
  return {{"type", "integer"}};
}
Json flag() {
  return {{"type", "boolean"}};
}
Json one_of(const std::vector<std::string>& texts) {
  return {{"enum", texts}};
}
Json list(Json item) {
  return {{"type", "array"}, {"items", std::move(item)}};
}
Json tuple(const std::vector<Json>& items) {
  return {{"type", "array"}, {"prefixItems", items}, {"items", false}, {"minItems", items.size()}};
}
Json either(const std::vector<Json>& types) {
  return {{"anyOf", types}};
}
Json or_null(Json type) {
  return either({std::move(type), {{"type", "null"}}});
}

Json object(const std::vector<Field>& fields) {
  Json properties = Json::object(), required = Json::array();
  for (const Field& field : fields) {
    properties[field.name] = field.type;
    if (!field.optional) required.push_back(field.name);
  }
  return {{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
}

Json map_of(Json value) {
  return {{"type", "object"}, {"additionalProperties", std::move(value)}};
}
Json ref(const std::string& name) {
  return {{"$ref", "#/$defs/" + name}};
}
Json described(std::string_view about, Json type) {
  type["description"] = about;
  return type;
}

Json label() {
  return {{"type", "string"}, {"format", "label"}};
}
Json tensor(const std::vector<Json>& shape) {
  return {{"tensor", shape}};
}
bool is_tensor(const Json& type) {
  return type.contains("tensor") || (type.contains("anyOf") && is_tensor(type["anyOf"][0]));
}
Json list_along(std::string_view length, Json item) {
  Json type = list(std::move(item));
  type["length"] = length;
  return type;
}

}  // namespace gradlab::schema
