#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/learn/cluster/merges.h"
#include "engine/learn/cluster/neighbours.h"
#include "engine/learn/cluster/spanning_tree.h"

namespace gradlab {

namespace {

constexpr std::int64_t steps_to_merge = 40;

/// The tree of merges read from the top, where parts of fewer points than make a cluster fall out of the cluster that
/// they were in, and only what splits into two that are large enough begins new ones.
class Condensed {
 public:
  Condensed(std::span<const Merge> merges, std::int64_t points, std::int64_t smallest)
      : merges_(merges), points_(points), smallest_(smallest), fell_from_(static_cast<std::size_t>(points), 0) {
    for (const Merge& merge : merges) sizes_.push_back(size(merge.a) + size(merge.b));
    branches_.push_back({});
    if (!merges.empty()) descend();
    select();
  }

  std::vector<std::int32_t> labels() const {
    std::vector<std::int32_t> names(branches_.size(), -1), result;
    std::int32_t next = 0;
    for (std::size_t b = 1; b < names.size(); ++b) {
      if (branches_[b].selected) names[b] = next++;
    }
    for (std::size_t branch : fell_from_) {
      while (branch != 0 && names[branch] < 0) branch = branches_[branch].above;
      result.push_back(names[branch]);
    }
    return result;
  }

 private:
  struct Branch {
    std::size_t above = 0;
    double birth = 0.0, stability = 0.0;
    bool selected = false;
  };

  std::int64_t size(std::int32_t cluster) const {
    return cluster < points_ ? 1 : sizes_[static_cast<std::size_t>(cluster - points_)];
  }

  void descend() {
    std::vector<std::pair<std::int32_t, std::size_t>> open = {
        {static_cast<std::int32_t>(points_) + static_cast<std::int32_t>(merges_.size()) - 1, 0}};
    for (std::size_t next = 0; next < open.size(); ++next) {
      const auto [cluster, branch] = open[next];
      if (cluster < points_) continue;
      const Merge& merge = merges_[static_cast<std::size_t>(cluster - points_)];
      const double density = 1.0 / std::max(merge.height, 1e-12);
      const bool splits = size(merge.a) >= smallest_ && size(merge.b) >= smallest_;
      for (const std::int32_t part : {merge.a, merge.b}) {
        const bool large = size(part) >= smallest_;
        if (splits || !large)
          branches_[branch].stability += (density - branches_[branch].birth) * static_cast<double>(size(part));
        if (splits) branches_.push_back({branch, density});
        if (large) open.emplace_back(part, splits ? branches_.size() - 1 : branch);
        if (!large) fall(part, branch);
      }
    }
  }

  void fall(std::int32_t cluster, std::size_t branch) {
    std::vector<std::int32_t> open = {cluster};
    while (!open.empty()) {
      const std::int32_t part = open.back();
      open.pop_back();
      if (part < points_) {
        fell_from_[static_cast<std::size_t>(part)] = branch;
        continue;
      }
      const Merge& merge = merges_[static_cast<std::size_t>(part - points_)];
      open.insert(open.end(), {merge.a, merge.b});
    }
  }

  /// A branch, or else all that are best below it, whichever lasts longer together; never the whole.
  void select() {
    std::vector<double> below(branches_.size());
    for (std::size_t b = branches_.size(); b-- > 1;) {
      branches_[b].selected = branches_[b].stability >= below[b];
      below[branches_[b].above] += std::max(branches_[b].stability, below[b]);
    }
    for (std::size_t b = 1; b < branches_.size(); ++b) {  // what is above comes first
      for (std::size_t up = branches_[b].above; up != 0; up = branches_[up].above) {
        if (branches_[up].selected) branches_[b].selected = false;
      }
    }
  }

  std::span<const Merge> merges_;
  std::int64_t points_, smallest_;
  std::vector<std::int64_t> sizes_;
  std::vector<Branch> branches_;        // the first is the whole
  std::vector<std::size_t> fell_from_;  // of each point
};

/// Clusters of any density (Campello, Moulavi and Sander 2013): points are merged from the densest places on, as by
/// single linkage where nothing is nearer than its neighbours; of the clusters that come and go those are taken that
/// last longest, and the rest is noise. Steps merge a fortieth of the points each, and the last one chooses. Lowers the
/// number of merges that are left, and of the choice.
class Hdbscan final : public ClusterMethod {
 public:
  Hdbscan(const Tensor& points, const ClusterArguments& arguments)
      : count_(points.shape()[0]),
        smallest_(arguments.smallest),
        stage_(Tensor::indices(std::array<std::int32_t, 1>{0}, {1})) {
    const Neighbours near = nearest_neighbours(points, arguments.neighbours);
    const std::int64_t taken = near.distances.shape()[1];
    std::vector<float> core;
    for (std::int64_t i = 1; i <= count_; ++i)
      core.push_back(near.distances.read()[static_cast<std::size_t>(i * taken - 1)]);
    merges_ = merges_of(spanning_tree(points, core), count_);
  }

  void step() override { stage_.indices()[0] += !at_rest(); }
  bool at_rest() const override { return stage() > steps_to_merge; }
  double loss() const override { return static_cast<double>(count_ - merged()) - at_rest(); }
  const Tensor& labels() const override {
    if (labelled_ != stage()) {
      labels_ = Tensor::indices(at_rest() ? Condensed(merges_, count_, smallest_).labels()
                                          : merged_labels(merges_, merged(), count_, smallest_),
                                {count_});
      labelled_ = stage();
    }
    return labels_;
  }
  std::int64_t clusters() const override {
    std::vector<std::int32_t> used(labels().read_indices().begin(), labels().read_indices().end());
    std::ranges::sort(used);
    const auto repeated = std::ranges::unique(used);
    used.erase(repeated.begin(), repeated.end());
    return static_cast<std::int64_t>(used.size()) - (used.front() < 0);
  }
  std::span<const Merge> merges() const override { return merges_; }
  std::int64_t merged() const override {
    return std::min<std::int64_t>(stage(), steps_to_merge) * static_cast<std::int64_t>(merges_.size()) / steps_to_merge;
  }
  void fields(std::vector<ClusterField>& list) override {
    list = {{.name = "stage", .tensor = stage_, .high = static_cast<std::int32_t>(steps_to_merge + 1)},
            {.name = "labels", .tensor = labels(), .low = -1, .high = static_cast<std::int32_t>(count_)}};
  }

 private:
  std::int64_t stage() const { return stage_.read_indices()[0]; }

  std::int64_t count_, smallest_;
  std::vector<Merge> merges_;
  Tensor stage_;           // int32 [1]: steps made
  mutable Tensor labels_;  // once so many steps were made
  mutable std::int64_t labelled_ = -1;
};

}  // namespace

const RegisterCluster registered_hdbscan({.name = "hdbscan",
                                          .place = 5,
                                          .arguments = {"neighbours", "smallest"},
                                          .most_points = 5000,
                                          .make = [](const Tensor& points, const ClusterArguments& arguments, Random) {
                                            check_clustering(points, arguments);
                                            return std::make_unique<Hdbscan>(points, arguments);
                                          }});

}  // namespace gradlab
