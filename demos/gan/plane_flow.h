// One network that carries noise to data in the plane: by a velocity field, or by taking noise away step by step.
#pragma once

#include <optional>

#include "demos/core/experiment.h"
#include "demos/gan/plane_problem.h"
#include "demos/parts/descent.h"
#include "engine/learn/generate/diffusion.h"
#include "engine/nn/nn.h"

namespace gradlab {

class PlaneFlow : public Experiment {
 public:
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  void test(Metrics& metrics) override;
  double test_cost() const override;
  ForwardPass forward_pass() const override;
  void show(Views& views) override;
  Effect input(const Json& event) override { return problem_.input(event); }
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return batch_size_; }

 private:
  /// What the network is to answer, and of what: inputs are points with their times, 0 for noise and 1 for data.
  struct Lesson {
    Tensor inputs, answers;
  };
  Lesson lesson(std::int64_t count, Random& random) const;
  /// Velocities, or the noise that is in points [N, 2].
  Tensor answers(const Tensor& points, float time) const;
  /// The places of points [N, 2] at times 0, 1 / steps(), ..., `until` / steps().
  Tensors walk(const Tensor& start, std::int64_t until, Random chance) const;
  std::int64_t steps() const;
  void show_flow(View& view, const Tensors& places) const;
  void show_paths(View& view, const Tensors& places) const;

  PlaneProblem problem_;
  std::optional<NoiseSchedule> schedule_;  // there is none where points flow
  Sequential model_;
  Descent descent_{"generator"};
  float time_ = 1.0f;
  std::int64_t batch_size_ = 1;
  Random random_, looks_;
};

}  // namespace gradlab
