// The index of ops. Each is differentiable, works on every device, and lives with its gradient in a .cpp of its name
// (or of its family's). Shapes follow NumPy's rules; a bad one throws `[op] what came: what was needed`.
#pragma once

#include <span>

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

// arithmetic.cpp: elementwise, a and b broadcast against each other.
Tensor add(const Tensor& a, const Tensor& b);
Tensor subtract(const Tensor& a, const Tensor& b);
Tensor multiply(const Tensor& a, const Tensor& b);
Tensor divide(const Tensor& a, const Tensor& b);
inline Tensor operator+(const Tensor& a, const Tensor& b) {
  return add(a, b);
}
inline Tensor operator-(const Tensor& a, const Tensor& b) {
  return subtract(a, b);
}
inline Tensor operator*(const Tensor& a, const Tensor& b) {
  return multiply(a, b);
}
inline Tensor operator/(const Tensor& a, const Tensor& b) {
  return divide(a, b);
}

// maps.cpp: elementwise, [...] -> [...].
Tensor scale(const Tensor& x, float factor, float offset = 0.0f);  // factor x + offset
Tensor negate(const Tensor& x);
Tensor exp(const Tensor& x);
Tensor log(const Tensor& x);
Tensor sqrt(const Tensor& x);
Tensor square(const Tensor& x);
Tensor pow(const Tensor& x, float exponent);
Tensor abs(const Tensor& x);
Tensor clamp(const Tensor& x, float low, float high);
Tensor sin(const Tensor& x);
Tensor cos(const Tensor& x);

// activations.cpp: elementwise, [...] -> [...].
Tensor relu(const Tensor& x);                             // max(x, 0)
Tensor leaky_relu(const Tensor& x, float slope = 0.01f);  // x where positive, else slope x
Tensor gelu(const Tensor& x);                             // tanh form, Hendrycks and Gimpel 2016
Tensor sigmoid(const Tensor& x);                          // 1 / (1 + exp(-x))
Tensor tanh(const Tensor& x);
Tensor softplus(const Tensor& x);  // log(1 + exp(x))

// matmul.cpp: op(a) [..., M, K] by op(b) [..., K, N] -> [..., M, N]; a matrix [K, N] serves a whole batch.
struct MatmulOptions {
  bool transpose_a = false, transpose_b = false;  // swap the last two axes first
};
Tensor matmul(const Tensor& a, const Tensor& b, MatmulOptions options = {});

// reductions.cpp: over `axes` (all of them when empty); keep leaves them with extent 1.
Tensor sum(const Tensor& x, std::initializer_list<int> axes = {}, bool keep = false);
Tensor mean(const Tensor& x, std::initializer_list<int> axes = {}, bool keep = false);
Tensor max(const Tensor& x, std::initializer_list<int> axes = {},
           bool keep = false);             // neighbouring axes; gradient to the first greatest
Tensor argmax(const Tensor& x, int axis);  // int32, no gradient

// One file each: the same numbers in another order.
Tensor reshape(const Tensor& x, const Shape& shape);                             // equal numbers of elements
Tensor transpose(const Tensor& x, std::initializer_list<int> axes);              // y's axis i is x's axes[i]
Tensor slice(const Tensor& x, int axis, std::int64_t first, std::int64_t last);  // [first, last) of one axis
Tensor concat(std::span<const Tensor> parts, int axis);                          // equal but for `axis`
Tensor gather(const Tensor& table, const Tensor& indices);                       // [R, D], int32 [...] -> [..., D]

// softmax.cpp: over the last axis, safe for any finite x.
Tensor softmax(const Tensor& x);
Tensor log_softmax(const Tensor& x);

// dropout.cpp: zero with probability `rate`, the rest divided by 1 - rate; takes x.size() numbers of `random`.
Tensor dropout(const Tensor& x, float rate, Random& random);

}  // namespace gradlab
