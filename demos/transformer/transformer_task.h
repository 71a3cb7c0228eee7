// What a transformer of one architecture learns from, and how well it does.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/views.h"
#include "demos/parts/sequences/trial.h"
#include "engine/nn/sampling.h"
#include "engine/nn/transformer.h"

namespace gradlab {

class TransformerTask {
 public:
  virtual ~TransformerTask() = default;
  /// Of the next batch, [rows, up to context tokens], in training.
  virtual Tensor loss(const Transformer& model, std::int64_t rows, Context context) = 0;
  /// Without training: of texts that are never trained on, or of some that are; always the same.
  virtual double tested_loss(const Transformer& model, bool held_out) const = 0;
  /// As many tries, or fewer; always at the same texts and with the same chance.
  virtual std::vector<Trial> trials(const Transformer& model, std::int64_t count,
                                    const SamplingOptions& options) const = 0;
  /// What the share of good trials is called: "valid", "exact" or "test_accuracy"; empty where nobody can judge.
  virtual std::string measure() const = 0;
  /// Share of right answers in the batches lately, where that is counted.
  virtual void evaluate(Metrics&) const {}
  /// The same of texts that are trained on, without training.
  virtual void test(const Transformer&, Metrics&) const {}
  /// Tokens of a row in training, those of a trial, and all that a test reads.
  struct Sizes {
    std::int64_t row = 0, trial = 0, tested = 0;
  };
  virtual Sizes sizes() const = 0;
  /// Of the visitor's own text, how often it has been read; none for texts that never end.
  virtual std::optional<double> epoch() const { return {}; }
  virtual void state(Archive& archive) = 0;
};

/// `values` are transformer_params'. The source outlives the task, and is ready: its byte pairs are learnt.
std::unique_ptr<TransformerTask> decoder_task(const TextSource& source, const Values& values, const Random& random);
std::unique_ptr<TransformerTask> encoder_task(const TextSource& source, const Values& values, const Random& random);
std::unique_ptr<TransformerTask> translator_task(const TextSource& source, const Values& values, const Random& random);

}  // namespace gradlab
