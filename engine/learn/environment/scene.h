// A picture of what happens in an environment, as data: shapes in its own coordinates, y upwards.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace gradlab {

struct Scene {
  enum class Kind { none, rectangle, circle, line, arrow, polygon, text };
  /// What a shape stands for; whoever draws has a colour for each. `value` is coloured by its strength, from -1 to 1.
  enum class Role { ink, soft, ground, wall, agent, good, bad, value };
  struct Shape {
    Kind kind = Kind::none;
    Role role = Role::ink;
    double strength = 1.0;          ///< opacity in 0..1, or the value
    std::array<double, 8> at = {};  ///< as the functions below say
  };

  std::vector<Shape> shapes;  ///< the later ones lie above
  std::vector<std::string> texts;

  void rectangle(Role role, double x0, double y0, double x1, double y1, double strength = 1.0) {
    shapes.push_back({Kind::rectangle, role, strength, {x0, y0, x1, y1}});
  }
  void circle(Role role, double x, double y, double radius, double strength = 1.0) {
    shapes.push_back({Kind::circle, role, strength, {x, y, radius}});
  }
  void line(Role role, double x0, double y0, double x1, double y1, double width, double strength = 1.0) {
    shapes.push_back({Kind::line, role, strength, {x0, y0, x1, y1, width}});
  }
  void arrow(Role role, double x0, double y0, double x1, double y1, double width, double strength = 1.0) {
    shapes.push_back({Kind::arrow, role, strength, {x0, y0, x1, y1, width}});
  }
  /// Of four corners, two of which may be one; convex.
  void polygon(Role role, const std::array<double, 8>& corners, double strength = 1.0) {
    shapes.push_back({Kind::polygon, role, strength, corners});
  }
  /// Around the place; `height` is that of its letters.
  void text(Role role, double x, double y, double height, std::string what, double strength = 1.0) {
    shapes.push_back({Kind::text, role, strength, {x, y, height, static_cast<double>(texts.size())}});
    texts.push_back(std::move(what));
  }
};

}  // namespace gradlab
