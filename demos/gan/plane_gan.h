// A generator and a discriminator against each other in the plane.
#pragma once

#include <optional>

#include "demos/core/experiment.h"
#include "demos/gan/gan_watch.h"
#include "demos/gan/plane_problem.h"
#include "demos/parts/descent.h"
#include "engine/learn/generate/adversarial.h"
#include "engine/nn/nn.h"

namespace gradlab {

class PlaneGan : public Experiment {
 public:
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  void test(Metrics& metrics) override;
  double test_cost() const override;
  std::optional<Refusal> remark() override;
  ForwardPass forward_pass() const override;
  void show(Views& views) override;
  Effect input(const Json& event) override { return problem_.input(event); }
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return batch_size_; }

 private:
  /// [count, noise dimension], uniform in [-1, 1].
  Tensor noise(std::int64_t count, Random& random) const;
  /// What the discriminator gets to see of points [N, 2] while the two learn.
  Tensor blurred(const Tensor& points);
  Tensor discriminator_step();
  Tensor generator_step();
  void show_plane(View& view) const;
  void show_generator(View& view) const;
  /// [-1, 1] by cells of the plane, row 0 below: from made to real, or the critic's answers about their middle.
  Tensor surface() const;
  /// Where each of the samples [N, 2] is pulled to.
  Tensor pulled(const Tensor& samples) const;

  PlaneProblem problem_;
  const AdversarialLoss* loss_ = nullptr;
  Sequential generator_, discriminator_;
  Descent generators_{"generator"}, discriminators_{"discriminator"};
  std::vector<Parameter> clipped_;  // the discriminator's
  float clip_ = 0.0f, blur_ = 0.0f;
  std::string learner_;
  std::int64_t batch_size_ = 1, discriminator_steps_ = 1, noise_size_ = 1, steps_done_ = 0;
  Random random_, looks_;
  GanWatch watch_;
};

}  // namespace gradlab
