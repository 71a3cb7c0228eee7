// Numbers over a plane as a picture.
#pragma once

#include <span>

#include "web/ui/draw/picture.h"
#include "web/ui/draw/scale.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct FieldStyle {
  /// What numbers are: from one sign to the other, or from the first class to the second, with nothing between them;
  /// or amounts, whose low end draws the eye.
  enum class Meaning { sign, two_classes, amount };
  Meaning meaning = Meaning::sign;
  Range range;            ///< of the values; the field's own where it is empty
  float strength = 1.0f;  ///< of the colours against the card
};

/// `field` is [rows, columns] of values, or [rows, columns, classes] of probabilities; row 0 lies at the bottom, and
/// each number belongs to the middle of its cell.
void paint_field(Picture& picture, const Numbers& field, const FieldStyle& style);

/// The number of the field at a place, both parts 0..1 from the lower left; the class `index` of probabilities.
float field_at(const Numbers& field, double x_part, double y_part, int index = 0);

/// The colour of a place between the ends of a range, `part` 0..1, of a field that is not mixed into the card.
ImU32 field_color(FieldStyle::Meaning meaning, float part);

/// Maps [units, rows, columns] side by side, each coloured by sign against its own largest size, or where units are
/// classes by its probability; the first `count`.
void paint_maps(Picture& picture, const Numbers& maps, int count, bool of_classes);

}  // namespace gradlab::ui
