// All methods beside all sets of points: a cell a step, each with the time that it took.
#pragma once

#include <vector>

#include "demos/core/experiment.h"
#include "engine/data/data.h"

namespace gradlab {

class ComparisonTask : public Experiment {
 public:
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup&) override {}
  void evaluate(Metrics& metrics) override;
  ForwardPass forward_pass() const override { return {}; }
  void show(Views& views) override;
  /// A click on a cell enters it.
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return count_; }

 private:
  std::int64_t cells() const;
  double left() const { return 1.0 - static_cast<double>(done_) / static_cast<double>(cells()); }
  std::vector<std::int32_t> labels(std::int64_t cell) const;
  double agreement(std::int64_t cell) const;

  std::vector<Dataset> sets_;
  std::int64_t count_ = 0;  // of the points of each set
  Random random_;
  std::int64_t done_ = 0;     // cells
  Tensor labels_;             // [cells, N]
  std::vector<double> took_;  // milliseconds of each cell; a clock's and so no part of the state: 0 where not known
};

}  // namespace gradlab
