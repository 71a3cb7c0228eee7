// One stage on the way through a model: what it is called, and its values as colours or as lengths.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/picture.h"
#include "web/ui/draw/ramp.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct PathStage {
  std::string label, shape, note;
  std::vector<std::string> row_names, column_names;  ///< empty, or one each
  std::vector<float> values;                         ///< [rows, columns]
  int rows = 0, columns = 0;
  bool bars = false;
  int selected = -1;  ///< a column of one row, otherwise a row
  Ramp ramp;
  Picture picture;

  void read(const Json& json, const ViewData& data);
  /// With the colours of the theme.
  void paint();

  /// Of the picture with its labels, at that width, in device pixels.
  float height(float width) const;
  /// Draws it, one number as a number, and the tip for the value under the pointer.
  void draw(ImDrawList* list, Box box) const;

 private:
  float value(int row, int column) const { return values[static_cast<std::size_t>(row * columns + column)]; }
  Box grid(Box box) const;
  void draw_bars(ImDrawList* list, Box grid, int under) const;
  void tip(int row, int column) const;
};

}  // namespace gradlab::ui
