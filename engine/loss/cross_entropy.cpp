#include <array>
#include <span>
#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/loss/loss.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

/// How many labels are not -1. Throws for one that is no class, and where there is none.
std::int64_t count_labels(const Tensor& labels, std::int64_t classes) {
  const std::span<const std::int32_t> values = labels.read_indices();
  std::int64_t count = 0;
  bool known = true;
  for (const std::int32_t label : values) {
    known = known && label >= -1 && label < classes;
    count += label >= 0 ? 1 : 0;
  }
  for (std::size_t i = 0; i < values.size() && !known; ++i) {
    if (values[i] < -1 || values[i] >= classes) {
      fail("cross_entropy", "label " + std::to_string(values[i]) + " at place " + std::to_string(i),
           "whole numbers from 0 to " + std::to_string(classes - 1) + ", or -1 for none");
    }
  }
  if (count == 0) fail("cross_entropy", "no sample with a label", "at least one");
  return count;
}

}  // namespace

// y = mean over the samples with a label of -log p_n[label_n] with p_n = softmax(z_n): dz = (p - one_hot(label)) /
// count
Tensor cross_entropy(const Tensor& logits, const Tensor& labels) {
  const Shape& shape = logits.shape();
  if (shape.rank() != 2 || shape.size() == 0 || !(labels.shape() == Shape{shape[0]})) {
    fail("cross_entropy", "logits " + shape.to_string() + " and labels " + labels.shape().to_string(),
         "logits [N, K] and labels [N], neither empty");
  }
  require_one_device("cross_entropy", logits, labels);
  const auto count = static_cast<float>(count_labels(labels, shape[1]));
  Tensor probabilities = Tensor::empty_like(logits);
  Tensor losses = Tensor::empty({shape[0]}, DType::float32, logits.device());
  kernels(logits).cross_entropy(logits, labels, probabilities, losses);
  const Tensor loss = scale(mean(losses), static_cast<float>(shape[0]) / count);
  return differentiable("cross_entropy", loss, {logits, labels}, {},
                        [probabilities, count](const Tensor& dy, Gradients& to) {
                          const Tensor& targets = to.input(1);
                          const Tensor dlosses = expand(scale(dy, 1.0f / count), targets.shape());
                          Tensor dlogits = Tensor::empty_like(probabilities);
                          kernels(dy).cross_entropy_gradient(probabilities, targets, dlosses, dlogits);
                          to.add(0, dlogits);
                        });
}

namespace {

template <std::int32_t... labels>
Tensor with_labels(const Tensors& x) {
  return cross_entropy(x[0], Tensor::indices(std::array{labels...}, {sizeof...(labels)}));
}

}  // namespace

const RegisterOp registered_cross_entropy(
    {"cross_entropy",
     {{.text = "three classes", .shapes = {{4, 3}}, .output = {}, .call = with_labels<0, 2, 1, 2>},
      {.text = "one sample", .shapes = {{1, 17}}, .output = {}, .call = with_labels<16>},
      {.text = "one class", .shapes = {{2, 1}}, .output = {}, .call = with_labels<0, 0>},
      {.text = "two samples without a label", .shapes = {{4, 3}}, .output = {}, .call = with_labels<-1, 2, -1, 0>}}});

const RegisterRun run_cross_entropy({"cross_entropy", run_of<cross_entropy>});

}  // namespace gradlab
