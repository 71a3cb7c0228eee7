// What one view shows: options, and tensors by name.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "web/ui/frame/json.h"

namespace gradlab::ui {

/// Row-major numbers; int32 has become float.
struct Numbers {
  std::vector<int> shape;
  std::vector<float> values;

  bool empty() const { return values.empty(); }
  int length(int axis) const { return shape[static_cast<std::size_t>(axis)]; }
  /// The i-th slice along the first axis.
  std::span<const float> slice(int i) const;
};

struct ViewData {
  Json options;
  std::map<std::string, Numbers, std::less<>> tensors;

  /// The tensor `name`, or an empty one where it is missing or has another rank.
  const Numbers& tensor(std::string_view name, std::size_t rank) const;
  const Json& option(std::string_view name) const { return member(options, name); }
};

/// The views of a frame, whose text is at `place` among its bytes, {offset, size}. A tensor that would reach beyond
/// `bytes` is left out.
std::map<std::string, ViewData> read_views(const Json& place, std::span<const std::uint8_t> bytes);

}  // namespace gradlab::ui
