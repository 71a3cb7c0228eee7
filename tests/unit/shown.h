// What a view of a run shows, and what the views of a frame are.
#pragma once

#include <cstring>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "demos/run/run.h"

namespace gradlab {

/// Options and numbers of one view.
struct Shown {
  Json options;
  std::map<std::string, std::vector<float>> numbers;
};
inline Shown shown(const Views& views, const std::string& name) {
  std::vector<std::uint8_t> bytes;
  const Json view = views.pack(bytes).at(name);
  Shown result{view["options"], {}};
  for (const auto& [label, tensor] : view["tensors"].items()) {
    std::size_t size = 1;
    for (const std::size_t extent : tensor["shape"]) size *= extent;
    result.numbers[label].resize(size);
    if (size == 0) continue;  // memcpy takes no null, whatever the count
    std::memcpy(result.numbers[label].data(), bytes.data() + tensor["offset"].get<std::size_t>(), 4 * size);
  }
  return result;
}

inline Shown shown(Run& run, const std::string& name) {
  Views views({name});
  run.show(views);
  return shown(views, name);
}

/// Of one view alone, which `show` fills.
inline Shown shown_of(const std::function<void(View&)>& show) {
  Views views({"view"});
  show(views.add("view"));
  return shown(views, "view");
}

/// The views of a frame that a session sent.
inline Json views_of(const Json& frame, std::span<const std::uint8_t> bytes) {
  const auto text =
      bytes.subspan(frame["views"]["offset"].get<std::size_t>(), frame["views"]["size"].get<std::size_t>());
  return Json::parse(text.begin(), text.end());
}

}  // namespace gradlab
