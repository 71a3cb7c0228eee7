#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/learn/cluster/cluster.h"
#include "engine/learn/cluster/neighbours.h"

namespace gradlab {

namespace {

/// Places that are crowded, and what is within reach of them (Ester, Kriegel, Sander and Xu 1996): a point with enough
/// neighbours within the radius is a core point; core points in each other's reach are of one cluster, which other
/// points within their reach join; the rest is noise. A step lets a cluster grow to all neighbours of the points that
/// it took in last, or begins the next cluster. Lowers the number of core points that belong to no cluster yet.
class Dbscan final : public ClusterMethod {
 public:
  Dbscan(const Tensor& points, const ClusterArguments& arguments)
      : points_(points), squared_radius_(static_cast<float>(arguments.radius * arguments.radius)) {
    const std::int64_t count = points.shape()[0];
    std::vector<std::int32_t> none(static_cast<std::size_t>(count), -1), new_(none.size(), 0);
    labels_ = Tensor::indices(none, {count});
    fresh_ = Tensor::indices(new_, {count});
    found_ = Tensor::indices(std::array<std::int32_t, 1>{0}, {1});
    for (std::int64_t i = 0; i < count; ++i) {
      squared_distances_from(points, i, squared_);
      core_.push_back(std::ranges::count_if(squared_, [&](float d) { return d <= squared_radius_; }) >=
                      arguments.neighbours);
    }
  }

  void step() override {
    std::int32_t *fresh = fresh_.indices(), *labels = labels_.indices();
    std::vector<std::size_t> grown;
    for (std::size_t i = 0; i < core_.size(); ++i) {
      if (std::exchange(fresh[i], 0) != 0) grown.push_back(i);
    }
    if (grown.empty()) {
      for (std::size_t i = 0; i < core_.size(); ++i) {
        if (!core_[i] || labels[i] >= 0) continue;
        labels[i] = found_.indices()[0]++;
        fresh[i] = 1;
        return;
      }
      return;
    }
    for (const std::size_t i : grown) {
      squared_distances_from(points_, static_cast<std::int64_t>(i), squared_);
      for (std::size_t j = 0; j < core_.size(); ++j) {
        if (labels[j] >= 0 || squared_[j] > squared_radius_) continue;
        labels[j] = labels[i];
        fresh[j] = core_[j];
      }
    }
  }
  bool at_rest() const override { return loss() == 0.0 && std::ranges::max(fresh_.read_indices()) == 0; }
  double loss() const override {
    double left = 0.0;
    for (std::size_t i = 0; i < core_.size(); ++i) left += core_[i] && labels_.read_indices()[i] < 0;
    return left;
  }
  const Tensor& labels() const override { return labels_; }
  std::int64_t clusters() const override { return found_.read_indices()[0]; }
  void fields(std::vector<ClusterField>& list) override {
    const auto most = static_cast<std::int32_t>(core_.size());
    list = {{.name = "labels", .tensor = labels_, .low = -1, .high = most},
            {.name = "fresh", .tensor = fresh_, .high = 1},
            {.name = "found", .tensor = found_, .high = most}};
  }

 private:
  Tensor points_, labels_;
  Tensor fresh_;  // int32 [N]: 1 for core points whose neighbours have not been looked at
  Tensor found_;  // int32 [1]: clusters so far
  float squared_radius_;
  std::vector<bool> core_;
  std::vector<float> squared_;
};

}  // namespace

const RegisterCluster registered_dbscan({.name = "dbscan",
                                         .place = 4,
                                         .arguments = {"radius", "neighbours"},
                                         .most_points = 5000,
                                         .make = [](const Tensor& points, const ClusterArguments& arguments, Random) {
                                           check_clustering(points, arguments);
                                           return std::make_unique<Dbscan>(points, arguments);
                                         }});

}  // namespace gradlab
