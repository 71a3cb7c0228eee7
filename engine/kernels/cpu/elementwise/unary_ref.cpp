#include <cmath>
#include <numbers>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// Comparisons are written so that NaN falls through to x itself.
double value(Unary f, double alpha, double beta, double x) {
  switch (f) {
    case Unary::negate: return -x;
    case Unary::exp: return std::exp(x);
    case Unary::log: return std::log(x);
    case Unary::sqrt: return std::sqrt(x);
    case Unary::square: return x * x;
    case Unary::reciprocal: return 1.0 / x;
    case Unary::pow: return std::pow(x, alpha);
    case Unary::abs: return std::abs(x);
    case Unary::sign: return x > 0 ? 1.0 : x < 0 ? -1.0 : x;
    case Unary::clamp: return x < alpha ? alpha : x > beta ? beta : x;
    case Unary::scale: return alpha * x + beta;
    case Unary::relu: return x < 0 ? 0.0 : x;
    case Unary::leaky_relu: return x < 0 ? alpha * x : x;
    case Unary::gelu: {
      const double inner = std::sqrt(2.0 / std::numbers::pi) * (x + 0.044715 * x * x * x);
      return 0.5 * x * (1.0 + std::tanh(inner));
    }
    case Unary::sigmoid: return 1.0 / (1.0 + std::exp(-x));
    case Unary::silu: return x / (1.0 + std::exp(-x));
    case Unary::tanh: return std::tanh(x);
    case Unary::softplus: return (x > 0 ? x : 0.0) + std::log1p(std::exp(-std::abs(x)));
    case Unary::sin: return std::sin(x);
    case Unary::cos: return std::cos(x);
  }
  return NAN;
}

void unary_ref(Unary f, float alpha, float beta, const Tensor& x, Tensor& y) {
  for (std::int64_t i = 0; i < x.size(); ++i) y.data()[i] = static_cast<float>(value(f, alpha, beta, x.data()[i]));
}

}  // namespace

const RegisterKernel registered_unary_ref(Device::reference, &Kernels::unary, unary_ref);

}  // namespace gradlab
