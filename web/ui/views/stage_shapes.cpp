#include "web/ui/views/stage_shapes.h"

#include <array>

#include "web/ui/draw/colors.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

constexpr int value_role = 7;

ImU32 role_color(int role) {
  switch (role) {
    case 0: return theme().text;
    case 1: return theme().text_faint;
    case 2: return theme().card;
    case 3: return mix(theme().axis, theme().text, 0.35f);
    case 4: return theme().text;
    case 5: return theme().good;
    default: return theme().bad;
  }
}

struct Shape {
  std::span<const float> row;

  int kind() const { return static_cast<int>(row[0]); }
  int role() const { return static_cast<int>(row[1]); }
  float at(std::size_t i) const { return row[3 + i]; }
  bool is_drawable() const {
    for (const float number : row)
      if (!std::isfinite(number)) return false;
    return kind() > 0;
  }
  ImU32 color() const {
    return role() == value_role ? signed_color(row[2]) : with_alpha(role_color(role()), std::clamp(row[2], 0.0f, 1.0f));
  }
};

void draw_arrow(ImDrawList* list, ImVec2 from, ImVec2 to, float width, ImU32 color) {
  const ImVec2 way = to - from;
  const float length = std::hypot(way.x, way.y);
  if (length < 1.0f) return;
  const ImVec2 along = way * (1.0f / length), across(-along.y, along.x);
  const float head = std::min(3.2f * width, 0.6f * length);
  list->AddLine(from, to - along * head, color, width);
  list->AddTriangleFilled(to, to - along * head + across * (0.62f * head), to - along * head - across * (0.62f * head),
                          color);
}

/// The largest type that is no higher and no wider; nothing where none fits.
void draw_letters(ImDrawList* list, ImVec2 middle, float height, ImU32 color, const std::string& letters) {
  for (const Type type : {Type::body, Type::ticks}) {
    const ImVec2 size = text_size(type, letters);
    if (size.y > 1.6f * height || size.x > 3.4f * height) continue;
    draw_text(list, type, {std::round(middle.x - size.x / 2), std::round(middle.y - size.y / 2)}, color, letters);
    return;
  }
}

void draw_shape(ImDrawList* list, const Ground& ground, const Shape& shape, const std::vector<std::string>& texts) {
  const ImU32 color = shape.color();
  const auto corner = [&](std::size_t i) { return ground.at(shape.at(i), shape.at(i + 1)); };
  const auto width = [&] { return std::max(ground.scale * shape.at(4), dp(1)); };
  switch (shape.kind()) {
    case 1: {
      const ImVec2 a = corner(0), b = corner(2);
      list->AddRectFilled({a.x, b.y}, {b.x, a.y}, color, std::min(dp(4), 0.12f * std::abs(b.x - a.x)));
      break;
    }
    case 2: list->AddCircleFilled(corner(0), ground.scale * shape.at(2), color); break;
    case 3: list->AddLine(corner(0), corner(2), color, width()); break;
    case 4: draw_arrow(list, corner(0), corner(2), width(), color); break;
    case 5: {
      const std::array<ImVec2, 4> corners = {corner(0), corner(2), corner(4), corner(6)};
      list->AddConvexPolyFilled(corners.data(), 4, color);
      break;
    }
    case 6: {
      const auto index = static_cast<std::size_t>(std::max(0.0f, shape.at(3)));
      if (index >= texts.size()) break;
      const ImU32 ink = shape.role() == value_role ? ink_on(color) : color;
      draw_letters(list, corner(0), ground.scale * shape.at(2), ink, texts[index]);
      break;
    }
    default: break;
  }
}

}  // namespace

Ground Ground::inside(Box room, std::span<const float> bounds) {
  const float width = bounds[1] - bounds[0], height = bounds[3] - bounds[2];
  Ground ground;
  ground.x0 = bounds[0];
  ground.y0 = bounds[2];
  ground.scale = std::min(room.width() / width, room.height() / height);
  const ImVec2 half(ground.scale * width / 2, ground.scale * height / 2);
  ground.area = {room.center() - half, room.center() + half};
  return ground;
}

void draw_shapes(ImDrawList* list, const Ground& ground, const Numbers& shapes, const std::vector<std::string>& texts) {
  if (shapes.empty() || shapes.shape.back() != 11) return;
  for (std::size_t first = 0; first + 11 <= shapes.values.size(); first += 11) {
    const Shape shape{std::span(shapes.values).subspan(first, 11)};
    if (shape.is_drawable()) draw_shape(list, ground, shape, texts);
  }
}

}  // namespace gradlab::ui
