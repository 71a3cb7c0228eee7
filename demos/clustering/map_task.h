// A map of points of many dimensions, which takes shape a step at a time.
#pragma once

#include <cstddef>
#include <memory>

#include "demos/clustering/map_views.h"
#include "demos/clustering/point_set.h"
#include "engine/learn/map/map.h"

namespace gradlab {

class MapTask : public Experiment {
 public:
  void build(const Setup& setup) override;
  bool prepare() override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  void test(Metrics& metrics) override;
  double test_cost() const override { return 10.0; }
  std::optional<Refusal> remark() override;
  ForwardPass forward_pass() const override { return {}; }
  void show(Views& views) override;
  /// A press on the map chooses the point that is nearest to it.
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return set_.size(); }

 private:
  PointSet set_;
  std::unique_ptr<Map> map_;  // none while there are too few points
  bool prepared_ = false;
  Json points_;
  std::size_t chosen_ = 0;
  MapQuality quality_;  // when it was last looked at
};

}  // namespace gradlab
