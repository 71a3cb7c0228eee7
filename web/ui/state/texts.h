// Every sentence a visitor reads, by key, in the page's language.
#pragma once

#include <string>
#include <string_view>

#include "web/ui/frame/json.h"

namespace gradlab::ui {

void receive_texts(const Json& message);
bool has_text(std::string_view key);
/// The text, or the key itself where there is none, so that a missing one shows.
const std::string& text(std::string_view key);
/// With {name} replaced by arguments.name.
std::string text(std::string_view key, const Json& arguments);
/// What a view calls things: a key, plain text after "=", or both.
std::string label(std::string_view label);

}  // namespace gradlab::ui
