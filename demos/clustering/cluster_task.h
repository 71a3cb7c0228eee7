// One method looks for clusters in one set of points, a step at a time.
#pragma once

#include <memory>
#include <string>

#include "demos/clustering/cluster_state.h"
#include "demos/clustering/cluster_trail.h"
#include "demos/clustering/point_set.h"
#include "engine/learn/cluster/cluster.h"

namespace gradlab {

class ClusterTask : public Experiment {
 public:
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  void test(Metrics& metrics) override;
  double test_cost() const override { return 10.0; }
  std::optional<Refusal> remark() override;
  ForwardPass forward_pass() const override { return {}; }
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return set_.size(); }

 private:
  /// From the beginning, or from `centres` where there are any.
  void begin(const Values& values, const Tensor& centres);
  std::string note() const;
  double agreement() const;

  PointSet set_;
  std::unique_ptr<ClusterMethod> method_;  // none while there are no points
  ClusterState state_;
  ClusterTrail trail_;
  Random random_;
  Json points_;
  std::string method_name_;
  double silhouette_ = 0.0;  // when it was last looked at
};

}  // namespace gradlab
