// A network that draws a box around every digit and says which it is.
#include <string>

#include "demos/parts/gallery.h"
#include "demos/vision/canvas_task.h"
#include "demos/vision/canvas_tasks.h"
#include "engine/learn/vision/average_precision.h"
#include "engine/learn/vision/detection_loss.h"
#include "engine/learn/vision/detection_net.h"

namespace gradlab {

namespace {

constexpr std::int64_t boxed_canvases = 6;   // few enough for the names of boxes to be read
constexpr float least_score_judged = 0.05f;  // below it detections are many, and change average precision hardly

std::vector<std::vector<BoxedThing>> things_on(const Canvases& canvases) {
  std::vector<std::vector<BoxedThing>> all;
  for (const std::vector<PlacedDigit>& digits : canvases.digits) {
    std::vector<BoxedThing>& things = all.emplace_back();
    for (const PlacedDigit& digit : digits) {
      const auto pixels = [](std::int64_t place) { return static_cast<float>(place); };
      things.push_back({{pixels(digit.x0), pixels(digit.y0), pixels(digit.x1), pixels(digit.y1)}, digit.label});
    }
  }
  return all;
}

/// What was said of picture `n` of several.
std::vector<Detection> detections_on(const Tensor& said, std::int64_t n, float least_score) {
  const Shape& shape = said.shape();
  return detections(said.rows(n, n + 1).viewed_as({shape[1], shape[2], shape[3]}), least_score);
}

class DetectionTask : public CanvasTask {
 public:
  void change(const Setup& setup) override {
    CanvasTask::change(setup);
    least_score_ = setup.values.real("least_score");
  }

 private:
  const BlockNet& make_net(const Shape& canvas, std::int64_t channels, Random& random) override {
    net_.build(canvas, {.channels = channels, .classes = static_cast<std::int64_t>(digit_names().size())}, random);
    precisions_.clear();
    return net_;
  }

  const char* output_name() const override { return "cells"; }

  Tensor loss_of(const Tensor& said, const Canvases& canvases) const override {
    return detection_loss(said, things_on(canvases));
  }

  void begin_test() override { judged_.clear(); }

  void judge(const Tensor& said, const Canvases& canvases) override {
    std::vector<std::vector<BoxedThing>> things = things_on(canvases);
    for (std::size_t n = 0; n < things.size(); ++n)
      judged_.push_back({std::move(things[n]), detections_on(said, static_cast<std::int64_t>(n), least_score_judged)});
  }

  void end_test(Metrics& metrics) override {
    precisions_ = average_precisions(judged_, static_cast<std::int64_t>(digit_names().size()));
    metrics["mean_ap"] = Tensor::scalar(static_cast<float>(mean_average_precision(precisions_)));
  }

  void show_answers(Views& views) const override {
    if (views.wants("boxes")) show_boxes(views.add("boxes"));
    if (views.wants("class_ap")) show_bars(views.add("class_ap"), "class_ap.precision", "metric.mean_ap", precisions_);
  }

  void show_boxes(View& view) const {
    const Canvases canvases = test_canvases().rows(0, boxed_canvases);
    const std::vector<std::vector<BoxedThing>> things = things_on(canvases);
    const Tensor said = answers(canvases.images);
    Json truth = Json::array(), answer = Json::array();
    for (std::size_t n = 0; n < things.size(); ++n) {
      for (const BoxedThing& thing : things[n]) truth.push_back(box_shown(n, thing.box, thing.label));
      for (const Detection& one : detections_on(said, static_cast<std::int64_t>(n), least_score_)) {
        answer.push_back(box_shown(n, one.box, one.label));
        answer.back()["score"] = one.score;
      }
    }
    Gallery gallery(view);
    gallery.add_inputs({.label = "masks.truth", .boxes = std::move(truth)}, canvases.images);
    gallery.add_inputs({.label = "masks.answer", .boxes = std::move(answer)}, canvases.images);
  }

  Json box_shown(std::size_t picture, const Box& box, std::int32_t label) const {
    return {{"picture", picture},
            {"box", {box.x0, box.y0, box.x1, box.y1}},
            {"class", label},
            {"label", "=" + digit_names()[static_cast<std::size_t>(label)]}};
  }

  DetectionNet net_;
  float least_score_ = 0.0f;  // of boxes that are shown
  std::vector<JudgedPicture> judged_;
  std::vector<double> precisions_;  // of every digit; none before a test
};

}  // namespace

std::unique_ptr<Experiment> detection_task() {
  return std::make_unique<DetectionTask>();
}

}  // namespace gradlab
