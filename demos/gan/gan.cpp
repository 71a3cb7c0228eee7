// Generative models: they learn to make new samples like those that they have seen.
#include <memory>
#include <optional>

#include "demos/gan/gan_params.h"
#include "demos/gan/plane_flow.h"
#include "demos/gan/plane_gan.h"

namespace gradlab {

namespace {

/// The experiment that the value "family" names.
class Gan : public Experiment {
 public:
  void build(const Setup& setup) override {
    if (setup.values.choice("family") == "adversarial") {
      method_ = std::make_unique<PlaneGan>();
    } else {
      method_ = std::make_unique<PlaneFlow>();
    }
    method_->build(setup);
  }
  Tensor step() override { return method_->step(); }
  void change(const Setup& setup) override { method_->change(setup); }
  void evaluate(Metrics& metrics) override { method_->evaluate(metrics); }
  void test(Metrics& metrics) override { method_->test(metrics); }
  double test_cost() const override { return method_->test_cost(); }
  std::optional<Refusal> remark() override { return method_->remark(); }
  ForwardPass forward_pass() const override { return method_->forward_pass(); }
  void show(Views& views) override { method_->show(views); }
  Effect input(const Json& event) override { return method_->input(event); }
  void state(Archive& archive) override { method_->state(archive); }
  std::int64_t samples_per_step() const override { return method_->samples_per_step(); }

 private:
  std::unique_ptr<Experiment> method_;
};

const std::vector<Condition> game = {{"family", {"adversarial"}}}, journey = {{"family", {"flow", "diffusion"}}};

}  // namespace

const RegisterDemo registered_gan([] {
  return Demo{
      .name = "gan",
      .place = 6,
      .params = {gan_params()},
      .views = {{.name = "plane", .kind = "scatter", .when = game, .section = "learning"},
                {.name = "generator", .kind = "scatter", .when = game, .section = "learning"},
                {.name = "flow", .kind = "scatter", .when = journey, .section = "learning"},
                {.name = "paths", .kind = "scatter", .when = journey, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "divergence", .kind = "line_chart", .section = "learning"},
                {.name = "good_share", .kind = "line_chart", .section = "learning"},
                {.name = "modes",
                 .kind = "line_chart",
                 .when = {{"data", {"ring", "grid", "own_points"}}},
                 .section = "learning"},
                {.name = "generator_network", .kind = "table", .section = "speed"},
                {.name = "discriminator_network", .kind = "table", .when = game, .section = "speed"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .presets = gan_presets(),
      .progress = {.metric = "divergence"},
      .make = [] { return std::make_unique<Gan>(); },
  };
});

}  // namespace gradlab
