// What a generator and its discriminator make of the plane.
#include <algorithm>
#include <cmath>

#include "demos/gan/plane_gan.h"
#include "demos/gan/plane_picture.h"
#include "demos/parts/network_view.h"
#include "demos/parts/plane.h"
#include "engine/autograd/tape.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t surface_cells = 60, shown_points = 300, grid_lines = 17, grid_points = 33;
constexpr float pull = 0.3f, farthest_pull = 0.6f;  // of a gradient of 1, and at most: in units of the plane

}  // namespace

Tensor PlaneGan::surface() const {
  const Tensor answers = discriminator_.forward(plane_inputs(PlaneProblem::edge, surface_cells, 2));
  const Shape square{surface_cells, surface_cells};
  if (loss_->belief != nullptr) return scale(loss_->belief(answers), 2, -1).viewed_as(square);
  const auto [low, high] = std::ranges::minmax(answers.read());
  const float half = std::max(0.5f * (high - low), 1e-6f);
  return scale(answers, 1.0f / half, -0.5f * (high + low) / half).viewed_as(square);
}

Tensor PlaneGan::pulled(const Tensor& samples) const {
  Tensor places = samples.copied().set_requires_gradient();
  Tape tape;
  Tensor loss;
  {
    const Tape::Recording recording(&tape);
    loss = loss_->generator(discriminator_.forward(places));
  }
  tape.backward(loss, std::span(&places, 1));
  // The loss is a mean: each sample has its share of the gradient.
  Tensor ends = scale(places.gradient(), -pull * static_cast<float>(samples.shape()[0]));
  const std::span<float> ways = ends.values();
  const std::span<const float> from = samples.read();
  for (std::size_t i = 0; i < ways.size(); i += 2) {
    const float length = std::hypot(ways[i], ways[i + 1]), kept = std::min(1.0f, farthest_pull / (length + 1e-9f));
    for (const std::size_t axis : {i, i + 1}) ways[axis] = from[axis] + kept * ways[axis];
  }
  return ends;
}

void PlaneGan::show_plane(View& view) const {
  Random looks = looks_;
  const Tensor made = generator_.forward(noise(shown_points, looks));
  PlanePicture picture;
  if (problem_.real().clouds() > 0) picture.add(problem_.sample(shown_points, looks), PlanePicture::real);
  picture.add(made, PlanePicture::made);
  picture.add_own(problem_.points());
  picture.add_paths({made, pulled(made)});
  picture.show(view);
  view.tensor("field", surface()).set("field_range", {-1, 1}).set("arrows", true).set("editable", true);
}

// The square of all noise in lines along its first two axes; noise of more numbers has 0 for the others.
void PlaneGan::show_generator(View& view) const {
  Random looks = looks_;
  PlanePicture picture;
  if (problem_.real().clouds() > 0) picture.add(problem_.sample(shown_points, looks), PlanePicture::real);
  const auto part = [](std::int64_t i, std::int64_t of) {
    return 2.0f * static_cast<float>(i) / static_cast<float>(of - 1) - 1.0f;
  };
  const std::int64_t axes = std::min<std::int64_t>(2, noise_size_), lines = axes == 2 ? grid_lines : 1;
  for (std::int64_t axis = 0; axis < axes; ++axis) {
    Tensors along;  // of all lines, the points at one place
    for (std::int64_t i = 0; i < grid_points; ++i) {
      std::vector<float> from(static_cast<std::size_t>(lines * noise_size_));
      for (std::int64_t line = 0; line < lines; ++line) {
        float* at = from.data() + line * noise_size_;
        at[axis] = part(i, grid_points);
        if (axes == 2) at[1 - axis] = part(line, grid_lines);
      }
      along.push_back(generator_.forward(Tensor::from(from, {lines, noise_size_})));
    }
    picture.add_paths(along);
  }
  picture.show(view);
}

void PlaneGan::show(Views& views) {
  if (views.wants("plane")) show_plane(views.add("plane"));
  if (views.wants("generator")) show_generator(views.add("generator"));
  if (views.wants("generator_network")) show_summary(views.add("generator_network"), generator_);
  if (views.wants("discriminator_network")) show_summary(views.add("discriminator_network"), discriminator_);
}

}  // namespace gradlab
