// The kinds of views: what each reads, as data. Whoever draws, exports, retells or tests a view knows it from here.
#pragma once

#include <string>
#include <vector>

#include "demos/core/schema.h"

namespace gradlab {

struct ViewKind {
  std::string name;   ///< "line_chart": drawn by web/ui/views/<name>.cpp
  std::string about;  ///< what is drawn, and which inputs it sends
  std::vector<schema::Field> fields;

  /// Of a packed view: {"options", "tensors"}.
  nlohmann::json schema() const;
};

const std::vector<ViewKind>& view_kinds();

}  // namespace gradlab
