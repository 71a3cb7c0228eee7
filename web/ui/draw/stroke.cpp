#include "web/ui/draw/stroke.h"

#include <vector>

namespace gradlab::ui {
namespace {

/// A line as a band with round ends. Where it turns too sharply for a band, one ends and the next begins.
class Brush {
 public:
  Brush(ImDrawList* list, ImU32 color, float width, ImVec2 at)
      : list_(list), color_(color), radius_(width / 2), band_{at} {
    dot(at);
  }
  ~Brush() { finish(); }
  Brush(const Brush&) = delete;
  Brush& operator=(const Brush&) = delete;

  void line_to(ImVec2 at) {
    const ImVec2 way = at - band_.back();
    const float length = std::hypot(way.x, way.y);
    if (length < 0.2f * radius_) return;
    const ImVec2 direction = way * (1.0f / length);
    const bool sharp = band_.size() > 1 && direction.x * heading_.x + direction.y * heading_.y < 0.93f;
    heading_ = direction;
    if (sharp) finish();
    band_.push_back(at);
  }
  /// A parabola, in pieces shorter than the band is wide.
  void curve_to(ImVec2 pull, ImVec2 at) {
    const ImVec2 from = band_.back(), way = at - from, bend = pull - (from + at) * 0.5f;
    const float size = std::hypot(way.x, way.y) + 2.0f * std::hypot(bend.x, bend.y);
    const int pieces = std::clamp(static_cast<int>(size / (0.4f * radius_)), 1, 24);
    for (int i = 1; i <= pieces; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(pieces), s = 1.0f - t;
      line_to(from * (s * s) + pull * (2 * s * t) + at * (t * t));
    }
  }

 private:
  void dot(ImVec2 at) const { list_->AddCircleFilled(at, radius_, color_); }
  void finish() {
    const ImVec2 end = band_.back();
    list_->AddPolyline(band_.data(), static_cast<int>(band_.size()), color_, 0, 2 * radius_);
    dot(end);
    band_ = {end};
  }

  ImDrawList* list_;
  ImU32 color_;
  float radius_;
  ImVec2 heading_;
  std::vector<ImVec2> band_;
};

}  // namespace

void draw_stroke(ImDrawList* list, Box box, std::span<const ImVec2> points, ImU32 color, float width) {
  if (points.empty()) return;
  const auto at = [&](std::size_t i) {
    return ImVec2(box.low.x + points[i].x * box.width(), box.low.y + points[i].y * box.height());
  };
  Brush brush(list, color, width, at(0));
  // From middle to middle between neighbours, so that the line has no corner at any of them.
  for (std::size_t i = 1; i + 1 < points.size(); ++i) brush.curve_to(at(i), (at(i) + at(i + 1)) * 0.5f);
  brush.line_to(at(points.size() - 1));
}

}  // namespace gradlab::ui
