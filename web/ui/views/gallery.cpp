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

/// How many pictures every group has, where several have the same number of them: each picture has its counterparts.
int paired(const std::vector<GalleryGroup>& groups) {
  const int count = groups.empty() ? 0 : groups.front().count;
  const bool same = std::ranges::all_of(groups, [&](const GalleryGroup& group) { return group.count == count; });
  return groups.size() > 1 && count > 1 && same ? count : 0;
}

/// Groups of one row share a line where they fit beside each other and are no counterparts.
Gallery place(const std::vector<GalleryGroup>& groups, float width, int columns) {
  Gallery gallery;
  const float side = tile_width(width, columns);
  const bool apart = paired(groups) > 0;
  ImVec2 pen(0, 0);
  float line_end = 0.0f;
  for (const GalleryGroup& group : groups) {
    const int across = std::min(group.count, columns), rows = across > 0 ? (group.count + across - 1) / across : 0;
    const float taken =
        std::max(across > 0 ? static_cast<float>(across) * (side + gap()) - gap() : 0.0f, std::min(group.head, width));
    const float tile = side / std::clamp(group.aspect, 0.4f, 4.0f) + group.caption;
    const bool beside = !apart && rows <= 1 && pen.x > 0.0f && pen.x + taken <= width + 1.0f;
    if (!beside && line_end > 0.0f) pen = {0.0f, line_end + (group.head > 0.0f || !apart ? dp(16) : gap())};
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

/// Columns for counterparts under each other: all in one row or, in little room, in equal rows; 0 for other groups.
int columns_for_pairs(const std::vector<GalleryGroup>& groups, float width) {
  const int count = paired(groups);
  for (int rows = 1; rows < count; ++rows) {
    if (count % rows == 0 && tile_width(width, count / rows) >= least_width(groups)) return count / rows;
  }
  return 0;
}

/// Whether every group fills its rows.
bool equal_rows(const std::vector<GalleryGroup>& groups, int columns) {
  return std::ranges::all_of(
      groups, [&](const GalleryGroup& group) { return group.count <= columns || group.count % columns == 0; });
}

}  // namespace

Gallery Gallery::inside(const std::vector<GalleryGroup>& groups, float width, float height, float largest) {
  const int pairs = columns_for_pairs(groups, width), most = columns_for(width, least_width(groups), largest);
  Gallery best;
  float best_score = 0.0f;
  for (int columns = std::max(columns_for(width, largest, largest), pairs); columns <= most; ++columns) {
    Gallery gallery = place(groups, width, columns);
    const float score = tile_width(width, columns) * std::sqrt(filled(groups, columns));
    const bool torn = pairs > 0 && !equal_rows(groups, columns);
    if (torn || gallery.height > height || score <= best_score) continue;
    best_score = score;
    best = std::move(gallery);
  }
  return best_score > 0.0f ? best : comfortable(groups, width, largest);
}

Gallery Gallery::comfortable(const std::vector<GalleryGroup>& groups, float width, float largest) {
  const int pairs = columns_for_pairs(groups, width);
  if (pairs > 0) {
    const int wish = std::max(pairs, columns_for(width, std::max(dp(64), least_width(groups)), largest));
    return place(groups, width, equal_rows(groups, wish) ? wish : pairs);
  }
  int all = 0;
  for (const GalleryGroup& group : groups) all += group.count;
  const float tile = std::max(least_width(groups), dp(52));
  const int least = columns_for(width, largest, largest), most = columns_for(width, least_width(groups), largest);
  const int wish = std::max(std::min(columns_for(width, tile, largest), all), least);
  int columns = wish;
  const auto try_columns = [&](int other) {
    if (filled(groups, columns) < 0.95f && filled(groups, other) > filled(groups, columns)) columns = other;
  };
  for (int other = wish; other <= std::min(most, 3 * wish / 2); ++other) try_columns(other);
  for (int other = wish; other >= std::max(least, 3 * wish / 4); --other) try_columns(other);
  return place(groups, width, columns);
}

}  // namespace gradlab::ui
