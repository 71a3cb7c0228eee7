#include "web/ui/draw/point_texts.h"

#include "web/ui/draw/plot.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

/// A raster of small squares over the area: which of them are written on.
class Room {
 public:
  Room(Box area, float square)
      : area_(area),
        square_(square),
        columns_(static_cast<int>(area.width() / square) + 1),
        taken_(static_cast<std::size_t>(columns_ * (static_cast<int>(area.height() / square) + 1))) {}

  /// Takes the box if all of it is free and lies in the area.
  bool take(Box box) {
    if (box.low.x < area_.low.x || box.low.y < area_.low.y || box.high.x > area_.high.x || box.high.y > area_.high.y)
      return false;
    for (const bool write : {false, true}) {
      for (int y = index(box.low.y - area_.low.y); y <= index(box.high.y - area_.low.y); ++y) {
        for (int x = index(box.low.x - area_.low.x); x <= index(box.high.x - area_.low.x); ++x) {
          const auto place = static_cast<std::size_t>(y * columns_ + x);
          if (write) taken_[place] = true;
          if (taken_[place] && !write) return false;
        }
      }
    }
    return true;
  }

 private:
  int index(float way) const { return static_cast<int>(way / square_); }

  Box area_;
  float square_;
  int columns_;
  std::vector<bool> taken_;
};

}  // namespace

void draw_point_texts(ImDrawList* list, Box area, const std::vector<PointText>& points,
                      const std::vector<std::string>& texts) {
  Room room(area, dp(4));
  std::vector<std::size_t> written;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!is_place(points[i].at) || !area.contains(points[i].at)) continue;
    const ImVec2 half = text_size(Type::small, texts[i]) * 0.5f;
    const ImVec2 inset(0, half.y * 0.3f);  // above and below the letters
    if (room.take({points[i].at - half + inset, points[i].at + half - inset})) {
      written.push_back(i);
    } else {
      list->AddCircleFilled(points[i].at, dp(2), with_alpha(points[i].color, 0.45f));
    }
  }
  for (const std::size_t i : written) {
    const ImVec2 half = text_size(Type::small, texts[i]) * 0.5f;
    draw_text(list, Type::small, points[i].at - half, mix(points[i].color, theme().text, 0.25f), texts[i]);
  }
}

}  // namespace gradlab::ui
