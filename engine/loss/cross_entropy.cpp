#include <array>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/loss/loss.h"
#include "engine/ops/op_case.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

// y = mean over n of -log p_n[label_n] with p_n = softmax(z_n): dz = (p - one_hot(label)) / N
Tensor cross_entropy(const Tensor& logits, const Tensor& labels) {
  const Shape& shape = logits.shape();
  if (shape.rank() != 2 || shape.size() == 0 || !(labels.shape() == Shape{shape[0]})) {
    fail("cross_entropy", "logits " + shape.to_string() + " and labels " + labels.shape().to_string(),
         "logits [N, K] and labels [N], neither empty");
  }
  require_one_device("cross_entropy", logits, labels);
  require_indices("cross_entropy", "label", labels, shape[1]);
  Tensor probabilities = Tensor::empty_like(logits);
  Tensor losses = Tensor::empty({shape[0]}, DType::float32, logits.device());
  kernels(logits).cross_entropy(logits, labels, probabilities, losses);
  return differentiable("cross_entropy", mean(losses), {logits},
                        [labels, probabilities](const Tensor& dy, Gradients& to) {
                          const Shape samples = labels.shape();
                          const Tensor dlosses = expand(scale(dy, 1.0f / static_cast<float>(samples[0])), samples);
                          Tensor dlogits = Tensor::empty_like(probabilities);
                          kernels(dy).cross_entropy_gradient(probabilities, labels, dlosses, dlogits);
                          to.add(0, dlogits);
                        });
}

namespace {

template <std::int32_t... labels>
Tensor with_labels(const Tensors& x) {
  return cross_entropy(x[0], Tensor::indices(std::array{labels...}, {sizeof...(labels)}));
}

}  // namespace

const RegisterOp registered(
    {"cross_entropy",
     {{.text = "three classes", .shapes = {{4, 3}}, .output = {}, .call = with_labels<0, 2, 1, 2>},
      {.text = "one sample", .shapes = {{1, 17}}, .output = {}, .call = with_labels<16>},
      {.text = "one class", .shapes = {{2, 1}}, .output = {}, .call = with_labels<0, 0>}}});

}  // namespace gradlab
