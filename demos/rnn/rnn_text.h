// A recurrent network that learns to write, and writes while it learns.
#pragma once

#include <deque>

#include "demos/core/experiment.h"
#include "demos/parts/sequences/text_chance.h"
#include "demos/rnn/gates_view.h"
#include "demos/rnn/recurrent_text_learner.h"

namespace gradlab {

class RnnText : public Experiment {
 public:
  /// Values are RecurrentTextLearner's, and "unit".
  void build(const Setup& setup) override;
  bool prepare() override;
  Tensor step() override { return learner_.step(); }
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override { learner_.evaluate(metrics); }
  void test(Metrics& metrics) override { learner_.test(metrics); }
  double test_cost() const override { return learner_.test_cost(); }
  bool go_on() override;
  std::optional<Refusal> remark() override;
  ForwardPass forward_pass() const override { return gradlab::forward_pass(learner_.model(), "tokens", "logits"); }
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override { learner_.state(archive); }
  std::optional<double> epoch() const override { return learner_.epoch(); }
  std::int64_t samples_per_step() const override { return learner_.tokens_per_step(); }

 private:
  struct Finished {
    WrittenTokens text;
    std::optional<bool> good;
    std::int64_t step = 0;  ///< at which it was begun
  };
  void take_beginning();
  void begin_text(Random chance);
  /// Begins the first text, or one with another beginning. Not before somebody looks or time is left: only where the
  /// model's numbers can be read.
  void need_text();
  void end_text();
  const WrittenTokens& text() const { return writer_.texts().front(); }
  std::size_t watched_token() const;
  void read();

  void show_text(View& view);
  void show_next(View& view);
  void show_written(View& view) const;

  RecurrentTextLearner learner_;
  TextChance chance_;
  std::string beginning_, prompt_;
  std::optional<Refusal> unknown_share_;  ///< of the text, until it has been remarked on
  std::optional<std::string> unknown_;    ///< of the beginning, likewise
  std::int64_t unit_ = 0;                 ///< of the last layer
  RecurrentWriter writer_;
  bool writing_ = false;
  std::int64_t begun_at_ = 0;
  std::deque<Finished> finished_;      ///< the latest first
  std::optional<std::size_t> chosen_;  ///< token of the text, without text_end
  Inside inside_;                      ///< what the model does as it reads the text
  std::int64_t read_at_ = -1;          ///< the step for which that holds, -1 for none
};

}  // namespace gradlab
