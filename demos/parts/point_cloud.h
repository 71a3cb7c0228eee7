// Samples as the points of a scatter view, each marked as trained on, kept for testing, or drawn by the visitor.
#pragma once

#include <algorithm>
#include <vector>

#include "demos/core/views.h"
#include "engine/data/data.h"

namespace gradlab {

class PointCloud {
 public:
  static constexpr std::int64_t most_points = 2000;  // of each part: more only slow the picture down

  /// Adds place(data, i) -> {x, y, class or value} for the samples of `split`; the last `drawn` of its training data
  /// are the visitor's own.
  template <typename Place>
  PointCloud(const Split& split, std::int64_t drawn, Place place) {
    const std::int64_t given = split.train.size() - drawn;
    for (std::int64_t i = 0; i < std::min(given, most_points); ++i) add(place(split.train, i), 0);
    for (std::int64_t i = 0; i < std::min(split.test.size(), most_points); ++i) add(place(split.test, i), 1);
    for (std::int64_t i = given; i < split.train.size(); ++i) add(place(split.train, i), 2);
  }

  struct Point {
    float x, y, label;
  };
  const std::vector<Point>& points() const { return points_; }
  /// Sets the tensors "points", "labels" and "split".
  void show(View& view) const;

 private:
  void add(Point point, float part) {
    points_.push_back(point);
    parts_.push_back(part);
  }

  std::vector<Point> points_;
  std::vector<float> parts_;
};

}  // namespace gradlab
