// A place in a plot that is chosen by a press, or by dragging over it, and a picture of what lies there.
#pragma once

#include <string>

#include "web/ui/draw/atlas.h"
#include "web/ui/draw/plot.h"
#include "web/ui/frame/view_data.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {

class Lens {
 public:
  /// The option `choose` and the tensor `picture`.
  void receive(const ViewData& data);
  /// Whether a place can be chosen.
  bool there() const { return there_; }
  /// Sends the place under the pointer while it is down on the plot; true as long as it is.
  bool drag(const std::string& view, const Plot& plot, const Press& press);
  /// The picture above and to the right of the chosen place `at`, or where there is room inside of `area`.
  void draw(ImDrawList* list, Box area, ImVec2 at);

 private:
  bool there_ = false, painted_ = false, painted_dark_ = false;
  Numbers image_;
  Atlas atlas_;
  ImVec2 sent_{-1, -1};
};

}  // namespace gradlab::ui
