#include "demos/parts/confusion_view.h"

#include "demos/core/plain_texts.h"
#include "engine/data/labels.h"

namespace gradlab {

void show_confusion(View& view, const std::vector<std::string>& class_names, std::span<const std::int32_t> truths,
                    std::span<const std::int32_t> answers) {
  const Json names = plain_texts(class_names);
  view.set("x", "confusion.answer").set("y", "confusion.truth").set("columns", names).set("rows", names);
  view.tensor("values", confusion_counts(truths, answers, static_cast<std::int64_t>(class_names.size())));
}

}  // namespace gradlab
