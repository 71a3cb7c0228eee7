// Boxes over pictures: where things are, or are said to be, each in the colour of its class with its name beside it.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/draw/tip.h"
#include "web/ui/frame/json.h"

namespace gradlab::ui {

class PictureBoxes {
 public:
  /// The boxes of a group of pictures, as messages have them.
  void read(const Json& list);
  bool empty() const { return marks_.empty(); }
  /// Those of one picture, of `width` by `height` pixels, which stands at `place`.
  void draw(ImDrawList* list, int picture, Box place, int width, int height) const;
  /// The same in words, the surest first as they came.
  void tell(int picture, std::vector<TipRow>& rows) const;

 private:
  struct Mark {
    int picture = 0, of_class = 0;
    Box box;  ///< in pixels of the picture
    std::string label;
    float score = 1.0f;
    bool guessed = false;
  };
  std::vector<Mark> marks_;
};

/// So wide a picture should be for the names of its boxes to be read.
float least_width_with_boxes();

}  // namespace gradlab::ui
