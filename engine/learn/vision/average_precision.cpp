#include "engine/learn/vision/average_precision.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/error.h"

namespace gradlab {

namespace {

struct RankedDetection {
  const Detection* detection;
  std::size_t picture;
};

/// The thing of its class that a detection agrees with most; -1 where none agrees by `least_iou`.
int thing_found(const Detection& detection, const std::vector<BoxedThing>& things, float least_iou) {
  int found = -1;
  float most = least_iou;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (things[i].label != detection.label) continue;
    const float iou = box_iou(detection.box, things[i].box);
    if (iou < most || (found >= 0 && iou == most)) continue;
    most = iou;
    found = static_cast<int>(i);
  }
  return found;
}

/// `right`: of each detection, the surest first; `things`: how many there are to be found.
double area_below_curve(const std::vector<bool>& right, double things) {
  double hits = 0, area = 0;
  std::vector<double> precisions;  // at each hit
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (right[i]) precisions.push_back(++hits / static_cast<double>(i + 1));
  }
  double greatest = 0;
  for (std::size_t i = precisions.size(); i-- > 0;) {
    greatest = std::max(greatest, precisions[i]);
    area += greatest / things;
  }
  return area;
}

double average_precision(const std::vector<JudgedPicture>& pictures, std::int32_t label, float least_iou) {
  std::vector<RankedDetection> ranked;
  std::vector<std::vector<bool>> found;
  double things = 0;
  for (std::size_t p = 0; p < pictures.size(); ++p) {
    for (const Detection& detection : pictures[p].detections) {
      if (detection.label == label) ranked.push_back({&detection, p});
    }
    things += static_cast<double>(std::ranges::count(pictures[p].things, label, &BoxedThing::label));
    found.emplace_back(pictures[p].things.size());
  }
  if (things == 0) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::stable_sort(ranked, std::greater(), [](const RankedDetection& one) { return one.detection->score; });
  std::vector<bool> right;
  for (const auto& [detection, picture] : ranked) {
    const int thing = thing_found(*detection, pictures[picture].things, least_iou);
    const bool first = thing >= 0 && !found[picture][static_cast<std::size_t>(thing)];
    if (first) found[picture][static_cast<std::size_t>(thing)] = true;
    right.push_back(first);
  }
  return area_below_curve(right, things);
}

}  // namespace

std::vector<double> average_precisions(const std::vector<JudgedPicture>& pictures, std::int64_t classes,
                                       float least_iou) {
  std::vector<double> all;
  for (std::int32_t label = 0; label < classes; ++label) all.push_back(average_precision(pictures, label, least_iou));
  return all;
}

double mean_average_precision(const std::vector<double>& average_precisions) {
  double sum = 0, there = 0;
  for (const double one : average_precisions) {
    if (std::isnan(one)) continue;
    sum += one;
    ++there;
  }
  if (there == 0) fail("mean_average_precision", "pictures of nothing", "one thing at least");
  return sum / there;
}

}  // namespace gradlab
