#include "web/ui/views/gallery.h"

#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

constexpr int most_columns = 32;

float gap() {
  return dp(6);
}

float head_height() {
  return type_size(Type::heading) + dp(6);
}

float tile_width(float width, int columns) {
  return (width - gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
}

/// Groups of one row share a line where they fit beside each other.
Gallery place(const std::vector<GalleryGroup>& groups, float width, int columns) {
  Gallery gallery;
  const float side = tile_width(width, columns), group_gap = dp(16);
  ImVec2 pen(0, 0);
  float line_end = 0.0f;
  for (const GalleryGroup& group : groups) {
    const int across = std::min(group.count, columns), rows = across > 0 ? (group.count + across - 1) / across : 0;
    const float taken =
        std::max(across > 0 ? static_cast<float>(across) * (side + gap()) - gap() : 0.0f, std::min(group.head, width));
    const float tile = side / std::clamp(group.aspect, 0.4f, 4.0f) + group.caption;
    const bool beside = rows <= 1 && pen.x > 0.0f && pen.x + taken <= width + 1.0f;
    if (!beside && line_end > 0.0f) pen = {0.0f, line_end + group_gap};
    Gallery::Place& placed = gallery.groups.emplace_back();
    float y = pen.y;
    if (group.head > 0.0f) {
      placed.head = {{pen.x, y}, {beside || rows <= 1 ? pen.x + taken : width, y + head_height()}};
      y += head_height();
    }
    for (int i = 0; i < group.count; ++i) {
      const ImVec2 low(pen.x + static_cast<float>(i % across) * (side + gap()),
                       y + static_cast<float>(i / across) * (tile + gap()));
      placed.tiles.push_back({low, low + ImVec2(side, tile)});
    }
    const float end = y + static_cast<float>(rows) * (tile + gap()) - gap();
    line_end = beside ? std::max(line_end, end) : end;
    pen.x = rows <= 1 ? pen.x + taken + gap() : width;
  }
  gallery.height = line_end;
  return gallery;
}

float least_width(const std::vector<GalleryGroup>& groups) {
  float least = dp(touch() ? 44 : 34);
  for (const GalleryGroup& group : groups) least = std::max(least, group.least_width);
  return least;
}

/// As many as are at least `tile` wide, and enough for none to be wider than `largest`.
int columns_for(float width, float tile, float largest) {
  int columns = std::clamp(static_cast<int>((width + gap()) / (tile + gap())), 1, most_columns);
  while (columns < most_columns && tile_width(width, columns) > largest) ++columns;
  return columns;
}

/// The share of their rows that the groups of several rows fill: a last row of one looks forgotten.
float filled(const std::vector<GalleryGroup>& groups, int columns) {
  int tiles = 0, places = 0;
  for (const GalleryGroup& group : groups) {
    if (group.count <= columns) continue;
    tiles += group.count;
    places += (group.count + columns - 1) / columns * columns;
  }
  return places > 0 ? static_cast<float>(tiles) / static_cast<float>(places) : 1.0f;
}

}  // namespace

Gallery Gallery::inside(const std::vector<GalleryGroup>& groups, float width, float height, float largest) {
  const int most = columns_for(width, least_width(groups), largest);
  Gallery best;
  float best_score = 0.0f;
  for (int columns = columns_for(width, largest, largest); columns <= most; ++columns) {
    Gallery gallery = place(groups, width, columns);
    const float score = tile_width(width, columns) * std::sqrt(filled(groups, columns));
    if (gallery.height > height || score <= best_score) continue;
    best_score = score;
    best = std::move(gallery);
  }
  return best_score > 0.0f ? best : comfortable(groups, width, largest);
}

Gallery Gallery::comfortable(const std::vector<GalleryGroup>& groups, float width, float largest) {
  int longest = 1, all = 0;
  for (const GalleryGroup& group : groups) longest = std::max(longest, group.count), all += group.count;
  const float tile = std::max(least_width(groups), dp(52));
  const int fitting = columns_for(width, tile, largest);
  return place(
      groups, width,
      std::max(std::min(fitting, std::max(longest, std::min(all, fitting))), columns_for(width, largest, largest)));
}

}  // namespace gradlab::ui
