#include <algorithm>
#include <array>

#include "engine/data/text/letters.h"

namespace gradlab {

namespace {

std::string sorted(std::string letters) {
  std::ranges::sort(letters);
  return letters;
}

/// In order, and as many of each letter as were given.
bool is_sorting_of(std::string_view letters, std::string_view answer) {
  if (!is_letters(answer) || !std::ranges::is_sorted(answer)) return false;
  std::array<std::int64_t, alphabet_size> more = {};
  for (const char letter : letters) ++more[static_cast<std::size_t>(letter - 'a')];
  for (const char letter : answer) --more[static_cast<std::size_t>(letter - 'a')];
  return std::ranges::all_of(more, [](std::int64_t count) { return count == 0; });
}

}  // namespace

const RegisterText registered_sort(letters_task("sort", sorted, is_sorting_of));

}  // namespace gradlab
