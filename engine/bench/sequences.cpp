// The models of sequences whose training is timed: each learns to tell the next token, with Adam at 0.001.
#include <algorithm>

#include "engine/bench/training.h"
#include "engine/loss/loss.h"
#include "engine/nn/recurrent.h"
#include "engine/nn/transformer.h"

namespace gradlab {

namespace {

constexpr std::int64_t vocabulary = 64, steps = 64, batches = 8;

/// Batches of token sequences, over again: inputs, and what comes after each.
struct Sequences {
  Tensor inputs, labels;  // int32 [batches, N, steps], or [batches, steps, N] where time comes first
};

Sequences sequences(std::int64_t n, bool time_first) {
  const std::vector<std::int32_t> text = made_tokens(batches * n * steps + 1, vocabulary, 7);
  std::vector<std::int32_t> inputs, labels;
  for (std::int64_t place = 0; place < batches * n * steps; ++place) {
    const std::int64_t in_batch = place % (n * steps), batch = place - in_batch;
    const std::int64_t from = time_first ? batch + in_batch % n * steps + in_batch / n : place;
    inputs.push_back(text[from]);
    labels.push_back(text[from + 1]);
  }
  const Shape shape = time_first ? Shape{batches, steps, n} : Shape{batches, n, steps};
  return {Tensor::indices(inputs, shape).copied(default_device()),
          Tensor::indices(labels, shape).copied(default_device())};
}

class SequenceBenchmark : public Benchmark {
 public:
  double step() final {
    const std::int64_t batch = next_++ % batches, tokens = sequences_.inputs.size() / batches;
    const Shape& shape = sequences_.inputs.shape();
    {
      const Tape::Recording recording(&tape_);
      const Tensor inputs = sequences_.inputs.rows(batch, batch + 1).viewed_as({shape[1], shape[2]});
      const Tensor labels = sequences_.labels.rows(batch, batch + 1).viewed_as({tokens});
      loss_ = cross_entropy(reshape(logits(inputs), {tokens, vocabulary}), labels);
    }
    tape_.backward(loss_);
    optimizer_->step();
    return static_cast<double>(tokens);
  }
  Tensors outcome() const final { return {loss_}; }
  /// GFLOP to learn from one token: forward, and as much again for each gradient.
  double arithmetic() const final { return 2e-9 * static_cast<double>(3 * multiply_adds_); }

 protected:
  explicit SequenceBenchmark(Sequences sequences) : sequences_(std::move(sequences)) {}
  void begin(const std::vector<Parameter>& parameters, std::int64_t multiply_adds) {
    set_weights(parameters);
    multiply_adds_ = multiply_adds;
    optimizer_ = make_optimizer("adam", parameters, {.learning_rate = 0.001f});
  }

 private:
  /// Of the next tokens, [..., vocabulary].
  virtual Tensor logits(const Tensor& inputs) = 0;

  Sequences sequences_;
  Tape tape_;
  std::unique_ptr<Optimizer> optimizer_;
  std::int64_t next_ = 0, multiply_adds_ = 0;
  Tensor loss_;
};

// 32 sequences at a time through one layer of 128, and a dense one
class Lstm final : public SequenceBenchmark {
 public:
  Lstm() : SequenceBenchmark(sequences(32, true)) {
    Random random(1);  // for weights that are written over
    recurrent_.build(vocabulary, random);
    head_->build({0, recurrent_.options().units}, random);
    std::vector<Parameter> parameters = recurrent_.parameters();
    std::ranges::copy(head_->parameters(), std::back_inserter(parameters));
    begin(parameters, recurrent_.multiply_adds() + head_->multiply_adds());
  }

 private:
  Tensor logits(const Tensor& inputs) override {
    state_.clear();  // and keeps its room
    return head_->forward(recurrent_.forward(inputs, state_), context_);
  }

  Recurrent recurrent_{{.cell = Cell::lstm, .units = 128, .tokens = vocabulary}};
  std::unique_ptr<Layer> head_ = dense(vocabulary);
  Recurrent::State state_;
  Context context_{.training = true};
};

// 16 sequences at a time through four blocks of width 128 with four heads
class Gpt final : public SequenceBenchmark {
 public:
  Gpt() : SequenceBenchmark(sequences(16, false)) {
    Random random(1);  // for weights that are written over
    model_.build(random);
    begin(model_.parameters(), model_.multiply_adds(steps));
  }

 private:
  Tensor logits(const Tensor& inputs) override { return model_.logits(model_.decode(inputs, {}, {.training = true})); }

  Transformer model_{{.vocabulary = vocabulary, .width = 128, .heads = 4, .layers = 4, .context = steps}};
};

}  // namespace

const RegisterBenchTask registered_lstm({"lstm", "chars/s", [](const BenchData&) { return std::make_unique<Lstm>(); }});
const RegisterBenchTask registered_gpt({"gpt", "tokens/s", [](const BenchData&) { return std::make_unique<Gpt>(); }});

}  // namespace gradlab
