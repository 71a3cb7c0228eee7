// A rectangle in device pixels.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace gradlab::ui {

inline ImVec2 operator+(ImVec2 a, ImVec2 b) {
  return {a.x + b.x, a.y + b.y};
}
inline ImVec2 operator-(ImVec2 a, ImVec2 b) {
  return {a.x - b.x, a.y - b.y};
}
inline ImVec2 operator*(ImVec2 a, float factor) {
  return {a.x * factor, a.y * factor};
}

struct Box {
  ImVec2 low, high;

  float width() const { return high.x - low.x; }
  float height() const { return high.y - low.y; }
  ImVec2 center() const { return (low + high) * 0.5f; }
  bool contains(ImVec2 p) const { return p.x >= low.x && p.x < high.x && p.y >= low.y && p.y < high.y; }
  Box shrunk(float x, float y) const { return {{low.x + x, low.y + y}, {high.x - x, high.y - y}}; }
  Box shrunk(float all) const { return shrunk(all, all); }
  Box rounded() const { return {{std::round(low.x), std::round(low.y)}, {std::round(high.x), std::round(high.y)}}; }

  /// Cuts a strip off and returns it.
  Box cut_top(float height) {
    const Box strip{low, {high.x, std::min(low.y + height, high.y)}};
    low.y = strip.high.y;
    return strip;
  }
  Box cut_bottom(float height) {
    const Box strip{{low.x, std::max(high.y - height, low.y)}, high};
    high.y = strip.low.y;
    return strip;
  }
  Box cut_left(float width) {
    const Box strip{low, {std::min(low.x + width, high.x), high.y}};
    low.x = strip.high.x;
    return strip;
  }
  Box cut_right(float width) {
    const Box strip{{std::max(high.x - width, low.x), low.y}, high};
    high.x = strip.low.x;
    return strip;
  }
};

}  // namespace gradlab::ui
