#include "demos/parts/point_cloud.h"

namespace gradlab {

void PointCloud::show(View& view) const {
  std::vector<float> places, labels;
  for (const Point& point : points_) {
    places.push_back(point.x);
    places.push_back(point.y);
    labels.push_back(point.label);
  }
  view.tensor("points", places, {static_cast<std::int64_t>(points_.size()), 2});
  view.tensor("labels", labels).tensor("split", parts_);
}

}  // namespace gradlab
