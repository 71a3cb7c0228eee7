// The device contract: everything that a device must be able to do for training to stay on it.
//
// All tensors are dense, on one device, and live; outputs are made by the caller, have the stated shape, and may be
// one of the inputs only where it says "in place". A kernel checks nothing: the op above it has. No kernel's result
// depends on the number of threads.
#pragma once

#include <cstdint>

#include "engine/core/tensor.h"

namespace gradlab {

enum class Unary {
  negate,
  exp,
  log,
  sqrt,
  square,
  reciprocal,
  pow /* x^alpha */,
  abs,
  sign,
  clamp /* to [alpha, beta] */,
  scale /* alpha x + beta */,
  relu,
  leaky_relu /* slope alpha */,
  gelu /* tanh form */,
  sigmoid,
  tanh,
  softplus,
  sin,
  cos
};
/// maximum and minimum are NaN where an operand is; so is Reduce::max.
enum class Binary { add, subtract, multiply, divide, maximum, minimum, equal /* 1 or 0 */, greater /* 1 or 0 */ };
enum class Reduce { sum, mean, max, sum_squares };

/// op(a) [batch, m, k] by op(b) [batch, k, n] into c [batch, m, n]; stored [k, m] and [n, k] where transposed.
struct MatmulArguments {
  std::int64_t batch = 1, m = 1, n = 1, k = 1;
  bool transpose_a = false, transpose_b = false;
  bool broadcast_a = false, broadcast_b = false;  ///< one matrix for the whole batch
};

/// y[y_offset + i·y_strides] = x[x_offset + i·x_strides] for every index i of `shape`. Strides may be 0 in x.
struct StridedCopyArguments {
  Shape shape, x_strides, y_strides;
  std::int64_t x_offset = 0, y_offset = 0;
};

struct OptimizerArguments {
  float learning_rate = 0.01f;
  float gradient_scale = 1.0f;  ///< from clipping by the global norm
  float l1 = 0.0f, l2 = 0.0f;   ///< penalties: g += l1 sign(w) + l2 w
  float weight_decay = 0.0f;    ///< decoupled: w -= learning_rate * weight_decay * w
  float momentum = 0.0f;        ///< SGD and RMSProp
  bool nesterov = false;
  float beta1 = 0.9f, beta2 = 0.999f, epsilon = 1e-8f;  ///< Adam; RMSProp's decay is beta2
  std::int64_t step = 1;                                ///< from 1, for Adam's bias correction
};

struct Kernels {
  /// y = value
  void (*fill)(float value, Tensor& y) = nullptr;
  void (*strided_copy)(const StridedCopyArguments&, const Tensor& x, Tensor& y) = nullptr;
  /// y = f(x), elementwise; in place.
  void (*unary)(Unary, float alpha, float beta, const Tensor& x, Tensor& y) = nullptr;
  /// dx = dy f'(x), given y = f(x); in place over dy.
  void (*unary_gradient)(Unary, float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy,
                         Tensor& dx) = nullptr;
  /// y = f(a, b), a and b broadcast to y's shape; in place where shapes are equal.
  void (*binary)(Binary, const Tensor& a, const Tensor& b, Tensor& y) = nullptr;
  /// x [outer, n, inner] to y [outer, inner]; n is at least 1.
  void (*reduce)(Reduce, std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) = nullptr;
  /// Index (int32) of the first greatest of x [outer, n, inner] along n; NaN counts as greatest.
  void (*argmax)(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) = nullptr;
  /// dx [outer, n, inner] = dy [outer, inner] at the indices that argmax gave, 0 elsewhere.
  void (*max_gradient)(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& indices, const Tensor& dy,
                       Tensor& dx) = nullptr;
  void (*matmul)(const MatmulArguments&, const Tensor& a, const Tensor& b, Tensor& c) = nullptr;
  /// Rows x [rows, n] to softmax, or its logarithm; no overflow for any finite x, 0 for -infinity beside
  /// a finite one, NaN where a row has NaN, infinity or nothing else than -infinity; in place.
  void (*softmax)(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& x, Tensor& y) = nullptr;
  /// dx from y = softmax(x) (or its logarithm) and dy.
  void (*softmax_gradient)(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& y, const Tensor& dy,
                           Tensor& dx) = nullptr;
  /// logits [n, k], labels int32 [n] in [0, k) to losses [n] = -log softmax(logits)[label] and probabilities [n, k].
  void (*cross_entropy)(const Tensor& logits, const Tensor& labels, Tensor& probabilities, Tensor& losses) = nullptr;
  /// dlogits [n, k] = (probabilities - one_hot(labels)) * dlosses [n]
  void (*cross_entropy_gradient)(const Tensor& probabilities, const Tensor& labels, const Tensor& dlosses,
                                 Tensor& dlogits) = nullptr;
  /// y [n, d] = rows of x [rows, d] at indices int32 [n].
  void (*gather)(const Tensor& x, const Tensor& indices, Tensor& y) = nullptr;
  /// x [rows, d] += rows of y [n, d] at indices [n], in the order of n.
  void (*scatter_add)(const Tensor& y, const Tensor& indices, Tensor& x) = nullptr;
  /// y = x / (1 - rate) where counter_uniform(key, counter + i) >= rate, else 0; in place. The same on every device.
  void (*dropout)(float rate, std::uint64_t key, std::uint64_t counter, const Tensor& x, Tensor& y) = nullptr;
  /// Optimiser updates of w [n] in place from gradient g [n] and the optimiser's own state.
  void (*sgd)(const OptimizerArguments&, const Tensor& g, Tensor& velocity, Tensor& w) = nullptr;
  void (*rmsprop)(const OptimizerArguments&, const Tensor& g, Tensor& mean_square, Tensor& velocity,
                  Tensor& w) = nullptr;
  void (*adam)(const OptimizerArguments&, const Tensor& g, Tensor& mean, Tensor& mean_square, Tensor& w) = nullptr;
};

/// The kernels of the tensor's device. A device that lacks one uses the reference's.
const Kernels& kernels(const Tensor& tensor);
const Kernels& kernels(Device device);

/// The last line of a kernel's file: `const RegisterKernel registered(Device::cpu, &Kernels::matmul, matmul_simd);`
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
