// One optimiser step after another, as the visitor's training parameters say: what every model that learns by gradients
// shares.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demos/core/archive.h"
#include "demos/core/params.h"
#include "engine/autograd/tape.h"
#include "engine/optim/optim.h"

namespace gradlab {

class Descent {
 public:
  /// values are training_params' and penalty_params' (supervised.h), of which "l1" and "l2" may be absent.
  void build(std::vector<Parameter> parameters, const Values& values);
  /// Takes over what applies live.
  void change(const Values& values);
  /// Computes the loss, a Tensor(), on the tape and follows its gradient; returns the loss.
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
  /// Parameters, and what the optimiser keeps of them.
  void state(Archive& archive);

 private:
  void follow(const Tensor& loss);

  std::vector<Parameter> parameters_;
  std::unique_ptr<Optimizer> optimizer_;
  std::string optimizer_name_;
  Schedule schedule_;
  float clip_norm_ = 0.0f;
  Tape tape_;
};

}  // namespace gradlab
