// Generative models: they learn to make new samples like those that they have seen.
#include <memory>
#include <optional>

#include "demos/gan/digits.h"
#include "demos/gan/digits_params.h"
#include "demos/gan/gan_params.h"
#include "demos/gan/plane_flow.h"
#include "demos/gan/plane_gan.h"

namespace gradlab {

namespace {

/// The experiment that the value "family" names.
class Gan : public Experiment {
 public:
  void build(const Setup& setup) override {
    if (setup.values.choice("data") == "digits") {
      method_ = std::make_unique<Digits>();
    } else if (setup.values.choice("family") == "adversarial") {
      method_ = std::make_unique<PlaneGan>();
    } else {
      method_ = std::make_unique<PlaneFlow>();
    }
    method_->build(setup);
  }
  bool prepare() override { return method_->prepare(); }
  Tensor step() override { return method_->step(); }
  void change(const Setup& setup) override { method_->change(setup); }
  void evaluate(Metrics& metrics) override { method_->evaluate(metrics); }
  void test(Metrics& metrics) override { method_->test(metrics); }
  double test_cost() const override { return method_->test_cost(); }
  bool go_on() override { return method_->go_on(); }
  std::optional<Refusal> remark() override { return method_->remark(); }
  ForwardPass forward_pass() const override { return method_->forward_pass(); }
  void show(Views& views) override { method_->show(views); }
  Effect input(const Json& event) override { return method_->input(event); }
  void state(Archive& archive) override { method_->state(archive); }
  std::optional<double> epoch() const override { return method_->epoch(); }
  std::int64_t samples_per_step() const override { return method_->samples_per_step(); }
  std::int64_t samples_per_epoch() const override { return method_->samples_per_epoch(); }

 private:
  std::unique_ptr<Experiment> method_;
};

const Condition game = {"family", {"adversarial"}}, journey = {"family", {"flow", "diffusion"}};

}  // namespace

const RegisterDemo registered_gan([] {
  return Demo{
      .name = "gan",
      .place = 6,
      .params = {with_digits(gan_params())},
      .views = {{.name = "plane", .kind = "scatter", .when = {in_plane(), game}, .section = "learning"},
                {.name = "generator", .kind = "scatter", .when = {in_plane(), game}, .section = "learning"},
                {.name = "flow", .kind = "scatter", .when = {in_plane(), journey}, .section = "learning"},
                {.name = "paths", .kind = "scatter", .when = {in_plane(), journey}, .section = "learning"},
                {.name = "digit_samples", .kind = "images", .wide = true, .when = {of_digits()}, .section = "learning"},
                {.name = "judged", .kind = "line_chart", .when = {of_digits()}, .section = "learning"},
                {.name = "digit_paths", .kind = "images", .when = {of_digits(), journey}, .section = "learning"},
                {.name = "judge", .kind = "table", .when = {of_digits()}, .section = "learning"},
                {.name = "digit_shares", .kind = "bars", .when = {of_digits()}, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "divergence", .kind = "line_chart", .when = {in_plane()}, .section = "learning"},
                {.name = "good_share", .kind = "line_chart", .when = {in_plane()}, .section = "learning"},
                {.name = "modes",
                 .kind = "line_chart",
                 .when = {{"data", {"ring", "grid", "own_points"}}},
                 .section = "learning"},
                {.name = "generator_network", .kind = "table", .section = "speed"},
                {.name = "discriminator_network", .kind = "table", .when = {game}, .section = "speed"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .assets = {{"mnist", {of_digits()}}},
      .presets = with_digits(gan_presets()),
      .progress = {.metric = "divergence"},
      .make = [] { return std::make_unique<Gan>(); },
  };
});

}  // namespace gradlab
