// The device contract: everything that a device must be able to do for training to stay on it.
//
// All tensors are dense, on one device, and live; outputs are made by the caller, have the stated shape, and may be
// one of the inputs only where it says "in place". A kernel checks nothing: the op above it has. No kernel's result
// depends on the number of threads.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/core/tensor.h"
#include "engine/kernels/elementwise.h"

namespace gradlab {

/// max is NaN where an element is.
enum class Reduce { sum, mean, max, sum_squares };

/// op(a) [batch, m, k] by op(b) [batch, k, n] into c [batch, m, n]; stored [k, m] and [n, k] where transposed.
struct MatmulArguments {
  std::int64_t batch = 1, m = 1, n = 1, k = 1;
  bool transpose_a = false, transpose_b = false;
  bool broadcast_a = false, broadcast_b = false;  ///< one matrix for the whole batch
};

/// x [n, h, w, c] and filters [kernel_h, kernel_w, c / groups, f] to y [n, out_h, out_w, f]: y at (i, j) sees x from
/// row i stride_h - pad_top on, rows dilation_h apart. What lies outside of x counts as 0. Filters of group g see the
/// g-th part of the channels, and c and f are multiples of groups.
struct Conv2dArguments {
  std::int64_t n = 1, h = 1, w = 1, c = 1;
  std::int64_t out_h = 1, out_w = 1, f = 1;
  std::int64_t kernel_h = 1, kernel_w = 1;
  std::int64_t stride_h = 1, stride_w = 1;
  std::int64_t dilation_h = 1, dilation_w = 1;
  std::int64_t pad_top = 0, pad_left = 0;
  std::int64_t groups = 1;
};

/// Windows [window_h, window_w] of x [n, h, w, c] to y [n, out_h, out_w, c], placed as in Conv2dArguments; each has at
/// least one element inside of x, and what lies outside does not count.
struct Pool2dArguments {
  std::int64_t n = 1, h = 1, w = 1, c = 1;
  std::int64_t out_h = 1, out_w = 1;
  std::int64_t window_h = 1, window_w = 1;
  std::int64_t stride_h = 1, stride_w = 1;
  std::int64_t pad_top = 0, pad_left = 0;
};

/// y[y_offset + i·y_strides] = x[x_offset + i·x_strides] for every index i of `shape`. Strides may be 0 in x.
struct StridedCopyArguments {
  Shape shape, x_strides, y_strides;
  std::int64_t x_offset = 0, y_offset = 0;
};

/// A recurrent layer's cell, with weights and gates in PyTorch's order. h are states, W and b weights and bias of what
/// the last state adds, x what the input adds, s the sigmoid:
///   tanh              h' = tanh(x + h W + b)
///   lstm  i f g o     c' = s(f) c + s(i) tanh(g), h' = s(o) tanh(c')        (Hochreiter and Schmidhuber 1997)
///   gru   r z n       n = tanh(x_n + s(r) (h W_n + b_n)), h' = (1 - s(z)) n + s(z) h   (Cho et al. 2014)
enum class Cell { tanh, lstm, gru };
/// Gates of a cell: columns of W in units of `hidden`.
constexpr std::int64_t gate_count(Cell cell) {
  return cell == Cell::lstm ? 4 : cell == Cell::gru ? 3 : 1;
}
/// What the recurrence keeps of each gate: as many, and for gru after them h W_n + b_n.
constexpr std::int64_t kept_gate_count(Cell cell) {
  return cell == Cell::gru ? 4 : gate_count(cell);
}
struct RecurrentArguments {
  Cell cell = Cell::lstm;
  std::int64_t steps = 1, n = 1, hidden = 1;
};

/// Heads stand side by side in rows: q [n, queries, heads depth], k and v [n, key_rows, heads depth], of which the
/// first `keys` rows count.
struct AttentionArguments {
  std::int64_t n = 1, heads = 1, queries = 1, keys = 1, depth = 1;
  std::int64_t key_rows = 1;  ///< at least keys
  bool causal = false;        ///< query i sees the keys up to keys - queries + i, and queries is at most keys
};

/// x [n, steps, heads depth], depth even: of each head the numbers i and i + depth / 2 are turned in their plane by the
/// angle (first + step) base^(-2 i / depth), back where `inverse` (Su et al. 2021).
struct RotaryArguments {
  std::int64_t n = 1, steps = 1, heads = 1, depth = 2, first = 0;
  float base = 10000.0f;
  bool inverse = false;
};

struct OptimizerArguments {
  float learning_rate = 0.01f;
  float l1 = 0.0f, l2 = 0.0f;  ///< penalties: g += l1 sign(w) + l2 w
  float weight_decay = 0.0f;   ///< decoupled: w -= learning_rate * weight_decay * w
  float momentum = 0.0f;       ///< SGD and RMSProp
  bool nesterov = false;
  float beta1 = 0.9f, beta2 = 0.999f, epsilon = 1e-8f;  ///< Adam; RMSProp's decay is beta2
  std::int64_t step = 1;                                ///< from 1, for Adam's bias correction
};

struct Kernels {
  /// y = value
  void (*fill)(float value, Tensor& y) = nullptr;
  void (*strided_copy)(const StridedCopyArguments&, const Tensor& x, Tensor& y) = nullptr;
  /// y = f(x), elementwise; in place.
  void (*unary)(const Unary&, float alpha, float beta, const Tensor& x, Tensor& y) = nullptr;
  /// dx = dy f'(x), given y = f(x); in place over dy.
  void (*unary_gradient)(const Unary&, float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy,
                         Tensor& dx) = nullptr;
  /// y = f(a, b), a and b broadcast to y's shape; in place where shapes are equal.
  void (*binary)(const Binary&, const Tensor& a, const Tensor& b, Tensor& y) = nullptr;
  /// x [outer, n, inner] to y [outer, inner]; n is at least 1.
  void (*reduce)(Reduce, std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) = nullptr;
  /// Index (int32) of the first greatest of x [outer, n, inner] along n; NaN counts as greatest.
  void (*argmax)(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) = nullptr;
  /// dx [outer, n, inner] = dy [outer, inner] at the indices that argmax gave, 0 elsewhere.
  void (*max_gradient)(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& indices, const Tensor& dy,
                       Tensor& dx) = nullptr;
  void (*matmul)(const MatmulArguments&, const Tensor& a, const Tensor& b, Tensor& c) = nullptr;
  /// c = a b + bias, and relu of that where asked; bias [n] may be undefined for none.
  void (*linear)(const MatmulArguments&, bool relu, const Tensor& a, const Tensor& b, const Tensor& bias,
                 Tensor& c) = nullptr;
  /// y = x convolved with the filters (not flipped) + bias, and relu of that where asked; bias [f] may be undefined.
  void (*conv2d)(const Conv2dArguments&, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
                 Tensor& y) = nullptr;
  /// dx and dfilters from dy; relu and bias are the op's business.
  void (*conv2d_input_gradient)(const Conv2dArguments&, const Tensor& dy, const Tensor& filters, Tensor& dx) = nullptr;
  void (*conv2d_filter_gradient)(const Conv2dArguments&, const Tensor& x, const Tensor& dy, Tensor& dfilters) = nullptr;
  /// Greatest of each window, NaN where one is; the gradient goes to the first greatest (the first NaN) in row order,
  /// given y = max_pool2d(x).
  void (*max_pool2d)(const Pool2dArguments&, const Tensor& x, Tensor& y) = nullptr;
  void (*max_pool2d_gradient)(const Pool2dArguments&, const Tensor& x, const Tensor& y, const Tensor& dy,
                              Tensor& dx) = nullptr;
  /// Mean of each window's elements inside of x.
  void (*average_pool2d)(const Pool2dArguments&, const Tensor& x, Tensor& y) = nullptr;
  void (*average_pool2d_gradient)(const Pool2dArguments&, const Tensor& dy, Tensor& dx) = nullptr;
  /// x [rows, c] over the rows: y = (x - mean) inverse_deviation scale + shift, mean and inverse_deviation =
  /// 1 / sqrt(variance + epsilon) of each column, variance being that of the rows at hand; scale, shift, mean,
  /// inverse_deviation [c]; rows is at least 1.
  void (*batch_norm)(std::int64_t rows, std::int64_t c, float epsilon, const Tensor& x, const Tensor& scale,
                     const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) = nullptr;
  void (*batch_norm_gradient)(std::int64_t rows, std::int64_t c, const Tensor& x, const Tensor& scale,
                              const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                              Tensor& dscale, Tensor& dshift) = nullptr;
  /// The same along each row of x [rows, n]; scale, shift [n], mean, inverse_deviation [rows]; n is at least 1.
  void (*layer_norm)(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale,
                     const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) = nullptr;
  void (*layer_norm_gradient)(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                              const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                              Tensor& dscale, Tensor& dshift) = nullptr;
  /// Along each row y = x inverse_size scale with inverse_size = 1 / sqrt(mean x^2 + epsilon); scale [n], inverse_size
  /// [rows]; n is at least 1.
  void (*rms_norm)(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale, Tensor& y,
                   Tensor& inverse_size) = nullptr;
  void (*rms_norm_gradient)(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                            const Tensor& inverse_size, const Tensor& dy, Tensor& dx, Tensor& dscale) = nullptr;
  /// All time steps of a recurrent layer. x [steps, n, G h] with G = gate_count, weight [h, G h], bias [G h]; y and,
  /// for lstm alone, cells [steps + 1, n, h] come with their first step given and get the others; gates [steps, n,
  /// kept_gate_count h] gets the gates' values behind sigmoid and tanh.
  void (*recurrent)(const RecurrentArguments&, const Tensor& x, const Tensor& weight, const Tensor& bias, Tensor& gates,
                    Tensor& cells, Tensor& y) = nullptr;
  /// From dy [steps, n, h] of the steps after the first: dx, and dhidden [steps, n, G h] = the gradient of h W + b,
  /// which is written for gru alone; elsewhere it is dx. The given first step is a constant.
  void (*recurrent_gradient)(const RecurrentArguments&, const Tensor& weight, const Tensor& gates, const Tensor& cells,
                             const Tensor& y, const Tensor& dy, Tensor& dx, Tensor& dhidden) = nullptr;
  /// y [n, queries, heads depth] = softmax(q k^T / sqrt(depth)) v of each head, and log_sums [n, heads, queries] = the
  /// logarithms of the softmax's sums; lengths int32 [n], undefined for none, at least 1, cut the keys of each
  /// sequence.
  void (*attention)(const AttentionArguments&, const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& lengths,
                    Tensor& y, Tensor& log_sums) = nullptr;
  /// key_rows is keys here.
  void (*attention_gradient)(const AttentionArguments&, const Tensor& q, const Tensor& k, const Tensor& v,
                             const Tensor& lengths, const Tensor& y, const Tensor& log_sums, const Tensor& dy,
                             Tensor& dq, Tensor& dk, Tensor& dv) = nullptr;
  /// y = x turned; in place.
  void (*rotary)(const RotaryArguments&, const Tensor& x, Tensor& y) = nullptr;
  /// Rows x [rows, n] to softmax, or its logarithm; no overflow for any finite x, 0 for -infinity beside
  /// a finite one, NaN where a row has NaN, infinity or nothing else than -infinity; in place.
  void (*softmax)(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& x, Tensor& y) = nullptr;
  /// dx from y = softmax(x) (or its logarithm) and dy.
  void (*softmax_gradient)(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& y, const Tensor& dy,
                           Tensor& dx) = nullptr;
  /// logits [n, k], labels int32 [n] in [0, k), or -1 for none, to losses [n] = -log softmax(logits)[label], 0 without
  /// a label, and probabilities [n, k].
  void (*cross_entropy)(const Tensor& logits, const Tensor& labels, Tensor& probabilities, Tensor& losses) = nullptr;
  /// dlogits [n, k] = (probabilities - one_hot(labels)) * dlosses [n], 0 without a label
  void (*cross_entropy_gradient)(const Tensor& probabilities, const Tensor& labels, const Tensor& dlosses,
                                 Tensor& dlogits) = nullptr;
  /// hits [n] = 1 where the label is the first greatest (the first NaN) of logits [n, k], else 0.
  void (*hits)(const Tensor& logits, const Tensor& labels, Tensor& hits) = nullptr;
  /// y [n, d] = rows of x [rows, d] at indices int32 [n].
  void (*gather)(const Tensor& x, const Tensor& indices, Tensor& y) = nullptr;
  /// x [rows, d] += rows of y [n, d] at indices [n], in the order of n.
  void (*scatter_add)(const Tensor& y, const Tensor& indices, Tensor& x) = nullptr;
  /// y = x / (1 - rate) where counter_uniform(key, counter + i) >= rate, else 0; in place. The same on every device.
  void (*dropout)(float rate, std::uint64_t key, std::uint64_t counter, const Tensor& x, Tensor& y) = nullptr;
  /// Optimiser updates of w [n] in place from gradient g [n] times gradient_scale [], which is from clipping and
  /// undefined for 1, and the optimiser's own state.
  void (*sgd)(const OptimizerArguments&, const Tensor& gradient_scale, const Tensor& g, Tensor& velocity,
              Tensor& w) = nullptr;
  void (*rmsprop)(const OptimizerArguments&, const Tensor& gradient_scale, const Tensor& g, Tensor& mean_square,
                  Tensor& velocity, Tensor& w) = nullptr;
  void (*adam)(const OptimizerArguments&, const Tensor& gradient_scale, const Tensor& g, Tensor& mean,
               Tensor& mean_square, Tensor& w) = nullptr;
};

/// The kernels of the tensor's device. A host's device that lacks one uses the reference's; elsewhere a missing one
/// throws an Error that names it.
const Kernels& kernels(const Tensor& tensor);
const Kernels& kernels(Device device);

/// What the CPU's kernels were compiled for: "simd", "relaxed", or natively "avx2" and the like. Equal ones give equal
/// numbers, bit by bit.
std::string_view cpu_build();

/// The last line of a kernel's file: `const RegisterKernel registered_matmul(Device::cpu, &Kernels::matmul,
/// matmul_simd);`
class RegisterKernel {
 public:
  template <typename Function>
  RegisterKernel(Device device, Function* Kernels::* slot, Function* function) {
    table(device).*slot = function;
  }

 private:
  static Kernels& table(Device device);
};

}  // namespace gradlab
