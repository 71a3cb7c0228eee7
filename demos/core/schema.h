// What may stand in messages, values and views, as JSON Schema 2020-12.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::schema {

using Json = nlohmann::json;

/// A member of an object.
struct Field {
  std::string name;
  Json type;
  bool optional = false;
};

Json anything();
Json text();
Json number();
Json integer();
Json flag();
Json one_of(const std::vector<std::string>& texts);
Json list(Json item);
/// Exactly these, in this order.
Json tuple(const std::vector<Json>& items);
Json either(const std::vector<Json>& types);
/// What `type` is, or null.
Json or_null(Json type);
/// These members and no others.
Json object(const std::vector<Field>& fields);
/// Members of any names.
Json map_of(Json value);
/// What $defs call `name`.
Json ref(const std::string& name);
Json described(std::string_view about, Json type);

/// Key of a text, plain text after "=", or both: "layer.conv= 2". A text of the format "label".
Json label();
/// Numbers of these extents; a name stands for the same extent wherever it occurs in the same object and what that
/// holds. A member of a view is the view's tensor of that name; deeper down there stands the name of one.
Json tensor(const std::vector<Json>& shape);
/// Whether `type` is a tensor, of one shape or another.
bool is_tensor(const Json& type);
/// A list with as many items as the extent `length` of tensors beside it.
Json list_along(std::string_view length, Json item);

}  // namespace gradlab::schema
