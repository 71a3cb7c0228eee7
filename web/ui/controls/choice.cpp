#include <algorithm>

#include "web/ui/controls/control.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/combo.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// Few and short enough to stand side by side.
bool fits_in_row(const Param& param, const std::vector<std::string>& labels, float width) {
  if (labels.size() > 3 || !param.sketch.empty()) return false;
  const float each = width / static_cast<float>(labels.size()) - dp(12);
  return std::ranges::all_of(labels,
                             [&](const std::string& label) { return text_size(Type::strong, label).x <= each; });
}

}  // namespace

std::optional<Json> choice_control(const Param& param, const Json& value, Column& column) {
  std::vector<std::string> labels;
  for (const std::string& choice : param.choices) labels.push_back(choice_label(param, choice));
  const auto found = std::ranges::find(param.choices, string_of(value));
  const int chosen = found == param.choices.end() ? -1 : static_cast<int>(found - param.choices.begin());
  int picked = -1;
  if (fits_in_row(param, labels, column.width())) {
    picked = segmented("row", column.take(control_height()), labels, chosen);
  } else {
    std::vector<Option> options;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const auto sketch = param.sketch.find(param.choices[i]);
      options.push_back({labels[i], sketch == param.sketch.end() ? std::vector<float>() : sketch->second});
    }
    picked = combo("list", column.take(control_height()), options, chosen);
  }
  if (picked < 0) return {};
  return Json(param.choices[static_cast<std::size_t>(picked)]);
}

std::optional<Json> boolean_control(const Param&, const Json& value, Box field) {
  bool on = flag_of(value);
  if (!toggle("switch", field, on)) return {};
  return Json(on);
}

}  // namespace gradlab::ui
