// Networks that make digits: what they learn from, what they make, and who judges it.
#pragma once

#include <memory>

#include "demos/gan/digits_maker.h"
#include "demos/gan/digits_problem.h"

namespace gradlab {

class Digits : public Experiment {
 public:
  void build(const Setup& setup) override;
  bool prepare() override { return problem_.prepare(); }
  Tensor step() override { return maker_->step(problem_.next(), random_); }
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  void test(Metrics& metrics) override;
  double test_cost() const override;
  bool go_on() override { return maker_->go_on(); }
  ForwardPass forward_pass() const override { return maker_->forward_pass(); }
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::optional<double> epoch() const override { return problem_.epoch(); }
  std::int64_t samples_per_step() const override { return batch_size_; }
  std::int64_t samples_per_epoch() const override { return problem_.images(); }

 private:
  /// Makes samples anew, of the same noise each time, and has them judged.
  void look() const;
  void show_samples(View& view) const;
  void show_judge(View& view) const;
  void show_shares(View& view) const;

  DigitsProblem problem_;
  std::unique_ptr<DigitsMaker> maker_;
  Random random_, looks_;
  std::int64_t batch_size_ = 1;
  /// When it was last looked; made [10 each, H, W, 1], digit by digit.
  struct Seen {
    Tensor made;
    DigitsProblem::Measures measures;
  };
  mutable Seen seen_;
};

}  // namespace gradlab
