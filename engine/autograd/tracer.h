// Who wants to know which ops a computation is made of.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "engine/autograd/attributes.h"
#include "engine/core/tensor.h"

namespace gradlab {

class Tracer {
 public:
  virtual ~Tracer() = default;
  /// An op has made `outputs` of `inputs`; none of them is undefined. An op that is made of others comes after those.
  virtual void note(std::string_view op, std::span<const Tensor> inputs, std::span<const Tensor> outputs,
                    Attributes attributes) = 0;

  /// While it lives, every op is told to the tracer that it was made with, whether or not a tape records.
  class Listening {
   public:
    explicit Listening(Tracer& tracer) : before_(active_) { active_ = &tracer; }
    ~Listening() { active_ = before_; }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

   private:
    Tracer* before_;
  };

  /// The one that ops are told to now, or nullptr.
  static Tracer* active() { return active_; }
  /// As note, of an op that has made `output` and behind it `further` ones.
  void tell(std::string_view op, std::span<const Tensor> inputs, const Tensor& output, std::span<const Tensor> further,
            Attributes attributes);

 private:
  static inline Tracer* active_ = nullptr;
};

/// What an op without a gradient returns: `output`, told to who listens.
inline Tensor traced(std::string_view op, Tensor output, std::initializer_list<Tensor> inputs, Attributes attributes) {
  if (Tracer* tracer = Tracer::active()) [[unlikely]] {
    tracer->tell(op, {inputs.begin(), inputs.size()}, output, {}, attributes);
  }
  return output;
}

}  // namespace gradlab
