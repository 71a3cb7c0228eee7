#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "engine/autograd/gradient_check.h"
#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/ops.h"

using namespace gradlab;

namespace {

Tensor variable(float value) {
  return Tensor::scalar(value).set_requires_gradient();
}

}  // namespace

TEST_CASE("gradients flow back through a chain") {
  Tape tape;
  const Tensor x = variable(3.0f);
  {
    const Tape::Recording recording(&tape);
    tape.backward(square(scale(x, 2.0f, 1.0f)));  // (2x + 1)^2: 4 (2x + 1)
  }
  CHECK(x.gradient().item() == doctest::Approx(28.0));
  CHECK(tape.size() == 0);
}

TEST_CASE("a tensor used twice gets the sum, and gradients add up between steps until they are dropped") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor x = variable(3.0f);
  tape.backward(x * x + x);
  CHECK(x.gradient().item() == doctest::Approx(7.0));
  tape.backward(x * x);
  CHECK(x.gradient().item() == doctest::Approx(13.0));
  x.set_gradient(Tensor());
  tape.backward(x * x);
  CHECK(x.gradient().item() == doctest::Approx(6.0));
}

TEST_CASE("a gradient that two inputs share is not written over") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor a = variable(1.0f), b = variable(2.0f);
  tape.backward(add(a + b, a));  // dy of the inner sum is one tensor for a and b
  CHECK(a.gradient().item() == 2.0f);
  CHECK(b.gradient().item() == 1.0f);
}

TEST_CASE("nothing is recorded without a tape, or for tensors that want no gradient") {
  Tape tape;
  const Tensor x = variable(1.0f), constant = Tensor::scalar(2.0f);
  CHECK_FALSE(square(x).requires_gradient());
  {
    const Tape::Recording recording(&tape);
    CHECK_FALSE(square(constant).requires_gradient());
    CHECK_FALSE(square(x.detached()).requires_gradient());
    CHECK(tape.size() == 0);
    {
      const Tape::Recording pause(nullptr);
      CHECK_FALSE(square(x).requires_gradient());
    }
    CHECK(square(x).requires_gradient());
    CHECK(tape.size() == 1);
  }
  CHECK(Tape::active() == nullptr);
}

TEST_CASE("constants get no gradient, and branches that do not reach the loss give none") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor x = variable(1.0f), unused = variable(5.0f), constant = Tensor::scalar(2.0f);
  const Tensor aside = square(unused);
  tape.backward(x * constant);
  CHECK(x.gradient().item() == 2.0f);
  CHECK_FALSE(constant.gradient().defined());
  CHECK_FALSE(unused.gradient().defined());
  CHECK_FALSE(aside.gradient().defined());
}

TEST_CASE("backward for some parameters gives gradients to these alone, and leaves others as they were") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor w = variable(2.0f), other = variable(5.0f), unused = variable(1.0f);
  other.set_gradient(Tensor::scalar(11.0f));
  const Tensor between = w * other;  // made of both
  tape.backward(square(between) + other, Tensors{w, unused});
  CHECK(w.gradient().item() == 2 * 10 * 5);
  CHECK(other.gradient().item() == 11.0f);
  CHECK_FALSE(unused.gradient().defined());
  CHECK_FALSE(between.gradient().defined());
  CHECK(tape.size() == 0);
  tape.backward(w * other);  // as if nothing had been held constant
  CHECK(w.gradient().item() == 105.0f);
  CHECK(other.gradient().item() == 13.0f);
}

TEST_CASE("backward for some parameters computes nothing that does not lead to them, and ends so when it fails") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor w = variable(2.0f), other = variable(5.0f);
  int asked = 0;
  const auto counted = [&](const Tensor& x) {
    return differentiable("counted", square(x.detached()), {x}, {}, [&asked](const Tensor&, Gradients& to) {
      ++asked;
      if (to.wants(0)) fail("counted", "a gradient", "none");
    });
  };
  tape.backward(w + counted(square(other)), Tensors{w});
  CHECK(asked == 0);
  CHECK(w.gradient().item() == 1.0f);
  CHECK_THROWS_AS(tape.backward(w + counted(square(other)), Tensors{other}), Error);
  CHECK(asked == 1);
  CHECK(w.requires_gradient());
  tape.clear();
}

TEST_CASE("the gradients of some parameters are those of the difference") {
  const Tensor first = Tensor::from({0.5f, -1.0f, 2.0f}, {3}), second = Tensor::from({1.5f, 0.3f, -0.7f}, {3});
  const auto loss = [](const Tensor& a, const Tensor& b) { return sum(sin(a * b) * b); };
  for (const bool of_first : {true, false}) {
    CAPTURE(of_first);
    Tape tape;
    Tensor a = first.copied().set_requires_gradient(), b = second.copied().set_requires_gradient();
    {
      const Tape::Recording recording(&tape);
      tape.backward(loss(a, b), Tensors{of_first ? a : b});
    }
    CHECK_FALSE((of_first ? b : a).gradient().defined());
    // What check_gradients sees is the gradient of one input, the other one being a constant.
    const GradientCheck check =
        check_gradients([&](const Tensors& x) { return of_first ? loss(x[0], second) : loss(first, x[0]); },
                        {of_first ? first : second});
    CHECK_MESSAGE(check.passed, check.report);
    Tape alone;
    const Tensor x = (of_first ? first : second).copied().set_requires_gradient();
    {
      const Tape::Recording recording(&alone);
      alone.backward(of_first ? loss(x, second) : loss(first, x));
    }
    for (std::int64_t i = 0; i < 3; ++i) CHECK((of_first ? a : b).gradient().data()[i] == x.gradient().data()[i]);
  }
}

TEST_CASE("a tape that was cleared forgets, and can be used again") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor x = variable(2.0f);
  square(x);
  tape.clear();
  CHECK(tape.size() == 0);
  tape.backward(square(x));
  CHECK(x.gradient().item() == 4.0f);
}

TEST_CASE("backward starts from one number") {
  Tape tape;
  CHECK_THROWS_WITH_AS(tape.backward(Tensor::zeros({2})),
                       "[backward] a loss of shape [2]: need a loss with one element", Error);
}

TEST_CASE("a gradient of a wrong shape is refused") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor x = variable(1.0f);
  const Tensor y = differentiable("bad", Tensor::scalar(0.0f), {x}, {},
                                  [](const Tensor&, Gradients& to) { to.add(0, Tensor::zeros({2})); });
  CHECK_THROWS_WITH_AS(tape.backward(y), "[gradient] [2] for an input of []: need the input's shape", Error);
}

TEST_CASE("what a backward captured is destroyed with the tape's entry") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const std::int64_t before = pool_statistics().bytes_in_use;
  {
    const Tensor x = Tensor::zeros({1000}).set_requires_gradient();
    exp(x);
    CHECK(pool_statistics().bytes_in_use >= before + 8000);
  }
  CHECK(pool_statistics().bytes_in_use >= before + 8000);  // the tape holds on to x and y
  tape.clear();
  CHECK(pool_statistics().bytes_in_use == before);
}

TEST_CASE("the gradient check finds a wrong gradient, and says where") {
  const auto wrong = [](const Tensors& x) {
    return differentiable("wrong", square(x[0].detached()), {x[0]}, {},
                          [](const Tensor& dy, Gradients& to) { to.add(0, dy); });
  };
  const GradientCheck check = check_gradients(wrong, {Tensor::from({0.5f, 2.0f}, {2})});
  CHECK_FALSE(check.passed);
  CHECK(check.report.find("input 0 [2] at 1") != std::string::npos);
  CHECK(check_gradients([](const Tensors& x) { return square(x[0]); }, {Tensor::from({0.5f, 2.0f}, {2})}).passed);
}

TEST_CASE("the gradient check finds a missing gradient and one that is not a number") {
  const auto missing = [](const Tensors& x) { return square(x[0].detached()); };
  CHECK_FALSE(check_gradients(missing, {Tensor::scalar(1.0f)}).passed);
  const auto undefined = [](const Tensors& x) {
    return differentiable("undefined", square(x[0].detached()), {x[0]}, {},
                          [](const Tensor& dy, Gradients& to) { to.add(0, scale(dy, NAN)); });
  };
  CHECK_FALSE(check_gradients(undefined, {Tensor::from({1.0f, 2.0f}, {2})}).passed);
}
