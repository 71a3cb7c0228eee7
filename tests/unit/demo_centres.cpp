// A demo of the tests alone: no network, no gradient and no epoch. Centres move to the points that are theirs, each
// point being everybody's by its nearness: the steps of expectation and maximisation, for clouds of one known size.
#include <memory>
#include <vector>

#include "demos/core/experiment.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t clouds = 3, points_of_each = 40;

class Centres : public Experiment {
 public:
  void build(const Setup& setup) override {
    Random random = setup.random.split(1);
    std::vector<float> points, centres;
    for (std::int64_t i = 0; i < clouds * points_of_each; ++i) {
      const auto which = static_cast<float>(i % clouds);
      points.insert(points.end(), {random.normal(3 * which - 3, 0.4f), random.normal(which == 1 ? 2 : 0, 0.4f)});
    }
    for (std::int64_t i = 0; i < clouds; ++i) centres.insert(centres.end(), {random.normal(), random.normal()});
    points_ = Tensor::from(points, {clouds * points_of_each, 2});
    centres_ = Tensor::from(centres, {clouds, 2});
    change(setup);
  }
  Tensor step() override {
    const Tensor nearness = logits(), shares = softmax(nearness);  // [N, K]
    const Tensor weights = reshape(sum(shares, {0}), {clouds, 1});
    centres_ = matmul(shares, points_, {.transpose_a = true}) / weights;
    return energy(nearness);
  }
  void change(const Setup& setup) override { sharpness_ = setup.values.real("sharpness"); }
  void evaluate(Metrics& metrics) override { metrics["energy"] = energy(logits()); }
  ForwardPass forward_pass() const override { return {}; }
  void show(Views&) override {}  // the charts of its metrics are all
  Effect input(const Json&) override { return {}; }
  void state(Archive& archive) override { archive.field("centres", centres_); }
  std::int64_t samples_per_step() const override { return points_.shape()[0]; }

 private:
  /// -sharpness |x - c|^2, [N, K]
  Tensor logits() const {
    const Tensor products = matmul(points_, centres_, {.transpose_b = true});
    const Tensor lengths = sum(square(points_), {1}, true) + reshape(sum(square(centres_), {1}), {1, clouds});
    return scale(lengths - scale(products, 2), -sharpness_);
  }
  /// -log of the points' likelihood, but for a constant: no step can raise it.
  Tensor energy(const Tensor& nearness) const { return mean(log_softmax(nearness) - nearness); }

  Tensor points_, centres_;
  float sharpness_ = 1;
};

}  // namespace

const RegisterDemo registered_centres([] {
  return Demo{
      .name = "test-centres",
      .params = {{Param::integer("seed", "data", 1, 0, 2147483647),
                  Param::number("sharpness", "model", 2, 0.1, 10).applies_live()}},
      .views = {{.name = "energy", .kind = "line_chart"}},
      .presets = {{"soft", {{"sharpness", 0.5}}}},
      .progress = {.metric = "energy"},
      .make = [] { return std::make_unique<Centres>(); },
  };
});

}  // namespace gradlab
