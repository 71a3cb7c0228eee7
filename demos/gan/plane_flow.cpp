#include "demos/gan/plane_flow.h"

#include <cmath>
#include <numbers>

#include "demos/gan/plane_picture.h"
#include "demos/parts/network_view.h"
#include "demos/parts/plane.h"
#include "demos/parts/supervised.h"
#include "engine/graph/passes.h"
#include "engine/learn/generate/flow_matching.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

enum FlowStream : std::uint64_t { flow_weights = 1, flow_samples, flow_looks };

constexpr std::int64_t flow_steps = 10, diffusion_steps = 50, flow_judged = 800, flow_losses_of = 500, flow_shown = 300,
                       paths_shown = 60, field_cells = 20, frequencies = 2;
constexpr float arrow_length = 0.12f, longest_arrow = 0.28f;

Tensor normal_points(std::int64_t count, Random& random) {
  std::vector<float> numbers(static_cast<std::size_t>(2 * count));
  for (float& number : numbers) number = random.normal();
  return Tensor::from(numbers, {count, 2});
}

// Points [N, 2] and times [N, 1] as a network sees them, [N, 3 + 4 frequencies]: with waves over the plane, of which it
// makes steep changes sooner than of the places alone (Tancik et al. 2020).
Tensor seen(const Tensor& points, const Tensor& times) {
  Tensors parts = {points, times};
  for (std::int64_t i = 1; i <= frequencies; ++i) {
    const Tensor turned = scale(points, std::numbers::pi_v<float> * static_cast<float>(i) / PlaneProblem::edge);
    parts.push_back(sin(turned));
    parts.push_back(cos(turned));
  }
  return concat(parts, 1);
}

}  // namespace

void PlaneFlow::build(const Setup& setup) {
  const Values& values = setup.values;
  Random weights = setup.random.split(flow_weights);
  random_ = setup.random.split(flow_samples);
  looks_ = setup.random.split(flow_looks);
  if (values.choice("family") == "diffusion") schedule_.emplace(diffusion_steps);
  model_ = feed_forward(values.units("generator_layers"), values.choice("generator_activation"), 0, 2);
  model_.build({0, 3 + 4 * frequencies}, weights);
  descent_.build(model_.parameters(), values);
  change(setup);
}

void PlaneFlow::change(const Setup& setup) {
  problem_.build(setup.values);
  time_ = setup.values.real("time");
  batch_size_ = setup.values.integer("batch_size");
  descent_.change(setup.values);
}

std::int64_t PlaneFlow::steps() const {
  return schedule_ ? schedule_->steps() : flow_steps;
}

PlaneFlow::Lesson PlaneFlow::lesson(std::int64_t count, Random& random) const {
  const Tensor data = problem_.sample(count, random), noise = normal_points(count, random);
  std::vector<float> times;
  if (!schedule_) {
    for (std::int64_t i = 0; i < count; ++i) times.push_back(random.uniform());
    const Tensor time = Tensor::from(times, {count, 1});
    const FlowPair pair = flow_pair(noise, data, time);
    return {seen(pair.point, time), pair.velocity};
  }
  std::vector<std::int64_t> t;
  for (std::int64_t i = 0; i < count; ++i) {
    t.push_back(1 + random.below(steps()));
    times.push_back(1.0f - static_cast<float>(t.back()) / static_cast<float>(steps()));
  }
  return {seen(schedule_->drowned(data, noise, t), Tensor::from(times, {count, 1})), noise};
}

Tensor PlaneFlow::step() {
  const Lesson now = lesson(batch_size_, random_);
  return descent_.step([&] { return mse(model_.forward(now.inputs), now.answers); });
}

Tensor PlaneFlow::answers(const Tensor& points, float time) const {
  return model_.forward(seen(points, Tensor::full({points.shape()[0], 1}, time)));
}

Tensors PlaneFlow::walk(const Tensor& start, std::int64_t until, Random chance) const {
  const float length = 1.0f / static_cast<float>(steps());
  Tensors places = {start};
  for (std::int64_t i = 0; i < until; ++i) {
    const Tensor& from = places.back();
    const float time = static_cast<float>(i) * length;
    places.push_back(
        schedule_ ? schedule_->cleared(from, answers(from, time), normal_points(from.shape()[0], chance), steps() - i)
                  : flow_step([this](const Tensor& x, float at) { return answers(x, at); }, from, time, length));
  }
  return places;
}

void PlaneFlow::evaluate(Metrics& metrics) {
  if (problem_.real().clouds() == 0) return;
  Random looks = looks_;
  const Lesson now = lesson(flow_losses_of, looks);
  metrics["loss"] = mse(model_.forward(now.inputs), now.answers);
}

void PlaneFlow::test(Metrics& metrics) {
  Random looks = looks_;
  const Tensor start = normal_points(flow_judged, looks);
  problem_.measure(walk(start, steps(), looks).back(), metrics);
}

// A step goes forward and twice back; the midpoint rule asks twice.
double PlaneFlow::test_cost() const {
  return static_cast<double>(flow_judged * steps() * (schedule_ ? 1 : 2)) / static_cast<double>(3 * batch_size_);
}

ForwardPass PlaneFlow::forward_pass() const {
  return gradlab::forward_pass(model_, {0, 3 + 4 * frequencies}, "places_and_time", schedule_ ? "noise" : "velocity");
}

void PlaneFlow::show(Views& views) {
  if (views.wants("flow") || views.wants("paths")) {
    Random looks = looks_;
    const auto until = static_cast<std::int64_t>(std::lround(time_ * static_cast<float>(steps())));
    const Tensor start = normal_points(flow_shown, looks);
    const Tensors places = walk(start, until, looks);
    if (views.wants("flow")) show_flow(views.add("flow"), places);
    if (views.wants("paths")) show_paths(views.add("paths"), places);
  }
  if (views.wants("generator_network")) show_summary(views.add("generator_network"), model_);
}

// Arrows are velocities, or point away from noise: where a point would move from here.
void PlaneFlow::show_flow(View& view, const Tensors& places) const {
  Random looks = looks_;
  PlanePicture picture;
  if (problem_.real().clouds() > 0) picture.add(problem_.sample(flow_shown, looks), PlanePicture::real);
  picture.add(places.back(), PlanePicture::made);
  picture.add_own(problem_.points());
  const Tensor lattice = plane_inputs(PlaneProblem::edge, field_cells, 2), ways = answers(lattice, time_);
  const std::span<const float> from = lattice.read(), way = ways.read();
  for (std::size_t i = 0; i < from.size(); i += 2) {
    const float size = std::hypot(way[i], way[i + 1]) + 1e-9f;
    const float factor = (schedule_ ? -1.0f : 1.0f) * std::min(arrow_length, longest_arrow / size);
    picture.line(from[i], from[i + 1], from[i] + factor * way[i], from[i + 1] + factor * way[i + 1]);
  }
  picture.show(view);
  view.set("arrows", true).set("editable", true);
}

void PlaneFlow::show_paths(View& view, const Tensors& places) const {
  Random looks = looks_;
  PlanePicture picture;
  if (problem_.real().clouds() > 0) picture.add(problem_.sample(flow_shown, looks), PlanePicture::real);
  Tensors few;
  for (const Tensor& place : places) few.push_back(place.rows(0, paths_shown));
  picture.add_paths(few);
  picture.add(few.back(), PlanePicture::made);
  picture.show(view);
}

void PlaneFlow::state(Archive& archive) {
  const Archive::Scope scope(archive, "generator");
  descent_.state(archive);
  archive.field("samples", random_);
}

}  // namespace gradlab
