// One optimiser step after another, as the visitor's training parameters say: what every model that learns by gradients
// shares.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "demos/core/params.h"
#include "engine/autograd/tape.h"
#include "engine/io/archive.h"
#include "engine/optim/optim.h"

namespace gradlab {

class Descent {
 public:
  /// With a prefix it reads the values of training_params(prefix, ...): "generator_learning_rate".
  explicit Descent(std::string_view prefix = "");
  /// values are training_params' and penalty_params' (supervised.h), of which "l1" and "l2" may be absent.
  void build(std::vector<Parameter> parameters, const Values& values);
  /// Takes over what applies live.
  void change(const Values& values);
  /// Computes the loss, a Tensor(), on the tape and follows its gradient, which only the parameters get; returns the
  /// loss.
  template <typename Loss>
  Tensor step(const Loss& loss) {
    Tensor value;
    {
      const Tape::Recording recording(&tape_);
      value = loss();
    }
    follow(value);
    return value;
  }
  /// Parameters, what the optimiser keeps of them, and where the schedule is.
  void state(Archive& archive);

 private:
  void follow(const Tensor& loss);
  OptimizerArguments arguments_of(const Values& values) const;
  std::string named(const char* param) const { return prefix_ + param; }

  std::string prefix_;  // of the values' names
  std::vector<Parameter> parameters_;
  Tensors tensors_;  // the parameters'
  std::unique_ptr<Optimizer> optimizer_;
  std::string optimizer_name_;
  Schedule schedule_;
  std::int64_t steps_ = 0;  // of the schedule, which goes on when the optimiser is another
  float clip_norm_ = 0.0f;
  Tape tape_;
};

}  // namespace gradlab
