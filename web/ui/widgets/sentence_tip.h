// The sentence for what is pointed at. The page shows it, and explains the words of the trade in it.
#pragma once

#include <string_view>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

/// For the last item, after a moment. `words`: those that stand in `box` to be read.
void tip_for_last(Box box, std::string_view sentence, std::string_view words = {});
/// As tip_for_last, for a finger: until it comes down again.
void keep_tip(Box box, std::string_view sentence, std::string_view words = {});
/// Once per frame, when everything is drawn: tells the page of a change.
void send_tip();

}  // namespace gradlab::ui
