// Which word of a text keeps the generator's judge from accepting it.
#pragma once

#include <optional>
#include <string>

#include "engine/data/text/text.h"

namespace gradlab {

/// Of prose that `task` refuses: the last word in whose place another one, or another end of its sentence, would make
/// the text right, so that what stands before it is taken for granted; or the first word that is in no text of the
/// task. None where more is wrong than that, and of tasks whose words have no end.
std::optional<std::string> wrong_word(const TextTask& task, const std::string& text);

}  // namespace gradlab
