#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

// A turn: the gradient is dy turned back.
Tensor rotary(const Tensor& x, std::int64_t heads, std::int64_t first, float base) {
  if (x.rank() != 3 || heads < 1 || x.shape()[2] < 2 * heads || x.shape()[2] % (2 * heads) != 0) {
    fail("rotary", "x " + x.shape().to_string() + " for " + std::to_string(heads) + " heads",
         "x [N, T, heads D] with an even D");
  }
  if (first < 0) fail("rotary", "a first position of " + std::to_string(first), "at least 0");
  if (!(base > 0.0f)) fail("rotary", "a base of " + std::to_string(base), "more than 0");
  const Shape& shape = x.shape();
  RotaryArguments arguments{.n = shape[0], .steps = shape[1], .heads = heads, .depth = shape[2] / heads};
  arguments.first = first;
  arguments.base = base;
  Tensor y = Tensor::empty_like(x);
  kernels(x).rotary(arguments, x, y);
  return differentiable("rotary", y, {x}, {{"heads", heads}, {"first", first}, {"base", base}},
                        [arguments](const Tensor& dy, Gradients& to) {
                          RotaryArguments back = arguments;
                          back.inverse = true;
                          Tensor dx = Tensor::empty_like(dy);
                          kernels(dy).rotary(back, dy, dx);
                          to.add(0, dx);
                        });
}

namespace {

template <std::int64_t heads, std::int64_t first = 0>
consteval OpCase of(std::string_view text, Shape x) {
  return {.text = text, .shapes = {x}, .output = x, .call = [](const Tensors& inputs) {
            return rotary(inputs[0], heads, first);
          }};
}

}  // namespace

const RegisterOp registered_rotary({"rotary",
                                    {of<1>("one head", {1, 3, 4}), of<3>("three heads", {2, 5, 18}),
                                     of<2, 7>("from the eighth position on", {2, 2, 20}),
                                     of<4>("one pair a head", {1, 2, 8}), of<1>("no sequences", {0, 3, 2})}});

const RegisterRun run_rotary({"rotary", [](const Tensors& x, Attributes attributes) -> Tensors {
                                return {rotary(x[0], attributes.whole("heads"), attributes.whole("first"),
                                               attributes.real("base"))};
                              }});

}  // namespace gradlab
