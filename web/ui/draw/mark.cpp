#include "web/ui/draw/mark.h"

#include <map>
#include <vector>

#include "web/ui/draw/picture.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

/// The parts that marks are put together from, side by side in one small picture: two squares for a point cost a
/// fraction of two circles made of triangles, and a data set has a thousand points.
enum class Part { disc_edge, disc, ring, diamond_edge, diamond };
constexpr int parts = 5;

float covered(float inside) {
  return std::clamp(inside + 0.5f, 0.0f, 1.0f);
}

/// How much of a pixel at (x, y) from the middle belongs to the part.
float coverage(Part part, float x, float y, float radius) {
  const float edge = std::max(1.0f, 0.3f * radius), round = std::hypot(x, y);
  const float slanted = (std::abs(x) + std::abs(y)) * 0.7071f, half = radius * 1.02f;
  switch (part) {
    case Part::disc_edge: return covered(radius + edge - round);
    case Part::disc: return covered(radius - round);
    case Part::ring: return covered(radius - round) - covered(0.56f * radius - round);
    case Part::diamond_edge: return covered(half + 1.3f * edge - slanted);
    case Part::diamond: return covered(half - slanted);
  }
  return 0.0f;
}

struct Sheet {
  Picture picture;
  int side = 0;
};

/// For a radius in half device pixels.
const Sheet& sheet_of(int half_pixels) {
  static std::map<int, Sheet> sheets;
  Sheet& sheet = sheets[half_pixels];
  if (!sheet.picture.empty()) return sheet;
  const float radius = static_cast<float>(half_pixels) / 2;
  sheet.side = 2 * static_cast<int>(std::ceil(1.6f * radius + 2.0f)) + 1;
  std::vector<ImU32> pixels;
  for (int y = 0; y < sheet.side; ++y) {
    for (int x = 0; x < sheet.side * parts; ++x) {
      const auto middle = static_cast<float>(sheet.side / 2);
      const auto part = static_cast<Part>(x / sheet.side);
      const float inside =
          coverage(part, static_cast<float>(x % sheet.side) - middle, static_cast<float>(y) - middle, radius);
      pixels.push_back(with_alpha(IM_COL32_WHITE, inside));
    }
  }
  sheet.picture.set(sheet.side * parts, sheet.side, pixels);
  return sheet;
}

}  // namespace

void draw_point(ImDrawList* list, ImVec2 at, Mark mark, ImU32 color, float scale) {
  const Sheet& sheet = sheet_of(std::clamp(static_cast<int>(std::round(dp(4) * scale * 2)), 3, 48));
  const auto side = static_cast<float>(sheet.side);
  const ImVec2 low(std::round(at.x - side / 2), std::round(at.y - side / 2));
  const auto put = [&](Part part, ImU32 tint) {
    const float left = side * static_cast<float>(part);
    sheet.picture.draw_part(list, {low, low + ImVec2(side, side)}, {left, 0}, {left + side, side}, tint);
  };
  put(mark == Mark::own ? Part::diamond_edge : Part::disc_edge, mark == Mark::own ? theme().text : theme().card);
  put(mark == Mark::own ? Part::diamond : mark == Mark::test ? Part::ring : Part::disc, color);
}

}  // namespace gradlab::ui
