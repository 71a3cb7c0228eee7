#include "engine/autograd/gradient_check.h"

#include <cmath>
#include <vector>

#include "engine/autograd/tape.h"
#include "engine/core/random.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

using Function = std::function<Tensor(const Tensors&)>;

/// w: as many numbers in [0.5, 1.5) as the output has, so that no two elements' gradients can cancel.
Tensor weights_for(const Tensor& output) {
  Random random(1);
  Tensor weights = Tensor::empty_like(output);
  for (float& weight : weights.values()) weight = random.uniform(0.5f, 1.5f);
  return weights;
}

/// The tape starts from dy = w by way of one more entry that says so.
void run_tape(const Function& f, const Tensors& inputs) {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor output = f(inputs);
  const Tensor seed = weights_for(output);
  const Tensor loss = differentiable("weighted_sum", Tensor::empty({}, DType::float32, output.device()), {output}, {},
                                     [seed](const Tensor&, Gradients& to) { to.add(0, seed); });
  tape.backward(loss);
}

/// d sum(w f) / dx_i by central difference; sums in double, of differences, so that little cancels. x.data() is asked
/// for anew at each writing: so a remote device knows of it.
double central_difference(const Function& f, const Tensors& inputs, const Tensor& x, std::int64_t i, float step) {
  const float before = x.data()[i], upper = before + step, lower = before - step;
  x.data()[i] = upper;
  const Tensor above = f(inputs).copied();  // a view would change with x
  x.data()[i] = lower;
  const Tensor below = f(inputs);
  const Tensor weights = weights_for(above);
  double total = 0.0;
  for (std::int64_t j = 0; j < above.size(); ++j) {
    total += weights.data()[j] * (static_cast<double>(above.data()[j]) - below.data()[j]);
  }
  x.data()[i] = before;
  return total / (static_cast<double>(upper) - lower);
}

}  // namespace

Tensors gradients_of(const Function& f, const Tensors& inputs) {
  Tensors variables, gradients;
  for (const Tensor& input : inputs) variables.push_back(input.copied().set_requires_gradient());
  run_tape(f, variables);
  for (const Tensor& x : variables)
    gradients.push_back(x.gradient().defined() ? x.gradient() : Tensor::zeros(x.shape()));
  return gradients;
}

GradientCheck check_gradients(const Function& f, const Tensors& inputs, float step, double tolerance) {
  Tensors variables;
  for (const Tensor& input : inputs) variables.push_back(input.copied());
  const Tensors gradients = gradients_of(f, inputs);

  GradientCheck check{.report = "no elements"};
  for (std::size_t input = 0; input < variables.size(); ++input) {
    const Tensor& x = variables[input];
    for (std::int64_t i = 0; i < x.size(); ++i) {
      const double expected = central_difference(f, variables, x, i, step);
      const double found = gradients[input].data()[i];
      const double error = std::abs(found - expected) / (1.0 + std::abs(expected));
      if (check.worst_error > error || std::isnan(check.worst_error)) continue;
      check.worst_error = error;
      check.report = "input " + std::to_string(input) + " " + x.shape().to_string() + " at " + std::to_string(i) +
                     ", x = " + std::to_string(x.data()[i]) + ": the tape says " + std::to_string(found) +
                     ", the difference " + std::to_string(expected);
    }
  }
  check.passed = check.worst_error <= tolerance;
  return check;
}

}  // namespace gradlab
