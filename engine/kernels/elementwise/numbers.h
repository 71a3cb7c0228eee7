// The words that elementwise functions are written in where doubles, which the reference computes with, and vectors are
// served by one text. Comparisons are such that NaN falls through.
#pragma once

#include <cmath>
#include <concepts>

#include "engine/kernels/cpu/vector/functions.h"

namespace gradlab {

using std::abs, std::cos, std::log, std::sin, std::sqrt;  // those of vectors are found beside their type

template <std::floating_point T>
T select(bool condition, T yes, T no) {
  return condition ? yes : no;
}
inline double multiply_add(double a, double b, double c) {
  return a * b + c;
}
inline double sign(double x) {
  return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x;
}
inline double sigmoid(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}

}  // namespace gradlab
