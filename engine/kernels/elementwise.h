// Elementwise functions, of one argument and of two. Each is a file of engine/kernels/elementwise, which holds what it
// computes for every device and is named nowhere else.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// A function in WGSL, four elements at a time, and the text that it stands in, beside elementwise.wgsl.
struct WgslFunction {
  std::string name;
  std::string_view code;
};

/// Where a function is tried: with which alpha and beta, on inputs in [low, high). Kinks lie at whole numbers.
struct SampleRange {
  float alpha = 0.0f, beta = 0.0f;
  float low = -4.0f, high = 4.0f;
};

/// y = f(x), where f may have two numbers of its own, alpha and beta.
struct Unary {
  std::string_view name;
  struct OnHost {
    /// y = f(x); in place.
    void (*value)(float alpha, float beta, const Tensor& x, Tensor& y);
    /// dx = dy f'(x), given y = f(x); in place over dy.
    void (*gradient)(float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy, Tensor& dx);
  };
  OnHost reference, cpu;
  /// What the gradient is computed from beside dy.
  enum class From { nothing, x, y };
  struct OnCard {
    WgslFunction value, gradient;
    From from;
  } card;
  std::span<const SampleRange> trials;
};

/// y = f(a, b), a and b broadcast to y's shape; in place where shapes are equal.
struct Binary {
  std::string_view name;
  using OnHost = void (*)(const Tensor& a, const Tensor& b, Tensor& y);
  OnHost reference, cpu;
  WgslFunction card;
};

/// A name that is written where it is looked up.
template <std::size_t size>
struct WrittenName {
  consteval WrittenName(const char (&text)[size]) { std::copy_n(text, size, letters.begin()); }
  constexpr operator std::string_view() const { return {letters.data(), size - 1}; }
  std::array<char, size> letters = {};
};

/// "relu"_unary and "add"_binary, looked up once each.
template <WrittenName name>
const Unary& operator""_unary() {
  static const Unary& found = Registry<Unary>::find("unary", name);
  return found;
}
template <WrittenName name>
const Binary& operator""_binary() {
  static const Binary& found = Registry<Binary>::find("binary", name);
  return found;
}

}  // namespace gradlab
