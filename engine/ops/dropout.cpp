#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

/// Of `key`, the numbers from `counter` on.
Tensor dropped(const Tensor& x, float rate, std::uint64_t key, std::uint64_t counter) {
  Tensor y = Tensor::empty_like(x);
  kernels(x).dropout(rate, key, counter, x, y);
  const auto key_bits = static_cast<std::int64_t>(key), first = static_cast<std::int64_t>(counter);
  return differentiable("dropout", y, {x}, {{"rate", rate}, {"key", key_bits}, {"counter", first}},
                        [rate, key, counter](const Tensor& dy, Gradients& to) {
                          Tensor dx = Tensor::empty_like(dy);
                          kernels(dy).dropout(rate, key, counter, dy, dx);
                          to.add(0, dx);
                        });
}

}  // namespace

// y = x m / (1 - rate) with m = 0 or 1 by chance: dx = dy m / (1 - rate), m drawn again from the same numbers.
// (Srivastava et al. 2014)
Tensor dropout(const Tensor& x, float rate, Random& random) {
  if (!(rate >= 0.0f && rate < 1.0f)) fail("dropout", "a rate of " + std::to_string(rate), "a rate in [0, 1)");
  const std::uint64_t key = random.key(), counter = random.reserve(static_cast<std::uint64_t>(x.size()));
  return dropped(x, rate, key, counter);
}

namespace {

template <int percent>
consteval OpCase of(std::string_view text, Shape shape) {
  return {.text = text, .shapes = {shape}, .output = shape, .call = [](const Tensors& x) {
            Random random(7);
            random.reserve(3);  // a start that is no multiple of four
            return dropout(x[0], percent * 0.01f, random);
          }};
}

}  // namespace

const RegisterOp registered_dropout({"dropout",
                                     {of<40>("rate 0.4", {5, 13}), of<0>("rate 0", {3}), of<50>("nothing", {0})}});

const RegisterRun run_dropout({"dropout", [](const Tensors& x, Attributes attributes) -> Tensors {
                                 return {dropped(x[0], attributes.real("rate"),
                                                 static_cast<std::uint64_t>(attributes.whole("key")),
                                                 static_cast<std::uint64_t>(attributes.whole("counter")))};
                               }});

}  // namespace gradlab
