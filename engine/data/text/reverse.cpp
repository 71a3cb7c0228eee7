#include <algorithm>

#include "engine/data/text/letters.h"

namespace gradlab {

const RegisterText registered_reverse(letters_task(
    "reverse", [](const std::string& letters) { return std::string(letters.rbegin(), letters.rend()); },
    [](std::string_view letters, std::string_view answer) {
      return std::equal(letters.begin(), letters.end(), answer.rbegin(), answer.rend());
    }));

}  // namespace gradlab
