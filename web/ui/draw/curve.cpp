#include "web/ui/draw/curve.h"

#include <vector>

#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

/// Broken where it turns sharply: a mitred corner would stick out as a spike.
void stroke_solid(ImDrawList* list, const std::vector<ImVec2>& points, ImU32 color, float width) {
  std::size_t first = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const bool last = i + 1 == points.size();
    if (!last) {
      const ImVec2 before = points[i] - points[i - 1], after = points[i + 1] - points[i];
      const float along = before.x * after.x + before.y * after.y;
      if (along > 0.5f * std::hypot(before.x, before.y) * std::hypot(after.x, after.y)) continue;
    }
    list->AddPolyline(points.data() + first, static_cast<int>(i - first + 1), color, 0, width);
    first = i;
  }
}

void stroke_dashed(ImDrawList* list, const std::vector<ImVec2>& points, ImU32 color, float width) {
  const float on = dp(5), off = dp(4);
  float along = 0.0f;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ImVec2 step = points[i] - points[i - 1];
    const float length = std::hypot(step.x, step.y);
    for (float from = 0.0f; from < length;) {
      const float phase = std::fmod(along + from, on + off);
      const float until = std::min(length, from + std::max((phase < on ? on : on + off) - phase, 0.5f));
      if (phase < on)
        list->AddLine(points[i - 1] + step * (from / length), points[i - 1] + step * (until / length), color, width);
      from = until;
    }
    along += length;
  }
}

/// Gathers points until a gap, thinning those within one column of pixels.
class Path {
 public:
  Path(ImDrawList* list, ImU32 color, float css_width, Stroke stroke)
      : list_(list), color_(color), width_(dp(css_width)), stroke_(stroke) {}
  ~Path() { end(); }

  void add(ImVec2 p) {
    if (in_column_ == 0 || std::floor(p.x) != std::floor(first_.x)) {
      end_column();
      first_ = lowest_ = highest_ = p;
    }
    if (p.y < lowest_.y) lowest_ = p;
    if (p.y > highest_.y) highest_ = p;
    last_ = p;
    ++in_column_;
  }

  void end() {
    end_column();
    if (points_.size() == 1) list_->AddCircleFilled(points_[0], width_, color_);
    if (points_.size() > 1 && stroke_ == Stroke::dashed) stroke_dashed(list_, points_, color_, width_);
    if (points_.size() > 1 && stroke_ == Stroke::solid) stroke_solid(list_, points_, color_, width_);
    points_.clear();
  }

 private:
  void end_column() {
    if (in_column_ > 0) points_.push_back(first_);
    if (in_column_ > 2) {
      points_.push_back(lowest_);
      points_.push_back(highest_);
    }
    if (in_column_ > 1) points_.push_back(last_);
    in_column_ = 0;
  }

  ImDrawList* list_;
  ImU32 color_;
  float width_;
  Stroke stroke_;
  int in_column_ = 0;
  ImVec2 first_, lowest_, highest_, last_;
  std::vector<ImVec2> points_;
};

}  // namespace

void draw_curve(ImDrawList* list, const Plot& plot, std::span<const float> x, std::span<const float> y, ImU32 color,
                float css_width, Stroke stroke) {
  const float room = dp(css_width);
  list->PushClipRect(plot.area.low - ImVec2(room, room), plot.area.high + ImVec2(room, room), true);
  {
    Path path(list, color, css_width, stroke);
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
      const ImVec2 p = plot.at(static_cast<double>(x[i]), static_cast<double>(y[i]));
      is_place(p) ? path.add(p) : path.end();
    }
  }
  list->PopClipRect();
}

void draw_sparkline(ImDrawList* list, Box box, std::span<const float> y, Range range, ImU32 color, float css_width) {
  if (y.size() < 2) return;
  const Plot plot{box, {0.0, static_cast<double>(y.size() - 1), false}, scale_around(range, false, 0.05)};
  const auto pieces = std::min(y.size() - 1, static_cast<std::size_t>(std::max(2.0f, box.width() / dp(2))));
  std::vector<ImVec2> points;
  for (std::size_t i = 0; i <= pieces; ++i) {
    const std::size_t sample = i * (y.size() - 1) / pieces;
    const ImVec2 p = plot.at(static_cast<double>(sample), static_cast<double>(y[sample]));
    if (is_place(p)) points.push_back(p);
  }
  if (points.size() > 1) stroke_solid(list, points, color, dp(css_width));
}

}  // namespace gradlab::ui
