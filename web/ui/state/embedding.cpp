#include "web/ui/state/embedding.h"

namespace gradlab::ui {
namespace {

Embedding received;

std::set<std::string> names(const Json& list) {
  const std::vector<std::string> all = strings_of(list);
  return {all.begin(), all.end()};
}

}  // namespace

const Embedding& embedding() {
  return received;
}

void receive_embedding(const Json& message) {
  received = {true, strings_of(member(message, "cards")), names(member(message, "hidden")),
              names(member(message, "locked"))};
}

}  // namespace gradlab::ui
