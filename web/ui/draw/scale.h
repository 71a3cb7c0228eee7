// From values to places along an axis and back, and the tidy values at which it is marked.
#pragma once

#include <span>
#include <vector>

namespace gradlab::ui {

struct Scale {
  double low = 0.0, high = 1.0;
  bool logarithmic = false;

  /// 0 at low, 1 at high; NaN where the scale has no place for it.
  double part(double value) const;
  double value(double part) const;
};

struct Ticks {
  std::vector<double> values;
  double step = 1.0;  ///< 0 on a logarithmic axis
};

/// At most about `count` ticks at steps of 1, 2 or 5 times a power of ten.
Ticks ticks_of(const Scale& scale, int count);

/// The finite values' range, none where low > high.
struct Range {
  double low = 1.0, high = -1.0;
  bool empty() const { return low > high; }
  void include(double value);
  void include(std::span<const float> values, bool above_zero = false);
};

/// `range` with `margin` (a share of its length) around it, and never without length.
Scale scale_around(Range range, bool logarithmic, double margin);

}  // namespace gradlab::ui
