// Values and refusals of losses; their gradients are checked with those of the ops.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

using namespace gradlab;

TEST_CASE("losses of known numbers") {
  const Tensor prediction = Tensor::from({1, 2, 3, 4}, {4}), target = Tensor::from({1, 1, 1, 7}, {4});
  CHECK(mse(prediction, target).item() == doctest::Approx((0 + 1 + 4 + 9) / 4.0));
  CHECK(mae(prediction, target).item() == doctest::Approx((0 + 1 + 2 + 3) / 4.0));
  CHECK(huber(prediction, target, 2.0f).item() == doctest::Approx((0 + 0.5 + 2 + 4) / 4.0));
  const Tensor logits = Tensor::from({0, 2}, {2}), truth = Tensor::from({1, 0}, {2});
  CHECK(binary_cross_entropy(logits, truth).item() == doctest::Approx((std::log(2.0) + std::log1p(std::exp(2.0))) / 2));
}

TEST_CASE("cross_entropy of equal logits is the logarithm of the number of classes") {
  const Tensor labels = Tensor::indices(std::vector{0, 3}, {2});
  CHECK(cross_entropy(Tensor::zeros({2, 4}), labels).item() == doctest::Approx(std::log(4.0)));
}

TEST_CASE("cross_entropy of samples without a label is that of the others, and so is its gradient") {
  const Tensor logits = Tensor::from({0.5f, -1, 2, 7, 8, 9, 1, 0, -3}, {3, 3}).set_requires_gradient();
  const Tensor labelled = Tensor::from({0.5f, -1, 2, 1, 0, -3}, {2, 3}).set_requires_gradient();
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor loss = cross_entropy(logits, Tensor::indices(std::vector{2, -1, 0}, {3}));
  const Tensor expected = cross_entropy(labelled, Tensor::indices(std::vector{2, 0}, {2}));
  CHECK(loss.item() == doctest::Approx(expected.item()));
  tape.backward(loss + expected);
  for (int i = 0; i < 3; ++i) {
    CHECK(logits.gradient().data()[i] == doctest::Approx(labelled.gradient().data()[i]));
    CHECK(logits.gradient().data()[3 + i] == 0.0f);
    CHECK(logits.gradient().data()[6 + i] == doctest::Approx(labelled.gradient().data()[3 + i]));
  }
}

TEST_CASE("losses from logits stay finite where the logits are far out") {
  const Tensor logits = Tensor::from({1000, -1000}, {2}), wrong = Tensor::from({0, 1}, {2});
  CHECK(binary_cross_entropy(logits, wrong).item() == doctest::Approx(1000.0));
  const Tensor label = Tensor::indices(std::vector{1}, {1});
  CHECK(cross_entropy(logits.viewed_as({1, 2}), label).item() == doctest::Approx(2000.0));
}

TEST_CASE("a loss scales its gradient by what comes from above") {
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor x = Tensor::scalar(3.0f).set_requires_gradient();
  const Tensor loss = mse(x, Tensor::scalar(1.0f));
  const Tensor tripled = differentiable("tripled", Tensor::scalar(3.0f * loss.item()), {loss}, {},
                                        [](const Tensor&, Gradients& to) { to.add(0, Tensor::scalar(3.0f)); });
  tape.backward(tripled);
  CHECK(x.gradient().item() == doctest::Approx(12.0));
}

TEST_CASE("losses refuse pairs that do not fit") {
  CHECK_THROWS_WITH_AS(mse(Tensor::zeros({2, 1}), Tensor::zeros({2})),
                       "[mse] prediction [2, 1] and target [2]: need equal shapes with at least one number", Error);
  CHECK_THROWS_AS(mae(Tensor::zeros({0}), Tensor::zeros({0})), Error);
  CHECK_THROWS_AS(huber(Tensor::zeros({2}), Tensor::zeros({2}), 0.0f), Error);
  CHECK_THROWS_AS(binary_cross_entropy(Tensor::zeros({2}), Tensor::zeros({3})), Error);
}

TEST_CASE("cross_entropy refuses labels that are no classes") {
  const auto with = [](std::vector<std::int32_t> labels) {
    return cross_entropy(Tensor::zeros({2, 3}), Tensor::indices(labels, {static_cast<std::int64_t>(labels.size())}));
  };
  CHECK_THROWS_WITH_AS(with({0, 3}),
                       "[cross_entropy] label 3 at place 1: need whole numbers from 0 to 2, or -1 for none", Error);
  CHECK_THROWS_AS(with({-2, 0}), Error);
  CHECK_THROWS_WITH_AS(with({-1, -1}), "[cross_entropy] no sample with a label: need at least one", Error);
  CHECK_THROWS_WITH_AS(with({0}),
                       "[cross_entropy] logits [2, 3] and labels [1]: need logits [N, K] and labels [N], neither empty",
                       Error);
  CHECK_THROWS_AS(cross_entropy(Tensor::zeros({2, 3}), Tensor::zeros({2})), Error);
}
