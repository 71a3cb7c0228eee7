// Where groups of small pictures stand: rows of equal tiles that fill a width.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

/// What a group asks for, in device pixels.
struct GalleryGroup {
  int count = 0;
  float aspect = 1.0f;       ///< of its pictures
  float caption = 0.0f;      ///< height under each picture
  float least_width = 0.0f;  ///< of a tile, for its captions
  float head = 0.0f;         ///< width of its label; 0: it has none
};

struct Gallery {
  struct Place {
    Box head;                ///< empty without a label
    std::vector<Box> tiles;  ///< with room for the captions under the pictures
  };
  std::vector<Place> groups;  ///< from (0, 0)
  float height = 0.0f;

  /// With the largest tiles, at most `largest` wide, that fit into `height` and fill their rows well; with comfortable
  /// ones where none fit. Groups of equally many pictures stand one under the other, a row for each where that has
  /// room.
  static Gallery inside(const std::vector<GalleryGroup>& groups, float width, float height, float largest);
  /// With comfortable tiles.
  static Gallery comfortable(const std::vector<GalleryGroup>& groups, float width, float largest);
};

}  // namespace gradlab::ui
