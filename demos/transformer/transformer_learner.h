// A transformer in training: its text, its model, and how well it does.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "demos/parts/descent.h"
#include "demos/parts/running_mean.h"
#include "demos/transformer/transformer_task.h"

namespace gradlab {

class TransformerLearner {
 public:
  /// Values are transformer_params', training_params' and writing_params'. Where byte pairs are to be learnt there is
  /// no model before go_on has come to its end.
  void build(const Setup& setup);
  void change(const Setup& setup);
  /// Learns some byte pairs; true while there are more.
  bool go_on();
  bool ready() const { return task_ != nullptr; }

  Tensor step();
  /// Loss on the batches lately; before the first, on texts held out.
  void evaluate(Metrics& metrics) const;
  void test(Metrics& metrics);
  double test_cost() const;
  void state(Archive& archive);

  const Values& values() const { return values_; }
  const TextSource& source() const { return source_; }
  /// These only when it is ready.
  const Transformer& model() const { return *model_; }
  const TransformerTask& task() const { return *task_; }
  /// What the last test saw.
  const std::vector<Trial>& trials() const { return trials_; }
  std::int64_t tokens_per_step() const;
  std::int64_t steps() const { return steps_; }
  /// A stream of chance for what is done beside training.
  Random chance() const;

 private:
  void begin();

  Values values_;
  Random seed_, dropout_random_;
  TextSource source_;
  std::optional<Transformer> model_;
  std::unique_ptr<TransformerTask> task_;
  Descent descent_;
  RunningMean loss_;
  std::int64_t steps_ = 0;
  std::vector<Trial> trials_;
};

}  // namespace gradlab
