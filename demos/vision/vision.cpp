// Pictures with several digits on a canvas, and a network that colours them or draws boxes around them.
#include "demos/parts/chosen_experiment.h"
#include "demos/parts/supervised.h"
#include "demos/vision/canvas_tasks.h"

namespace gradlab {

namespace {

class Vision : public ChosenExperiment {
  std::unique_ptr<Experiment> choose(const Values& values) const override {
    return values.choice("task") == "detection" ? detection_task() : segmentation_task();
  }
};

const Condition colours = {"task", {"segmentation"}}, draws_boxes = {"task", {"detection"}};

}  // namespace

const RegisterDemo registered_vision([] {
  return Demo{
      .name = "vision",
      .place = 11,
      .params =
          {{Param::choice("task", "data", "segmentation", {"segmentation", "detection"}),
            Param::integer("digit_count", "data", 4, 1, 6), Param::integer("digit_size", "data", 18, 10, 24),
            Param::integer("seed", "data", 1, 0, 2147483647)},
           {Param::integer("channels", "model", 16, 4, 24).log_scale(),
            Param::number("least_score", "model", 0.4, 0.05, 0.95).applies_live().shown_when("task", {"detection"})},
           training_params({.learning_rate = 0.006, .optimizer = "adam", .batch_size = 8}),
           penalty_params()},
      .views = {{.name = "masks", .kind = "images", .wide = true, .when = {colours}, .section = "learning"},
                {.name = "boxes", .kind = "images", .wide = true, .when = {draws_boxes}, .section = "learning"},
                {.name = "mean_iou", .kind = "line_chart", .when = {colours}, .section = "learning"},
                {.name = "mean_ap", .kind = "line_chart", .when = {draws_boxes}, .section = "learning"},
                {.name = "class_iou", .kind = "bars", .when = {colours}, .section = "learning"},
                {.name = "class_ap", .kind = "bars", .when = {draws_boxes}, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "summary", .kind = "table", .wide = true, .section = "model"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .assets = {"mnist"},
      .presets = {{"segmentation", Json::object()},
                  {"detection", {{"task", "detection"}, {"schedule", "step"}, {"period", 300}}}},
      .progress = {.metric = "test_loss"},  // which both tasks have
      .goals = {{.metric = "mean_iou", .value = 0.85, .when = {colours}},
                {.metric = "mean_ap", .value = 0.85, .when = {draws_boxes}}},
      .devices = {Device::cpu},
      .make = [] { return std::make_unique<Vision>(); },
  };
});

}  // namespace gradlab
