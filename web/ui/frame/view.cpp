#include "web/ui/frame/view.h"

#include <algorithm>

namespace gradlab::ui {

const ViewKind* find_kind(const std::string& name) {
  const auto& kinds = Registry<ViewKind>::all();
  const auto found = std::ranges::find(kinds, name, &ViewKind::name);
  return found == kinds.end() ? nullptr : &*found;
}

std::unique_ptr<View> make_view(const ViewSpec& spec) {
  const ViewKind* kind = find_kind(spec.kind);
  return kind ? kind->make(spec) : nullptr;
}

}  // namespace gradlab::ui
