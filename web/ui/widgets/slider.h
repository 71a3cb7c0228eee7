// A number by hand: a track with a knob, and a field to type into.
#pragma once

#include <optional>
#include <string>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

/// What a slider may be set to.
struct Reach {
  double low = 0.0, high = 1.0;
  bool logarithmic = false;
  bool whole = false;

  double part(double value) const;
  /// The tidy value nearest to that place: about 200 steps, or two significant digits.
  double value(double part) const;
  /// The next tidy value, `direction` -1 or 1.
  double beside(double value, int direction) const;
};

/// `initial` is marked on the track. Returns the new value when it was moved.
std::optional<double> slider(const char* id, Box box, const Reach& range, double value,
                             std::optional<double> initial = {});
/// A number that can be clicked and typed over. Returns it when it was entered and lies in the range.
/// It stands at the right of the box, or in its middle where `align` is 0.5.
std::optional<double> number_field(const char* id, Box box, const Reach& range, double value, const std::string& unit,
                                   float align = 1.0f);

}  // namespace gradlab::ui
