// Recurrent networks that have to remember: one, or a plain one, an LSTM and a GRU side by side.
#pragma once

#include "demos/core/experiment.h"
#include "demos/rnn/memory_learner.h"

namespace gradlab {

class RnnMemory : public Experiment {
 public:
  /// Values are memory_params', recurrent_params', training_params' and "compare".
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  ForwardPass forward_pass() const override;
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return batch_size_ * task_.steps(); }

 private:
  bool side_by_side() const { return learners_.size() > 1; }
  void show_reach(View& view) const;
  void show_answers(View& view) const;

  MemoryTask task_;
  std::vector<std::unique_ptr<MemoryLearner>> learners_;
  std::size_t watched_ = 0;  ///< of the learners: whose gates are shown
  MemoryBatch examples_;     ///< the same for every look
  Random batch_random_;
  std::int64_t batch_size_ = 1;
};

}  // namespace gradlab
