// The index of ops. Each is differentiable, works on every device, and lives with its gradient in a .cpp of its name
// (or of its family's). Shapes follow NumPy's rules; a bad one throws `[op] what came: what was needed`.
#pragma once

#include <span>

#include "engine/core/random.h"
#include "engine/core/tensor.h"
#include "engine/kernels/kernels.h"

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
Tensor silu(const Tensor& x);                             // x sigmoid(x)
Tensor tanh(const Tensor& x);
Tensor softplus(const Tensor& x);  // log(1 + exp(x))

// matmul.cpp: op(a) [..., M, K] by op(b) [..., K, N] -> [..., M, N]; a matrix [K, N] serves a whole batch.
struct MatmulOptions {
  bool transpose_a = false, transpose_b = false;  // swap the last two axes first
};
Tensor matmul(const Tensor& a, const Tensor& b, MatmulOptions options = {});

// linear.cpp: x [..., D] weight [D, F] + bias [F] -> [..., F], and relu of that where asked; no bias where undefined.
Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias, bool relu = false);

// conv2d.cpp: x [N, H, W, C] with filters [KH, KW, C / groups, F] + bias [F] -> [N, H', W', F]. `same` padding gives
// H' = ceil(H / stride) with the odd row below, as in Keras; `valid` none.
enum class Padding { valid, same };
struct Conv2dOptions {
  std::int64_t stride = 1, dilation = 1, groups = 1;
  Padding padding = Padding::valid;
  bool relu = false;
};
Tensor conv2d(const Tensor& x, const Tensor& filters, const Tensor& bias, Conv2dOptions options = {});

// conv_transpose2d.cpp: the other way, x [N, H, W, C] with filters [KH, KW, F, C] + bias [F] -> [N, H', W', F], by the
// step that takes conv2d's gradient back to its input: `same` padding gives H' = stride H, `valid` stride (H - 1) + KH.
struct ConvTranspose2dOptions {
  std::int64_t stride = 2;
  Padding padding = Padding::same;
};
Tensor conv_transpose2d(const Tensor& x, const Tensor& filters, const Tensor& bias,
                        ConvTranspose2dOptions options = {});

// max_pool2d.cpp, average_pool2d.cpp: x [N, H, W, C] -> [N, H', W', C], windows of size x size; a stride of 0 is the
// size.
struct Pool2dOptions {
  std::int64_t size = 2, stride = 0;
  Padding padding = Padding::valid;
};
Tensor max_pool2d(const Tensor& x, Pool2dOptions options = {});      // gradient to the first greatest
Tensor average_pool2d(const Tensor& x, Pool2dOptions options = {});  // of what lies inside of x

// batch_norm.cpp: [..., C] over all axes but the last, with scale and shift [C]. While training with the moments at
// hand, which come out as mean and variance [C] (biased, as they were used); otherwise with those given.
struct Moments {
  Tensor mean, variance;
};
Tensor batch_norm(const Tensor& x, const Tensor& scale, const Tensor& shift, Moments& measured, float epsilon = 1e-3f);
Tensor batch_norm_with(const Tensor& x, const Tensor& scale, const Tensor& shift, const Moments& given,
                       float epsilon = 1e-3f);

// layer_norm.cpp: over the last axis, with scale and shift [D].
Tensor layer_norm(const Tensor& x, const Tensor& scale, const Tensor& shift, float epsilon = 1e-5f);

// rms_norm.cpp: over the last axis, with scale [D]; Zhang and Sennrich 2019.
Tensor rms_norm(const Tensor& x, const Tensor& scale, float epsilon = 1e-5f);

// recurrent.cpp: x [T, N, G H], what the input adds to the gates (kernels.h, Cell), through T steps with weight
// [H, G H] and bias [G H] -> states [T, N, H]. `state` is where they begin, zeros where undefined and a constant to the
// gradient, and becomes the last.
struct RecurrentState {
  Tensor hidden, cell;  // [N, H]; cell for lstm alone
};
struct RecurrentTrace {
  Tensor gates;  // [T, N, kept_gate_count H], behind sigmoid and tanh
  Tensor cells;  // [T, N, H]; lstm alone
};
Tensor recurrent(Cell cell, const Tensor& x, const Tensor& weight, const Tensor& bias, RecurrentState& state,
                 RecurrentTrace* trace = nullptr);

// attention.cpp: q [N, Q, heads D], k and v [N, K, heads D] -> [N, Q, heads D]: softmax(q k^T / sqrt(D)) v of each head
// (Vaswani et al. 2017). Causal: query i sees the keys up to K - Q + i. lengths int32 [N]: of each sequence the first
// so many keys, 1 at least. keys > 0: only the first so many rows of k and v count, and there is no gradient.
struct AttentionOptions {
  std::int64_t heads = 1;
  bool causal = false;
  Tensor lengths = {};
  std::int64_t keys = 0;
};
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionOptions& options);
// The softmax alone, made of other ops: [N, heads, Q, K].
Tensor attention_weights(const Tensor& q, const Tensor& k, const AttentionOptions& options);

// rotary.cpp: x [N, T, heads D], D even, to the same turned by the positions first, first + 1, ... (Su et al. 2021).
Tensor rotary(const Tensor& x, std::int64_t heads, std::int64_t first = 0, float base = 10000.0f);

// reductions.cpp: over `axes` (all of them when empty); keep leaves them with extent 1.
Tensor sum(const Tensor& x, Axes axes = {}, bool keep = false);
Tensor mean(const Tensor& x, Axes axes = {}, bool keep = false);
Tensor max(const Tensor& x, Axes axes = {},
           bool keep = false);             // neighbouring axes; gradient to the first greatest
Tensor argmax(const Tensor& x, int axis);  // int32, no gradient

// hit_rate.cpp: the share of rows of logits [N, K] whose first greatest is where labels int32 [N] say; no gradient.
Tensor hit_rate(const Tensor& logits, const Tensor& labels);

// One file each: the same numbers in another order.
Tensor reshape(const Tensor& x, const Shape& shape);                             // equal numbers of elements
Tensor transpose(const Tensor& x, Axes axes);                                    // y's axis i is x's axes[i]
Tensor slice(const Tensor& x, int axis, std::int64_t first, std::int64_t last);  // [first, last) of one axis
Tensor concat(std::span<const Tensor> parts, int axis);                          // equal but for `axis`
Tensor gather(const Tensor& table, const Tensor& indices);                       // [R, D], int32 [...] -> [..., D]

// softmax.cpp: over the last axis, safe for any finite x.
Tensor softmax(const Tensor& x);
Tensor log_softmax(const Tensor& x);

// dropout.cpp: zero with probability `rate`, the rest divided by 1 - rate; takes x.size() numbers of `random`.
Tensor dropout(const Tensor& x, float rate, Random& random);

}  // namespace gradlab
