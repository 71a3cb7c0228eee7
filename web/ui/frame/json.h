// Reading messages without ever throwing: what is missing or of another kind gives the fallback.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::ui {

using Json = nlohmann::json;

/// The member `key`, or null where there is none.
const Json& member(const Json& object, std::string_view key);
/// The elements of a list; none where `value` is no list.
const Json& elements(const Json& value);

std::string string_of(const Json& value, std::string_view fallback = {});
/// A number or true/false; `fallback` for the rest. Messages write what is not finite as null, which gives NaN.
double number_of(const Json& value, double fallback = 0.0);
int integer_of(const Json& value, int fallback = 0);
bool flag_of(const Json& value, bool fallback = false);
std::vector<std::string> strings_of(const Json& list);
std::vector<int> integers_of(const Json& list);

/// Equal as a visitor sees it: numbers within one part in a million.
bool same(const Json& a, const Json& b);

}  // namespace gradlab::ui
