#include <cmath>
#include <numbers>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// f'(x), given y = f(x). At a kink: 0 for abs, the left side's for relu and leaky_relu, 1 at both ends of clamp.
double derivative(Unary f, double alpha, double beta, double x, double y) {
  switch (f) {
    case Unary::negate: return -1.0;
    case Unary::exp: return y;
    case Unary::log: return 1.0 / x;
    case Unary::sqrt: return 0.5 / y;
    case Unary::square: return 2.0 * x;
    case Unary::reciprocal: return -y * y;
    case Unary::pow: return alpha == 0.0 ? 0.0 : alpha * std::pow(x, alpha - 1.0);
    case Unary::abs: return x > 0 ? 1.0 : x < 0 ? -1.0 : x;
    case Unary::sign: return 0.0;
    case Unary::clamp: return x < alpha || x > beta ? 0.0 : 1.0;
    case Unary::scale: return alpha;
    case Unary::relu: return x <= 0 ? 0.0 : 1.0;
    case Unary::leaky_relu: return x <= 0 ? alpha : 1.0;
    case Unary::gelu: {
      const double c = std::sqrt(2.0 / std::numbers::pi);
      const double t = std::tanh(c * (x + 0.044715 * x * x * x));
      return 0.5 * (1.0 + t) + 0.5 * x * (1.0 - t * t) * c * (1.0 + 3.0 * 0.044715 * x * x);
    }
    case Unary::sigmoid: return y * (1.0 - y);
    case Unary::silu: {
      const double s = 1.0 / (1.0 + std::exp(-x));
      return s + x * s * (1.0 - s);
    }
    case Unary::tanh: return 1.0 - y * y;
    case Unary::softplus: return 1.0 / (1.0 + std::exp(-x));
    case Unary::sin: return std::cos(x);
    case Unary::cos: return -std::sin(x);
  }
  return NAN;
}

void unary_gradient_ref(Unary f, float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy,
                        Tensor& dx) {
  for (std::int64_t i = 0; i < x.size(); ++i) {
    dx.data()[i] = static_cast<float>(dy.data()[i] * derivative(f, alpha, beta, x.data()[i], y.data()[i]));
  }
}

}  // namespace

const RegisterKernel registered_unary_gradient_ref(Device::reference, &Kernels::unary_gradient, unary_gradient_ref);

}  // namespace gradlab
