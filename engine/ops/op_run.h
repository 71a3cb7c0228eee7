// How an op is run by its name: what an interpreter of graphs knows of it. The attributes are those that the op hands
// to `differentiable`, so that whoever runs it with what a trace noted gets the same outputs, to the last bit.
#pragma once

#include <string>

#include "engine/autograd/attributes.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

struct OpRun {
  std::string name;
  /// As many inputs as the op was noted with; those at the end may be missing where the op can do without.
  Tensors (*run)(const Tensors& inputs, Attributes attributes);
};

/// In the op's own file: `const RegisterRun run({"slice", [](const Tensors& x, Attributes a) -> Tensors { ... }});`
using RegisterRun = Registry<OpRun>::Add;

/// Input `index`, undefined where there is none.
inline Tensor input_or_none(const Tensors& inputs, std::size_t index) {
  return index < inputs.size() ? inputs[index] : Tensor();
}

/// Of ops without attributes.
template <Tensor (*op)(const Tensor&)>
Tensors run_of(const Tensors& x, Attributes) {
  return {op(x[0])};
}
template <Tensor (*op)(const Tensor&, const Tensor&)>
Tensors run_of(const Tensors& x, Attributes) {
  return {op(x[0], x[1])};
}

}  // namespace gradlab
