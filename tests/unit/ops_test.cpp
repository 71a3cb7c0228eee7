// Every registered op, at every one of its cases, on every device.
#include <doctest/doctest.h>

#include <cmath>

#include "engine/autograd/gradient_check.h"
#include "engine/ops/op_case.h"
#include "tests/unit/kernels_compare.h"

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

/// check(case), with the case's device as the default one.
template <typename Check>
void for_each_case(Check&& check) {
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    CAPTURE(name_of(default_device()));
    for (const OpEntry& entry : Registry<OpEntry>::all()) {
      for (const OpCase& op_case : entry.cases) {
        CAPTURE(entry.name);
        CAPTURE(op_case.text);
        check(op_case);
      }
    }
  }
}

}  // namespace

TEST_CASE("every op and loss has cases") {
  for (const OpEntry& entry : Registry<OpEntry>::all()) CHECK_MESSAGE(!entry.cases.empty(), entry.name);
}

TEST_CASE("ops return the shape that they state, on the device of their inputs") {
  for_each_case([](const OpCase& op_case) {
    const Tensor y = op_case.call(inputs_for(op_case));
    CHECK_MESSAGE(y.shape() == op_case.output, y.shape().to_string());
    CHECK(y.device() == default_device());
  });
}

TEST_CASE("ops leave their inputs as they were") {
  for_each_case([](const OpCase& op_case) {
    const Tensors inputs = inputs_for(op_case), untouched = inputs_for(op_case);
    op_case.call(inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) test::check_close(inputs[i], untouched[i], 0.0);
  });
}

TEST_CASE("gradients agree with central differences") {
  for_each_case([](const OpCase& op_case) {
    if (default_device() == Device::webgpu) return;  // thousands of launches: its gradients are compared below
    const GradientCheck check = check_gradients(op_case.call, inputs_for(op_case));
    CHECK_MESSAGE(check.passed, check.report);
  });
}

TEST_CASE("gradients on every device are those of the reference") {
  for_each_case([](const OpCase& op_case) {
    const Tensors found = gradients_of(op_case.call, inputs_for(op_case));
    const UseDevice use(Device::reference);
    const Tensors expected = gradients_of(op_case.call, inputs_for(op_case));
    for (std::size_t i = 0; i < found.size(); ++i) test::check_close(found[i], expected[i], 1e-5);
  });
}

TEST_CASE("every device computes what the reference computes") {
  for_each_case([](const OpCase& op_case) {
    const Tensor found = op_case.call(inputs_for(op_case));
    const UseDevice use(Device::reference);
    test::check_close(found, op_case.call(inputs_for(op_case)), 5e-6);
  });
}
