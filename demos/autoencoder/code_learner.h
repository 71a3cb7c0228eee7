// An autoencoder in training: its batches, what is made of them, and how well it does.
#pragma once

#include <string>

#include "demos/autoencoder/code_model.h"
#include "demos/autoencoder/sample_source.h"
#include "demos/parts/descent.h"
#include "demos/parts/running_mean.h"
#include "engine/data/data.h"

namespace gradlab {

/// What spoils the inputs that the encoder gets; the decoder is to make them whole again.
struct Spoiling {
  std::string kind = "none";
  float amount = 0.0f;
  bool any() const { return kind != "none"; }
};

/// Scalars. Of a variational model in nats a sample, the divergence weighed by beta in the loss; else the loss alone, a
/// mean over all numbers.
struct CodeLoss {
  Tensor loss, reconstruction, divergence;
};

class CodeLearner {
 public:
  /// Values are those of autoencoder_params.
  void build(const Setup& setup);
  /// Takes over what applies live.
  void change(const Values& values);
  Tensor step();
  /// Of the batches trained on lately; before the first step, of some training samples.
  void evaluate(Metrics& metrics) const;
  void state(Archive& archive);

  const CodeModel& model() const { return model_; }
  const SampleSource& source() const { return source_; }
  SampleSource& source() { return source_; }
  const Spoiling& spoiling() const { return spoiling_; }
  std::int64_t batch_size() const { return batch_size_; }
  double epoch() const { return batches_.epoch(); }

  /// What the encoder gets of `inputs`.
  Tensor spoilt(const Tensor& inputs, Random& random) const;
  /// Of `inputs` [N, ...] that the encoder sees as `seen`.
  CodeLoss loss_of(const Tensor& inputs, const Tensor& seen, Random& random, bool training) const;

 private:
  SampleSource source_;
  CodeModel model_;
  Descent descent_;
  Batches batches_;
  std::int64_t batch_size_ = 1;
  Spoiling spoiling_;
  float beta_ = 1.0f;
  bool shares_ = false;  // the loss of numbers in [0, 1]
  Random spoiling_random_, code_random_;
  RunningMean loss_, reconstruction_, divergence_;
};

}  // namespace gradlab
