// An experiment that is one of several, as the values say: what a demo is that has tasks of different kinds.
#pragma once

#include <memory>
#include <optional>

#include "demos/core/experiment.h"

namespace gradlab {

class ChosenExperiment : public Experiment {
 public:
  void build(const Setup& setup) final {
    chosen_ = choose(setup.values);
    chosen_->build(setup);
  }
  bool prepare() final { return chosen_->prepare(); }
  Tensor step() final { return chosen_->step(); }
  double badness(double loss) const final { return chosen_->badness(loss); }
  void change(const Setup& setup) final { chosen_->change(setup); }
  void evaluate(Metrics& metrics) final { chosen_->evaluate(metrics); }
  void test(Metrics& metrics) final { chosen_->test(metrics); }
  double test_cost() const final { return chosen_->test_cost(); }
  bool go_on() final { return chosen_->go_on(); }
  std::optional<Refusal> remark() final { return chosen_->remark(); }
  Json row_inputs() const final { return chosen_->row_inputs(); }
  ForwardPass forward_pass() const final { return chosen_->forward_pass(); }
  void show(Views& views) final { chosen_->show(views); }
  Effect input(const Json& event) final { return chosen_->input(event); }
  void state(Archive& archive) final { chosen_->state(archive); }
  std::optional<double> epoch() const final { return chosen_->epoch(); }
  std::int64_t samples_per_step() const final { return chosen_->samples_per_step(); }
  std::int64_t samples_per_epoch() const final { return chosen_->samples_per_epoch(); }

 private:
  /// One that is not built yet.
  virtual std::unique_ptr<Experiment> choose(const Values& values) const = 0;

  std::unique_ptr<Experiment> chosen_;
};

}  // namespace gradlab
