#include "demos/vision/canvas_task.h"

#include <algorithm>
#include <cmath>

#include "demos/core/plain_texts.h"
#include "demos/parts/image_data.h"
#include "demos/parts/network_view.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

// Streams of chance, so that one knob does not disturb another's numbers.
enum CanvasStream : std::uint64_t { net_stream = 0, canvas_stream };

constexpr std::uint64_t test_seed = 2010;  // fixed: every run is judged by the same canvases
constexpr std::int64_t canvases_tested = 60;
constexpr std::int64_t canvases_at_once = 20;  // few enough to stay in the cache
constexpr double forward_part = 1.0 / 3;       // of the time that a canvas takes in training

}  // namespace

void CanvasTask::build(const Setup& setup) {
  const Values& values = setup.values;
  digits_ = page_digits(*setup.assets);
  options_.most_digits = values.integer("digit_count");
  options_.digit_edge = values.integer("digit_size");
  Random test_random(test_seed), random = setup.random.split(net_stream);
  test_ = random_canvases(canvases_tested, digits_->test, options_, test_random);
  net_ = &make_net({0, options_.edge, options_.edge, 1}, values.integer("channels"), random);
  buffers_ = net_->buffers();
  canvas_random_ = setup.random.split(canvas_stream);
  descent_.build(net_->parameters(), values);
  change(setup);
}

void CanvasTask::change(const Setup& setup) {
  descent_.change(setup.values);
  batch_size_ = setup.values.integer("batch_size");
}

Tensor CanvasTask::step() {
  const Canvases batch = random_canvases(batch_size_, digits_->train, options_, canvas_random_);
  const Tensor loss = descent_.step([&] { return loss_of(net_->forward(batch.images, {.training = true}), batch); });
  loss_.add(loss);
  return loss;
}

void CanvasTask::evaluate(Metrics& metrics) {
  if (!loss_.empty()) {
    metrics["loss"] = Tensor::scalar(static_cast<float>(loss_.mean()));
    return;
  }
  const Canvases some = test_.rows(0, canvases_at_once);
  metrics["loss"] = loss_of(answers(some.images), some);
}

void CanvasTask::test(Metrics& metrics) {
  double loss = 0;
  begin_test();
  for (std::int64_t first = 0; first < canvases_tested; first += canvases_at_once) {
    const Canvases some = test_.rows(first, first + canvases_at_once);
    const Tensor said = answers(some.images);
    loss += static_cast<double>(loss_of(said, some).item()) * canvases_at_once / canvases_tested;
    judge(said, some);
  }
  metrics["test_loss"] = Tensor::scalar(static_cast<float>(loss));
  end_test(metrics);
}

double CanvasTask::test_cost() const {
  return forward_part * canvases_tested / static_cast<double>(batch_size_);
}

ForwardPass CanvasTask::forward_pass() const {
  return {.inputs = {{.name = "inputs", .shape = {'N', options_.edge, options_.edge, 1}}},
          .least = {{'N', 2}},
          .parameters = net_->parameters(),
          .buffers = net_->buffers(),
          .outputs = {output_name()},
          .run = [this](const Tensors& x) -> Tensors { return {net_->forward(x[0])}; }};
}

void CanvasTask::show(Views& views) {
  show_answers(views);
  if (!views.wants("summary")) return;
  std::vector<SummaryRow> rows = net_->summary();
  for (SummaryRow& row : rows) row.layer = "block." + row.layer;
  show_summary(views.add("summary"), rows);
}

Effect CanvasTask::input(const Json& event) {
  fail("input", "the kind \"" + event.value("kind", "") + "\"", "none, this demo has nothing to click");
}

void CanvasTask::state(Archive& archive) {
  descent_.state(archive);
  archive.field("model", buffers_);
  archive.field("canvases", canvas_random_);
  loss_.state(archive, "loss");
}

void CanvasTask::show_bars(View& view, const char* measure, const char* label,
                           const std::vector<double>& measures) const {
  std::vector<float> bars(digit_names().size());
  for (std::size_t i = 0; i < std::min(bars.size(), measures.size()); ++i)
    bars[i] = std::isnan(measures[i]) ? 0.0f : static_cast<float>(measures[i]);
  view.tensor("shares", bars)
      .set("labels", plain_texts(digit_names()))
      .set("series", {{{"label", label}, {"values", "shares"}, {"role", "test"}}})
      .set("x", "class_iou.digit")
      .set("y", measure);
}

}  // namespace gradlab
