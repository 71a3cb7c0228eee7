#include "web/ui/draw/atlas.h"

#include <array>
#include <cmath>
#include <vector>

#include "web/ui/draw/colors.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

constexpr int steps = 256;

/// The palette's colours from its low end to its high one.
std::array<ImU32, steps> ramp(Palette palette) {
  std::array<ImU32, steps> colors;
  for (std::size_t i = 0; i < colors.size(); ++i) {
    const float part = static_cast<float>(i) / (steps - 1);
    colors[i] = palette == Palette::sign   ? signed_color(2.0f * part - 1.0f)
                : palette == Palette::heat ? amount_color(1.0f - part)
                                           : mix(theme().paper, theme().text, part);
  }
  return colors;
}

Range range_of(std::span<const float> values, Palette palette) {
  Range range;
  range.include(values);
  if (palette == Palette::heat) range.include(0.0);  // an amount begins at nothing
  if (palette != Palette::sign || range.empty()) return range;
  const double size = std::max({std::abs(range.low), std::abs(range.high), 1e-30});
  return {-size, size};
}

/// 0 is none, 1 the first class.
ImU32 mask_color(float value) {
  return value >= 1.0f ? class_color(static_cast<int>(value) - 1) : theme().paper;
}

/// 0..255 within the range; 0 for what is not finite.
unsigned level(float value, const Range& range) {
  const double length = range.high - range.low;
  const double part = length > 0.0 ? (static_cast<double>(value) - range.low) / length : 0.0;
  return std::isfinite(part) ? static_cast<unsigned>(std::clamp(part, 0.0, 1.0) * (steps - 1) + 0.5) : 0u;
}

}  // namespace

Palette palette_of(const std::string& name) {
  if (name == "signed") return Palette::sign;
  if (name == "heat") return Palette::heat;
  if (name == "classes") return Palette::classes;
  return name == "rgb" ? Palette::rgb : Palette::gray;
}

void Atlas::paint(const Numbers& images, Palette palette, Range range) {
  count_ = images.empty() ? 0 : images.length(0);
  if (count_ == 0) return;
  height_ = images.length(1);
  width_ = images.length(2);
  columns_ = static_cast<int>(std::ceil(std::sqrt(static_cast<float>(count_ * height_) / static_cast<float>(width_))));
  const int rows = (count_ + columns_ - 1) / columns_;
  const auto colors = ramp(palette);
  const auto line = static_cast<std::size_t>(columns_ * width_);
  std::vector<ImU32> pixels(line * static_cast<std::size_t>(rows * height_), theme().card);
  for (int i = 0; i < count_; ++i) {
    const std::span<const float> values = images.slice(i);
    const Range own = range.empty() ? range_of(values, palette) : range;
    ImU32* corner = pixels.data() + line * static_cast<std::size_t>(i / columns_ * height_) +
                    static_cast<std::size_t>(i % columns_ * width_);
    for (int p = 0; p < width_ * height_; ++p) {
      const auto at = static_cast<std::size_t>(p);
      ImU32& pixel = corner[line * static_cast<std::size_t>(p / width_) + static_cast<std::size_t>(p % width_)];
      pixel = palette == Palette::rgb       ? IM_COL32(level(values[3 * at], own), level(values[3 * at + 1], own),
                                                       level(values[3 * at + 2], own), 255)
              : palette == Palette::classes ? mask_color(values[at])
                                            : colors[level(values[at], own)];
    }
  }
  picture_.set(columns_ * width_, rows * height_, pixels, Picture::Edges::sharp);
}

Box Atlas::place(Box box) const {
  const float width = std::min(box.width(), box.height() * aspect()), height = width / aspect();
  const ImVec2 half(width / 2, height / 2);
  return Box{box.center() - half, box.center() + half}.rounded();
}

void Atlas::draw(ImDrawList* list, Box box, int i) const {
  if (i < 0 || i >= count_) return;
  const ImVec2 size(static_cast<float>(width_), static_cast<float>(height_));
  const ImVec2 low(size.x * static_cast<float>(i % columns_), size.y * static_cast<float>(i / columns_));
  const Box area = place(box);
  picture_.draw_part(list, area, low, low + size);
}

}  // namespace gradlab::ui
