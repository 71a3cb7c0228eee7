#include "demos/gan/plane_picture.h"

namespace gradlab {

void PlanePicture::add(float x, float y, Kind kind, float part) {
  points_.insert(points_.end(), {x, y});
  kinds_.push_back(static_cast<float>(kind));
  parts_.push_back(part);
}

void PlanePicture::add(const Tensor& points, Kind kind) {
  const std::span<const float> places = points.read();
  for (std::size_t i = 0; i < places.size(); i += 2) add(places[i], places[i + 1], kind, 0);
}

void PlanePicture::add_own(const Json& points) {
  for (const Json& point : points) add(point[0].get<float>(), point[1].get<float>(), real, 2);
}

void PlanePicture::add_paths(const Tensors& places) {
  for (std::size_t k = 1; k < places.size(); ++k) {
    const std::span<const float> from = places[k - 1].read(), to = places[k].read();
    for (std::size_t i = 0; i < to.size(); i += 2) line(from[i], from[i + 1], to[i], to[i + 1]);
  }
}

void PlanePicture::show(View& view) const {
  constexpr float edge = PlaneProblem::edge;
  view.tensor("points", points_, {static_cast<std::int64_t>(kinds_.size()), 2});
  view.tensor("labels", kinds_).tensor("split", parts_);
  view.tensor("segments", segments_, {static_cast<std::int64_t>(segments_.size() / 4), 4});
  view.set("bounds", {-edge, edge, -edge, edge}).set("x", "=x₁").set("y", "=x₂");
  view.set("classes", 2).set("class_names", {"gan.made", "gan.real"}).set("classless", true);
}

}  // namespace gradlab
