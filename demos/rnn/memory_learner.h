// One recurrent network that learns a memory task.
#pragma once

#include "demos/parts/descent.h"
#include "demos/parts/running_mean.h"
#include "demos/rnn/memory_task.h"
#include "demos/rnn/recurrent_model.h"

namespace gradlab {

class MemoryLearner {
 public:
  /// Values are recurrent_params' and training_params'.
  MemoryLearner(const std::string& cell, const MemoryTask& task, const Values& values, Random random);
  void change(const Values& values) { descent_.change(values); }
  /// One optimiser step on the batch; returns its loss.
  Tensor step(const MemoryBatch& batch);

  /// [answers N, outputs]
  Tensor answers(const Tensor& inputs, Context context = {}) const;
  /// On the batches trained on lately; before the first step, on `batch`.
  struct Score {
    double loss, accuracy;
  };
  Score score(const MemoryBatch& batch) const;
  /// Norm of the gradient of the last answer's loss at the inputs of each time step, [T].
  std::vector<float> gradient_reach(const MemoryBatch& batch) const;

  const RecurrentModel& model() const { return model_; }
  void state(Archive& archive);

 private:
  MemoryTask task_;
  RecurrentModel model_;
  Descent descent_;
  Random dropout_random_;
  RunningMean loss_, accuracy_;
};

}  // namespace gradlab
