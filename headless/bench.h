// gradlab bench: the tasks of engine/bench, timed on this machine without a browser.
#pragma once

#include <string>
#include <vector>

namespace gradlab {

inline constexpr const char* bench_usage =
    "gradlab bench [--task T] [--device cpu|reference] [--seconds S] [--threads N] [--assets FOLDER] [--json]\n";

/// One line a task: all of them, or the one that is named. Throws Error for an option that is none.
int bench(const std::vector<std::string>& words);

}  // namespace gradlab
