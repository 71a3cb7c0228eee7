// Encoder alone: which label a sentence has.
#include <algorithm>

#include "demos/parts/running_mean.h"
#include "demos/transformer/sentences.h"
#include "demos/transformer/transformer_task.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

enum EncoderStream : std::uint64_t { encoder_batches, encoder_held_out, encoder_seen };

constexpr std::int64_t sentences_tested = 400;

class EncoderTask : public TransformerTask {
 public:
  EncoderTask(const TextSource& source, const Values& values, const Random& random)
      : source_(source), sentences_(source, values), random_(random.split(encoder_batches)) {
    Random held_out = random.split(encoder_held_out), seen = random.split(encoder_seen);
    held_out_ = sentences_.next(sentences_tested, held_out, true);
    seen_ = sentences_.next(sentences_tested, seen, false);
  }

  Tensor loss(const Transformer& model, std::int64_t rows, Context context) override {
    const LabelledBatch batch = sentences_.next(rows, random_, false);
    const Tensor logits = model.classify(batch.inputs, batch.lengths, context);
    const Tensor loss = cross_entropy(logits, batch.labels);
    accuracy_.add(hit_rate(logits, batch.labels));
    return loss;
  }

  double tested_loss(const Transformer& model, bool held_out) const override {
    const LabelledBatch& sentences = held_out ? held_out_ : seen_;
    return cross_entropy(model.classify(sentences.inputs, sentences.lengths), sentences.labels).item();
  }

  std::vector<Trial> trials(const Transformer& model, std::int64_t, const SamplingOptions&) const override {
    const Tensor probabilities = softmax(model.classify(held_out_.inputs, held_out_.lengths));
    const Tensor answers = argmax(probabilities, 1);
    const std::int64_t width = held_out_.inputs.shape()[1], classes = probabilities.shape()[1];
    std::vector<Trial> trials;
    for (std::int64_t i = 0; i < answers.size(); ++i) {
      const std::int32_t* row = held_out_.inputs.indices() + i * width;
      const std::int32_t answer = answers.indices()[i], length = held_out_.lengths.indices()[i];
      Trial trial;
      trial.tokens.assign(row + sentences_.class_tokens(), row + length);
      trial.given = trial.tokens.size();
      trial.probabilities.assign(trial.given, probabilities.data()[i * classes + answer]);
      const bool good = answer == held_out_.labels.indices()[i];
      trial.verdict = good ? Trial::Verdict::good : Trial::Verdict::bad;
      trial.note = "trial.answered= " + source_.task()->labels[static_cast<std::size_t>(answer)];
      trials.push_back(std::move(trial));
    }
    // First those that it has wrong.
    std::ranges::stable_partition(trials, [](const Trial& trial) { return trial.verdict == Trial::Verdict::bad; });
    return trials;
  }

  std::string measure() const override { return "test_accuracy"; }
  void evaluate(Metrics& metrics) const override {
    if (!accuracy_.empty()) metrics["accuracy"] = Tensor::scalar(static_cast<float>(accuracy_.mean()));
  }
  void test(const Transformer& model, Metrics& metrics) const override {
    metrics["train_accuracy"] = hit_rate(model.classify(seen_.inputs, seen_.lengths), seen_.labels);
  }
  Sizes sizes() const override {  // each sentence is read twice: for its loss, and for its answer
    const std::int64_t width = held_out_.inputs.shape()[1];
    return {.row = width, .trial = 0, .tested = 2 * (held_out_.inputs.size() + seen_.inputs.size())};
  }
  void state(Archive& archive) override {
    archive.field("samples", random_);
    accuracy_.state(archive, "accuracy");
  }

 private:
  const TextSource& source_;
  Sentences sentences_;
  Random random_;
  LabelledBatch held_out_, seen_;  // to test with
  RunningMean accuracy_;
};

}  // namespace

std::unique_ptr<TransformerTask> encoder_task(const TextSource& source, const Values& values, const Random& random) {
  return std::make_unique<EncoderTask>(source, values, random);
}

}  // namespace gradlab
