// A recurrent network that learns to foretell a series of numbers.
#pragma once

#include "demos/core/experiment.h"
#include "demos/parts/descent.h"
#include "demos/parts/running_mean.h"
#include "demos/rnn/gates_view.h"
#include "demos/rnn/series_forecast.h"
#include "engine/data/series.h"

namespace gradlab {

/// "series" and "length", shown while `when` holds.
std::vector<Param> series_params(const std::vector<Condition>& when);

class RnnSeries : public Experiment {
 public:
  /// Values are series_params', recurrent_params', training_params' and "steps".
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  void test(Metrics& metrics) override;
  double test_cost() const override;
  ForwardPass forward_pass() const override { return gradlab::forward_pass(model_, "values", "next"); }
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::optional<double> epoch() const override;
  std::int64_t samples_per_step() const override { return batch_size_ * steps_; }

 private:
  /// What the network makes of the end of the training part, and of the part behind it.
  struct Reading {
    std::vector<float> known, foretold;  ///< the values, and what was foretold of each; the first of known was not
    std::size_t first_test = 0;          ///< where in both the test part begins
    Forecast alone;                      ///< from there on
  };
  Reading read(std::size_t steps_alone) const;
  Tensor loss_of(const SeriesBatch& batch, Context context) const;
  float in_units(float standardised) const { return split_.mean + split_.deviation * standardised; }
  void show_forecast(View& view) const;

  SeriesSplit split_;
  std::string name_;  ///< of the visitor's column; empty for a series of ours
  RecurrentModel model_;
  Descent descent_;
  RunningMean loss_;
  Random batch_random_, dropout_random_, fan_random_;
  std::int64_t steps_ = 1, batch_size_ = 1, steps_done_ = 0;
};

}  // namespace gradlab
