#include "web/ui/draw/stroke.h"

namespace gradlab::ui {
namespace {

/// A line of round stamps: it has no corners to miter and no seams, however tight it curls.
class Brush {
 public:
  Brush(ImDrawList* list, ImU32 color, float width) : list_(list), color_(color), radius_(width / 2) {}

  void start(ImVec2 at) {
    list_->AddCircleFilled(at, radius_, color_);
    last_ = at;
  }
  void line_to(ImVec2 at) {
    const ImVec2 way = at - last_;
    if (std::hypot(way.x, way.y) < 0.25f * radius_) return;
    list_->AddLine(last_, at, color_, 2 * radius_);
    start(at);
  }
  /// A parabola, in pieces as short as its bend asks for.
  void curve_to(ImVec2 pull, ImVec2 at) {
    const ImVec2 from = last_, way = at - from, bend = pull - (from + at) * 0.5f;
    const float size = std::hypot(way.x, way.y) + 4.0f * std::hypot(bend.x, bend.y);
    const int pieces = std::clamp(static_cast<int>(size / (0.6f * radius_)), 1, 24);
    for (int i = 1; i <= pieces; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(pieces), s = 1.0f - t;
      line_to(from * (s * s) + pull * (2 * s * t) + at * (t * t));
    }
  }

 private:
  ImDrawList* list_;
  ImU32 color_;
  float radius_;
  ImVec2 last_;
};

}  // namespace

void draw_stroke(ImDrawList* list, Box box, std::span<const ImVec2> points, ImU32 color, float width) {
  if (points.empty()) return;
  const auto at = [&](std::size_t i) {
    return ImVec2(box.low.x + points[i].x * box.width(), box.low.y + points[i].y * box.height());
  };
  Brush brush(list, color, width);
  brush.start(at(0));
  // From middle to middle between neighbours, so that the line has no corner at any of them.
  for (std::size_t i = 1; i + 1 < points.size(); ++i) brush.curve_to(at(i), (at(i) + at(i + 1)) * 0.5f);
  brush.line_to(at(points.size() - 1));
}

}  // namespace gradlab::ui
