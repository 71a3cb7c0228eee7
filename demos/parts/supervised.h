// What every demo with samples and targets shares: its parameters for training, and the model, data and optimiser that
// one step needs.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/parts/descent.h"
#include "engine/data/data.h"
#include "engine/nn/nn.h"

namespace gradlab {

/// Parameters "layers" and "activation", shown while `when` holds.
std::vector<Param> network_params(std::vector<int> layers, std::string activation, std::vector<Condition> when = {});
struct TrainingDefaults {
  double learning_rate = 0.03;
  std::string optimizer = "sgd";
  std::int64_t batch_size = 32;
  std::string schedule = "constant";
  double clip_norm = 0.0;
};
/// "learning_rate", "optimizer", "momentum", "weight_decay", "batch_size", "schedule", "period", "clip_norm".
std::vector<Param> training_params(TrainingDefaults defaults);
/// Those of one Descent of several: "generator_learning_rate" with the prefix "generator", which is their group as
/// well. Without the batch size, which is no optimiser's.
std::vector<Param> training_params(const std::string& prefix, TrainingDefaults defaults);
/// "l1", "l2".
std::vector<Param> penalty_params();

/// Dense layers of `units`, each with `activation` and dropout, then one of `outputs`.
Sequential feed_forward(const std::vector<int>& units, const std::string& activation, float dropout,
                        std::int64_t outputs);

class Learner {
 public:
  using Loss = std::function<Tensor(const Tensor& prediction, const Tensor& targets)>;
  /// Makes of a batch as it stands in the data what the model is to see.
  using Prepare = std::function<Dataset(const Dataset& batch, Random& random)>;

  /// `model` is built already; values are training_params' and penalty_params'.
  void build(Sequential model, Split data, Loss loss, const Setup& setup);
  /// Takes over what applies live.
  void change(const Values& values);
  void set_data(Split data);
  void set_prepare(Prepare prepare) { prepare_ = std::move(prepare); }
  /// One step on the next batch; returns its loss.
  Tensor step();
  /// What the model answers, without training: [N, ...] to [N, outputs].
  Tensor predict(const Tensor& inputs) const { return model_.forward(inputs); }
  void state(Archive& archive);

  const Sequential& model() const { return model_; }
  const Split& data() const { return data_; }
  const Loss& loss() const { return loss_; }
  void set_loss(Loss loss) { loss_ = std::move(loss); }
  double epoch() const { return batches_.epoch(); }
  std::int64_t batch_size() const { return std::min(batch_size_, std::max<std::int64_t>(1, data_.train.size())); }

 private:
  void begin_epochs(std::int64_t batch_size);

  Sequential model_;
  std::vector<Parameter> buffers_;  // the model's
  Split data_;
  Loss loss_;
  Prepare prepare_;
  Batches batches_;
  Descent descent_;
  std::int64_t batch_size_ = 1;
  Random random_, batch_random_, prepare_random_;
};

struct ToyDefaults {
  std::string data;
  std::int64_t count = 100, fewest = 10;
  double noise = 0;
};
/// "data": every toy of the kind, then "own_points" and "file"; "classes" where they are classified, "count", "noise".
std::vector<Param> toy_params(ToyEntry::Kind kind, ToyDefaults defaults);

/// The data set that the values `data`, `count`, `noise`, `classes` and `points` name; drawn points come last.
/// "own_points" has no others.
struct Samples {
  Dataset data;
  std::int64_t drawn = 0;  ///< how many of the last samples the visitor drew
};
Samples toy_samples(const Setup& setup, bool labels);
/// Splits by the value `train_share`; drawn points are always trained on.
Split split_samples(const Samples& samples, const Setup& setup);
/// At most `most` first samples.
Dataset first(const Dataset& data, std::int64_t most);
/// `points` with those of an event {"kind": "points", "points": [...]} after them, or none for {"kind": "clear"}; else
/// null.
Json changed_points(const Json& points, const Json& event);

}  // namespace gradlab
