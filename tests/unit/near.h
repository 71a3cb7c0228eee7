// How close a number must be, as a share of the one expected. What doctest's Approx takes is a share of 1 + |number|:
// of a variance of 0.004, an epsilon of 0.02 accepts everything from 0 to six times as much.
#pragma once

#include <cmath>
#include <ostream>

namespace gradlab {

struct Near {
  double expected, relative;
};

/// `CHECK(x == near(expected, relative))`: x is at most relative * |expected| away.
inline Near near(double expected, double relative) {
  return {expected, relative};
}

template <typename Number>
bool operator==(Number actual, const Near& near) {
  return std::abs(static_cast<double>(actual) - near.expected) <= near.relative * std::abs(near.expected);
}

inline std::ostream& operator<<(std::ostream& stream, const Near& near) {
  return stream << near.expected << " to within a share of " << near.relative;
}

}  // namespace gradlab
