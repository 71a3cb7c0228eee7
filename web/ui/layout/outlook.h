// Where the visitor looks: which section, which card alone, which of several in a view. A link can point at it.
#pragma once

#include <string>

#include "web/ui/frame/json.h"

namespace gradlab::ui {

struct Outlook {
  std::string section;   ///< whose views are shown
  std::string enlarged;  ///< the view that fills the workspace; empty: none
};

Outlook& outlook();

/// The shell's message: {"section", "card", "chosen": {view: [...]}}, which the next frame is the first to be of.
void receive_outlook(const Json& message);
/// Looks there, as far as what it is has arrived.
void follow_outlook();
/// Tells the shell where the visitor looks, if that is another place than it knows. Where nothing was chosen, it is
/// told nothing: not the section that is `first`, not the first of several.
void tell_outlook(const std::string& first);

}  // namespace gradlab::ui
