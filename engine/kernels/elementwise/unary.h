// What makes a function of one argument out of its text:
//
//   struct Silu {
//     static constexpr std::string_view name = "silu";
//     static constexpr SampleRange trials[] = {{.low = -9.0f, .high = 9.0f}};         where not as a SampleRange is by
//     itself template <typename T> static T value(T x);                                T is double or Vector; template
//     <typename T> static T gradient(T x, T y, T dy);                  dy f'(x), given y = f(x) static constexpr
//     std::string_view wgsl = "...";                           unary_silu and gradient_silu
//   };
//
// Those that have numbers of their own take them last, `float alpha` or `float alpha, float beta`. In WGSL these are
// number(at) and number(at + 1), and the gradient has x, y or neither before dy: (x: vec4f, dy: vec4f, at: u32).
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/elementwise/numbers.h"

namespace gradlab {

/// f(given..., alpha, beta), without the numbers that it does not take.
template <typename F, typename... Given>
auto with_numbers(const F& f, float alpha, float beta, Given... given) {
  if constexpr (std::invocable<F, Given..., float, float>) {
    return f(given..., alpha, beta);
  } else if constexpr (std::invocable<F, Given..., float>) {
    return f(given..., alpha);
  } else {
    return f(given...);
  }
}

template <typename F, typename T>
T value_of(T x, float alpha, float beta) {
  const auto f = [](auto... given) -> decltype(F::value(given...)) { return F::value(given...); };
  return with_numbers(f, alpha, beta, x);
}
template <typename F, typename T>
T gradient_of(T x, T y, T dy, float alpha, float beta) {
  const auto f = [](auto... given) -> decltype(F::gradient(given...)) { return F::gradient(given...); };
  return with_numbers(f, alpha, beta, x, y, dy);
}

template <typename F>
void unary_ref(float alpha, float beta, const Tensor& x, Tensor& y) {
  for (std::int64_t i = 0; i < x.size(); ++i) {
    y.data()[i] = static_cast<float>(value_of<F, double>(x.data()[i], alpha, beta));
  }
}
template <typename F>
void unary_gradient_ref(float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy, Tensor& dx) {
  for (std::int64_t i = 0; i < x.size(); ++i) {
    dx.data()[i] = static_cast<float>(gradient_of<F, double>(x.data()[i], y.data()[i], dy.data()[i], alpha, beta));
  }
}

template <typename F>
void unary_simd(float alpha, float beta, const Tensor& x, Tensor& y) {
  const float* from = x.data();
  float* to = y.data();
  // What lies behind the end is not looked at: sines of great numbers take long.
  parallel_for_each_vector(x.size(), [=](Place at) { at.store(to, value_of<F>(at.load(from, 0.0f), alpha, beta)); });
}
template <typename F>
void unary_gradient_simd(float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy, Tensor& dx) {
  const float *of_x = x.data(), *of_y = y.data(), *upper = dy.data();
  float* to = dx.data();
  parallel_for_each_vector(dy.size(), [=](Place at) {
    at.store(to, gradient_of<F>(at.load(of_x, 0.0f), at.load(of_y), at.load(upper), alpha, beta));
  });
}

/// The first argument of `fn <kind>_<name>(`, by its first letter; no such function is no program.
consteval char first_argument(std::string_view wgsl, std::string_view kind, std::string_view name) {
  const std::size_t begin = wgsl.find(kind) + kind.size(), end = begin + name.size();
  if (wgsl.substr(begin, name.size()) != name || wgsl[end] != '(') throw "the WGSL lacks the function";
  return wgsl[end + 1];
}

/// The last line of a function's file: `const RegisterUnary<Silu> registered_silu;`
template <typename F>
class RegisterUnary {
 public:
  RegisterUnary() {
    static_assert(first_argument(F::wgsl, "fn unary_", F::name) == 'x');
    constexpr char beside_dy = first_argument(F::wgsl, "fn gradient_", F::name);
    using enum Unary::From;
    Registry<Unary>::Add({.name = F::name,
                          .reference = {unary_ref<F>, unary_gradient_ref<F>},
                          .cpu = {unary_simd<F>, unary_gradient_simd<F>},
                          .card = {{"unary_" + std::string(F::name), F::wgsl},
                                   {"gradient_" + std::string(F::name), F::wgsl},
                                   beside_dy == 'x'   ? x
                                   : beside_dy == 'y' ? y
                                                      : nothing},
                          .trials = trials()});
  }

 private:
  static std::span<const SampleRange> trials() {
    static constexpr SampleRange usual[] = {{}};
    if constexpr (requires { F::trials; }) {
      return F::trials;
    } else {
      return usual;
    }
  }
};

}  // namespace gradlab
