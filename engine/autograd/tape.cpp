#include "engine/autograd/tape.h"

#include <algorithm>
#include <cstddef>
#include <ranges>

#include "engine/core/error.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {
Tape* current = nullptr;
}

void Gradients::add(std::size_t index, const Tensor& gradient) {
  const Tensor& input = inputs_[index];
  if (!input.requires_gradient()) return;
  if (!(gradient.shape() == input.shape())) {
    fail("gradient", gradient.shape().to_string() + " for an input of " + input.shape().to_string(),
         "the input's shape");
  }
  const Tensor before = input.gradient();
  if (!before.defined()) return input.set_gradient(gradient);
  Tensor sum = Tensor::empty_like(before);  // not in place: the same tensor may be the gradient of several inputs
  kernels(sum).binary("add"_binary, before, gradient, sum);
  input.set_gradient(sum);
}

Tape::Recording::Recording(Tape* tape) : before_(current) {
  current = tape;
}
Tape::Recording::~Recording() {
  current = before_;
}

Tape* Tape::active() {
  return current;
}

void Tape::record(std::string_view op, const Tensor& output, std::span<const Tensor> inputs, Backward backward) {
  if (used_ == entries_.size()) entries_.emplace_back();
  Entry& entry = entries_[used_++];
  entry.op = op;
  entry.output = output;
  entry.inputs.assign(inputs.begin(), inputs.end());
  ::new (static_cast<void*>(entry.backward)) Backward(std::move(backward));
}

void Tape::backward(const Tensor& loss) {
  if (loss.size() != 1) fail("backward", "a loss of shape " + loss.shape().to_string(), "a loss with one element");
  const Recording pause(nullptr);
  Tensor one = Tensor::empty_like(loss);
  kernels(one).fill(1.0f, one);
  loss.set_gradient(one);
  while (used_ > 0) {
    Entry& entry = entries_[used_ - 1];
    const Tensor dy = entry.output.gradient();
    if (dy.defined()) {
      entry.output.set_gradient(Tensor());
      Gradients to(entry.inputs);
      (*std::launder(reinterpret_cast<Backward*>(entry.backward)))(dy, to);
    }
    drop(entry);
    --used_;
  }
}

void Tape::backward(const Tensor& loss, std::span<const Tensor> parameters) {
  struct Release {
    std::vector<Tensor>& held;
    ~Release() {
      for (Tensor& tensor : held) tensor.set_requires_gradient();
      held.clear();
    }
  } const release{held_};
  auto recorded = entries_ | std::views::take(static_cast<std::ptrdiff_t>(used_));
  for (Entry& entry : recorded) entry.output.set_requires_gradient(false);
  for (Entry& entry : recorded) {
    for (Tensor& input : entry.inputs) {  // only what no op made still requires one
      if (input.requires_gradient()) held_.push_back(input.set_requires_gradient(false));
    }
  }
  for (Tensor parameter : parameters) parameter.set_requires_gradient();
  for (Entry& entry : recorded) {
    entry.output.set_requires_gradient(std::ranges::any_of(entry.inputs, &Tensor::requires_gradient));
  }
  backward(loss);
}

void Tape::clear() {
  while (used_ > 0) drop(entries_[--used_]);
}

void Tape::drop(Entry& entry) {
  std::launder(reinterpret_cast<Backward*>(entry.backward))->~Backward();
  entry.output = Tensor();
  entry.inputs.clear();
}

}  // namespace gradlab
