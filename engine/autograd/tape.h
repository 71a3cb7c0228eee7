// Reverse-mode differentiation: ops write what they did on a tape, backward() reads it from the end.
#pragma once

#include <cstddef>
#include <deque>
#include <initializer_list>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/autograd/tracer.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// Where an op's backward puts the gradients of its inputs.
class Gradients {
 public:
  explicit Gradients(std::vector<Tensor>& inputs) : inputs_(inputs) {}
  std::size_t count() const { return inputs_.size(); }
  const Tensor& input(std::size_t index) const { return inputs_[index]; }
  /// True when the gradient of input `index` is wanted; computing it otherwise is waste.
  bool wants(std::size_t index) const { return inputs_[index].requires_gradient(); }
  /// Adds `gradient` (of the input's shape) to what has arrived there already. It may be shared, so nobody writes to
  /// it.
  void add(std::size_t index, const Tensor& gradient);

 private:
  std::vector<Tensor>& inputs_;
};

/// A callable void(const Tensor& dy, Gradients&) kept in place, so that recording allocates nothing.
class Backward {
 public:
  static constexpr std::size_t capacity = 224;  // bytes

  Backward() = default;
  template <typename F>
  explicit Backward(F&& function) {
    using Body = std::decay_t<F>;
    static_assert(sizeof(Body) <= capacity, "capture less, or raise Backward::capacity");
    ::new (static_cast<void*>(storage_)) Body(std::forward<F>(function));
    call_ = [](void* body, const Tensor& dy, Gradients& to) { (*static_cast<Body*>(body))(dy, to); };
    move_ = [](void* from, void* to) {
      if (to != nullptr) ::new (to) Body(std::move(*static_cast<Body*>(from)));
      static_cast<Body*>(from)->~Body();
    };
  }
  Backward(Backward&& other) noexcept : call_(other.call_), move_(other.move_) {
    if (move_ != nullptr) move_(other.storage_, storage_);
    other.move_ = nullptr;
  }
  Backward& operator=(Backward&&) = delete;
  ~Backward() {
    if (move_ != nullptr) move_(storage_, nullptr);
  }
  void operator()(const Tensor& dy, Gradients& to) { call_(storage_, dy, to); }

 private:
  alignas(std::max_align_t) std::byte storage_[capacity];
  void (*call_)(void*, const Tensor&, Gradients&) = nullptr;
  void (*move_)(void* from, void* to) = nullptr;  // moves, or only destroys when `to` is null
};

class Tape {
 public:
  Tape() = default;
  ~Tape() { clear(); }
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  /// While it lives, ops record on the tape that it was made with; without one, or with nullptr, they do not record.
  class Recording {
   public:
    explicit Recording(Tape* tape);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

   private:
    Tape* before_;
  };

  /// The tape that ops record on now, or nullptr.
  static Tape* active();

  void record(std::string_view op, const Tensor& output, std::span<const Tensor> inputs, Backward backward);

  /// Adds dloss/dx to x.gradient() of every x that requires one and that no recorded op made, then clears the tape.
  /// `loss` has one element.
  void backward(const Tensor& loss);
  /// As backward(loss), but only for `parameters`, each of which requires a gradient; whatever else does is held
  /// constant: what has arrived there stays as it is, and what would lead to it is not computed.
  void backward(const Tensor& loss, std::span<const Tensor> parameters);
  void clear();
  std::size_t size() const { return used_; }

 private:
  struct Entry {
    std::string_view op;
    Tensor output;
    std::vector<Tensor> inputs;
    alignas(Backward) std::byte backward[sizeof(Backward)];
  };
  void drop(Entry& entry);

  std::deque<Entry> entries_;  // never moved; kept between steps with what they have reserved
  std::size_t used_ = 0;
  std::vector<Tensor> held_;  // kept likewise
};

/// What an op returns: `output`, noted on the active tape when an input requires a gradient, and told with `attributes`
/// and with what else it gave, `further`, to who listens. `backward(dy, to)` adds to `to` the gradient of each input,
/// dy being that of the output. Whoever runs the op with `inputs` and `attributes` gets the same outputs (op_run.h).
template <typename F>
Tensor differentiable(std::string_view op, Tensor output, std::span<const Tensor> inputs, Attributes attributes,
                      F&& backward, std::span<const Tensor> further = {}) {
  if (Tracer* tracer = Tracer::active()) [[unlikely]]
    tracer->tell(op, inputs, output, further, attributes);
  Tape* tape = Tape::active();
  if (tape == nullptr) return output;
  for (const Tensor& input : inputs) {
    if (!input.requires_gradient()) continue;
    output.set_requires_gradient();
    tape->record(op, output, inputs, Backward(std::forward<F>(backward)));
    break;
  }
  return output;
}
template <typename F>
Tensor differentiable(std::string_view op, Tensor output, std::initializer_list<Tensor> inputs, Attributes attributes,
                      F&& backward) {
  return differentiable(op, std::move(output), std::span<const Tensor>(inputs.begin(), inputs.size()), attributes,
                        std::forward<F>(backward));
}

}  // namespace gradlab
