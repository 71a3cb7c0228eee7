#include <doctest/doctest.h>

#include <cmath>

#include "engine/autograd/gradient_check.h"
#include "engine/autograd/tape.h"
#include "engine/ops/op_case.h"

using namespace gradlab;

namespace {

/// Uniform in [low, high), but `kink_margin` away from every integer.
float draw(const OpCase& op_case, Random& random) {
  for (;;) {
    const float x = random.uniform(op_case.low, op_case.high);
    if (std::abs(x - std::round(x)) >= op_case.kink_margin) return x;
  }
}

Tensors inputs_for(const OpCase& op_case) {
  Random random(3);
  Tensors inputs;
  for (const Shape& shape : op_case.shapes) {
    Tensor x = Tensor::empty(shape);
    for (float& value : x.values()) value = draw(op_case, random);
    inputs.push_back(x);
  }
  return inputs;
}

template <typename Check>
void for_each_case(Check&& check) {
  for (const OpEntry& entry : Registry<OpEntry>::all()) {
    for (const OpCase& op_case : entry.cases) {
      CAPTURE(entry.name);
      CAPTURE(op_case.text);
      check(op_case);
    }
  }
}

}  // namespace

TEST_CASE("every op registers itself with a case") {
  CHECK(Registry<OpEntry>::all().size() >= 38);
  for (const OpEntry& entry : Registry<OpEntry>::all()) CHECK_MESSAGE(!entry.cases.empty(), entry.name);
}

TEST_CASE("ops return the shape that they state") {
  for (Device device : {Device::reference, Device::cpu}) {
    const UseDevice use(device);
    CAPTURE(name_of(device));
    for_each_case([&](const OpCase& op_case) {
      const Tensor y = op_case.call(inputs_for(op_case));
      CHECK_MESSAGE(y.shape() == op_case.output, y.shape().to_string());
      CHECK(y.device() == device);
    });
  }
}

TEST_CASE("gradients agree with central differences") {
  for (Device device : {Device::reference, Device::cpu}) {
    const UseDevice use(device);
    CAPTURE(name_of(device));
    for_each_case([](const OpCase& op_case) {
      if (!op_case.differentiable) return;
      const GradientCheck check = check_gradients(op_case.call, inputs_for(op_case));
      CHECK_MESSAGE(check.passed, check.report);
    });
  }
}
