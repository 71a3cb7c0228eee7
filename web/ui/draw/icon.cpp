#include "web/ui/draw/icon.h"

#include <array>
#include <initializer_list>
#include <numbers>

#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

/// A pen on a square from -1 to 1.
class Pen {
 public:
  Pen(ImDrawList* list, ImVec2 center, float size, ImU32 color)
      : list_(list), center_(center), half_(size / 2), color_(color), width_(std::max(dp(1.4f), size / 11)) {}

  ImVec2 at(float x, float y) const { return {center_.x + x * half_, center_.y + y * half_}; }
  void line(std::initializer_list<ImVec2> points, bool closed = false) const {
    for (const ImVec2 p : points) list_->PathLineTo(at(p.x, p.y));
    list_->PathStroke(color_, closed ? ImDrawFlags_Closed : 0, width_);
  }
  /// Angles in turns, clockwise from the right.
  void arc(float x, float y, float radius, float from, float to) const {
    const float turn = 2 * std::numbers::pi_v<float>;
    list_->PathArcTo(at(x, y), radius * half_, from * turn, to * turn);
    list_->PathStroke(color_, 0, width_);
  }
  void dot(float x, float y, float radius) const { list_->AddCircleFilled(at(x, y), radius * half_, color_); }
  void triangle(ImVec2 a, ImVec2 b, ImVec2 c) const {
    list_->AddTriangleFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), color_);
  }

 private:
  ImDrawList* list_;
  ImVec2 center_;
  float half_;
  ImU32 color_;
  float width_;
};

void info(const Pen& pen) {
  pen.arc(0, 0, 0.85f, 0, 1);
  pen.line({{0, -0.05f}, {0, 0.45f}});
  pen.dot(0, -0.4f, 0.13f);
}

void live(const Pen& pen) {
  pen.triangle({0.18f, -0.95f}, {-0.62f, 0.2f}, {0.1f, 0.2f}),
      pen.triangle({-0.18f, 0.95f}, {0.62f, -0.2f}, {-0.1f, -0.2f});
}

/// Nearly a full turn; the arrow's head hangs at its upper end.
void restart(const Pen& pen) {
  pen.arc(0, 0, 0.78f, -0.08f, 0.72f);
  pen.line({{0.8f, -0.95f}, {0.72f, -0.38f}, {0.16f, -0.42f}});
}

void undo(const Pen& pen) {
  pen.line({{-0.28f, -0.85f}, {-0.8f, -0.33f}, {-0.28f, 0.2f}});
  pen.line({{-0.75f, -0.33f}, {0.28f, -0.33f}});
  pen.arc(0.28f, 0.17f, 0.5f, -0.25f, 0.25f);
  pen.line({{0.28f, 0.67f}, {-0.25f, 0.67f}});
}

void corners(const Pen& pen, float outer, float inner) {
  for (const float side : {-1.0f, 1.0f})
    pen.line({{side * inner, -side * outer}, {side * outer, -side * outer}, {side * outer, -side * inner}});
}

void smooth(const Pen& pen) {
  pen.line({{-0.9f, 0.5f},
            {-0.62f, 0.42f},
            {-0.38f, 0.1f},
            {-0.1f, -0.35f},
            {0.15f, -0.45f},
            {0.4f, -0.2f},
            {0.62f, 0.12f},
            {0.9f, 0.2f}});
}

}  // namespace

void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, float size, ImU32 color) {
  const Pen pen(list, center, size, color);
  switch (icon) {
    case Icon::info: return info(pen);
    case Icon::live: return live(pen);
    case Icon::restart: return restart(pen);
    case Icon::undo: return undo(pen);
    case Icon::plus: pen.line({{0, -0.65f}, {0, 0.65f}}); [[fallthrough]];
    case Icon::minus: return pen.line({{-0.65f, 0}, {0.65f, 0}});
    case Icon::close: pen.line({{-0.5f, -0.5f}, {0.5f, 0.5f}}); return pen.line({{-0.5f, 0.5f}, {0.5f, -0.5f}});
    case Icon::down: return pen.line({{-0.5f, -0.25f}, {0, 0.25f}, {0.5f, -0.25f}});
    case Icon::up: return pen.line({{-0.5f, 0.25f}, {0, -0.25f}, {0.5f, 0.25f}});
    case Icon::enlarge: return corners(pen, 0.7f, 0.05f);
    case Icon::shrink: return corners(pen, 0.18f, 0.85f);
    case Icon::smooth: return smooth(pen);
    case Icon::check: return pen.line({{-0.65f, 0.05f}, {-0.2f, 0.5f}, {0.65f, -0.5f}});
  }
}

}  // namespace gradlab::ui
