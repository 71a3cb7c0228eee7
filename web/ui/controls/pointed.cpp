#include "web/ui/controls/pointed.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace gradlab::ui {
namespace {

std::vector<std::string> names;
bool is_new = false;

}  // namespace

void receive_pointed(const Json& message) {
  names = strings_of(member(message, "names"));
  is_new = !names.empty();
}

bool is_pointed_at(const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

bool take_pointed() {
  return std::exchange(is_new, false);
}

}  // namespace gradlab::ui
