// Which class was taken for which.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demos/core/views.h"

namespace gradlab {

/// A view of the kind `matrix`: rows are the truth, columns the answers, cells how many samples. truths, answers [N].
void show_confusion(View& view, const std::vector<std::string>& class_names, std::span<const std::int32_t> truths,
                    std::span<const std::int32_t> answers);

}  // namespace gradlab
