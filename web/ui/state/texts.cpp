#include "web/ui/state/texts.h"

#include <cmath>
#include <cstdlib>
#include <map>

#include "web/ui/draw/number.h"

namespace gradlab::ui {
namespace {

std::map<std::string, std::string, std::less<>>& table() {
  static std::map<std::string, std::string, std::less<>> table;
  return table;
}

/// An object with a key is a text of its own; a list is joined by commas.
std::string shown(const Json& argument) {
  if (argument.is_object()) return text(string_of(member(argument, "key")), argument);
  if (argument.is_string()) return argument.get<std::string>();
  if (argument.is_boolean()) return argument.dump();
  if (!argument.is_array()) return number_text(number_of(argument, NAN));
  std::string list;
  for (const Json& item : argument) list.append(list.empty() ? "" : ", ").append(shown(item));
  return list;
}

}  // namespace

void receive_texts(const Json& message) {
  if (!message.is_object()) return;
  for (const auto& [key, value] : message.items()) {
    if (key != "type") table()[key] = string_of(value, key);
  }
  write_numbers_with(text("ui.number.decimal"), text("ui.number.group"),
                     std::atoi(text("ui.number.least_grouped").c_str()));
}

bool has_text(std::string_view key) {
  return table().contains(key);
}

const std::string& text(std::string_view key) {
  static std::map<std::string, std::string, std::less<>> missing;
  const auto found = table().find(key);
  return found != table().end() ? found->second : missing.emplace(key, key).first->second;
}

std::string text(std::string_view key, const Json& arguments) {
  const std::string& pattern = text(key);
  std::string result;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) break;
    result.append(pattern, at, open - at);
    const std::string name = pattern.substr(open + 1, close - open - 1);
    if (arguments.is_object() && arguments.contains(name)) {
      result += shown(arguments[name]);
    } else {
      result.append(pattern, open, close - open + 1);
    }
    at = close + 1;
  }
  return result.append(pattern, at);
}

std::string label(std::string_view label) {
  const std::size_t plain = std::min(label.find('='), label.size());
  const std::string_view rest = label.substr(std::min(plain + 1, label.size()));
  return plain > 0 ? text(label.substr(0, plain)) + with_decimal_sign(rest) : std::string(rest);
}

}  // namespace gradlab::ui
