// The small window in which a weight is set by hand.
#pragma once

#include <string>

#include "web/ui/views/network_shape.h"

namespace gradlab::ui {

/// A weight between `layer` and the next, or for from = -1 the bias of unit `to` of layer + 1.
struct WeightPlace {
  int layer = 0, from = 0, to = 0;
};

/// "x₁ → Hidden 1, unit 2".
std::string place_title(const WeightPlace& place, const Network& network);

class WeightEditor {
 public:
  void open(const WeightPlace& place, const Network& network);
  bool is_open() const { return open_; }
  const WeightPlace& place() const { return place_; }
  /// Sends what is set to the trainer as an input of the view `view`.
  void draw(const std::string& view, const Network& network);

 private:
  WeightPlace place_;
  bool open_ = false, asked_ = false;
  double value_ = 0.0, reach_ = 1.0;
};

}  // namespace gradlab::ui
