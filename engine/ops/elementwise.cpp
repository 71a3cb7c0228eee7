#include "engine/ops/elementwise.h"

#include "engine/autograd/tape.h"

namespace gradlab {

Tensor elementwise(const Unary& f, const Tensor& x, float alpha, float beta, Attributes attributes) {
  Tensor y = Tensor::empty_like(x);
  kernels(x).unary(f, alpha, beta, x, y);
  return differentiable(f.name, y, {x}, attributes, [&f, alpha, beta, y](const Tensor& dy, Gradients& to) {
    Tensor dx = Tensor::empty_like(y);
    kernels(y).unary_gradient(f, alpha, beta, to.input(0), y, dy, dx);
    to.add(0, dx);
  });
}

}  // namespace gradlab
