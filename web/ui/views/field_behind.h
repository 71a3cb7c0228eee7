// What a model answers over the plane, behind the points of a scatter.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "web/ui/draw/field.h"
#include "web/ui/draw/tip.h"

namespace gradlab::ui {

struct Card;

class FieldBehind {
 public:
  /// `classes`: of the points; 0: none.
  void receive(const ViewData& data, int classes);
  bool there() const { return !field_.empty(); }
  /// The colour of a number where the field has a range of its own; else 0.
  ImU32 color_of(float number) const;
  void draw(ImDrawList* list, Box area);
  /// What its colours stand for, from the top of the card's body, where they stand for numbers.
  void draw_legend(Card& card) const;
  /// What it answers at a place, both parts 0..1 from the lower left: a number, or each class with its share, which are
  /// left out below `least`.
  std::vector<TipRow> answers(double x_part, double y_part, const std::function<std::string(int)>& class_name,
                              float least) const;

 private:
  float strength() const { return meaning_ == FieldStyle::Meaning::amount ? 0.85f : 0.5f; }

  Numbers field_;
  Range range_;
  FieldStyle::Meaning meaning_ = FieldStyle::Meaning::sign;
  Picture picture_;
  bool painted_ = false, painted_dark_ = false;
};

}  // namespace gradlab::ui
