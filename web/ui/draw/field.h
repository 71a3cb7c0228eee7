// Numbers over a plane as a picture.
#pragma once

#include <span>

#include "web/ui/draw/picture.h"
#include "web/ui/draw/scale.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct FieldStyle {
  bool by_sign = true;    ///< the range's ends are opposites; otherwise its low end draws the eye
  Range range;            ///< of the values; the field's own where it is empty
  float strength = 1.0f;  ///< of the colours against the card
};

/// `field` is [rows, columns] of values, or [rows, columns, classes] of probabilities; row 0 lies at the bottom, and
/// each number belongs to the middle of its cell.
void paint_field(Picture& picture, const Numbers& field, const FieldStyle& style);

/// The number of the field at a place, both parts 0..1 from the lower left; the class `index` of probabilities.
float field_at(const Numbers& field, double x_part, double y_part, int index = 0);

/// Maps [units, rows, columns] side by side, each coloured by sign against its own largest size; the first `count`.
void paint_maps(Picture& picture, const Numbers& maps, int count);

}  // namespace gradlab::ui
