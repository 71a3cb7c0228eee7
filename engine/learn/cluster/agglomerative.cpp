#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.h"
#include "engine/learn/cluster/merges.h"
#include "engine/learn/cluster/neighbours.h"
#include "engine/learn/cluster/spanning_tree.h"

namespace gradlab {

namespace {

constexpr float merged_away = std::numeric_limits<float>::infinity();

/// How far clusters are apart, row by row. The distances of a union follow from those of its two parts, by rules of
/// Lance and Williams (1967); Ward's are squared.
class ClusterDistances {
 public:
  ClusterDistances(const Tensor& points, std::string linkage)
      : linkage_(std::move(linkage)), apart_(static_cast<std::size_t>(points.shape()[0])) {
    for (std::size_t i = 0; i < apart_.size(); ++i) {
      squared_distances_from(points, static_cast<std::int64_t>(i), apart_[i]);
      if (!squared()) std::ranges::transform(apart_[i], apart_[i].begin(), [](float d) { return std::sqrt(d); });
    }
    sizes_.assign(apart_.size(), 1.0f);
    away_.assign(apart_.size(), 0.0f);
  }

  bool is_there(std::size_t cluster) const { return sizes_[cluster] > 0.0f; }
  float apart(std::size_t a, std::size_t b) const { return apart_[a][b]; }
  double height(float distance) const { return static_cast<double>(squared() ? std::sqrt(distance) : distance); }

  /// The cluster nearest to another.
  std::size_t nearest(std::size_t to) {
    const float own = std::exchange(away_[to], merged_away);
    const float *row = apart_[to].data(), *away = away_.data();
    const std::size_t count = away_.size();
    std::array<float, 8> least;
    least.fill(merged_away);
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {  // as many at a time as processors like
      for (std::size_t lane = 0; lane < 8; ++lane) {
        const float distance = row[i + lane] + away[i + lane];
        least[lane] = distance < least[lane] ? distance : least[lane];
      }
    }
    for (; i < count; ++i) least[0] = std::min(least[0], row[i] + away[i]);
    const float best = std::ranges::min(least);
    std::size_t found = 0;
    while (found + 1 < count && row[found] + away[found] != best) ++found;
    away_[to] = own;
    return found;
  }

  /// a is gone, and b is the union of both.
  void unite(std::size_t a, std::size_t b) {
    const float x = sizes_[a], y = sizes_[b], between = apart_[a][b];
    if (linkage_ == "complete") update(a, b, [](float p, float q, float) { return p < q ? q : p; });
    if (linkage_ == "average")
      update(a, b, [x, y, all = x + y](float p, float q, float) { return (x * p + y * q) / all; });
    if (linkage_ == "ward")
      update(a, b, [x, y, between](float p, float q, float size) {
        return ((x + size) * p + (y + size) * q - size * between) / (x + y + size);
      });
    sizes_[b] = x + y;
    sizes_[a] = 0.0f;
    away_[a] = merged_away;
  }

 private:
  bool squared() const { return linkage_ == "ward"; }

  template <typename Rule>
  void update(std::size_t a, std::size_t b, const Rule& rule) {
    const float *from = apart_[a].data(), *sizes = sizes_.data();
    float* to = apart_[b].data();
    const std::size_t count = sizes_.size();
    for (std::size_t c = 0; c < count; ++c) to[c] = rule(from[c], to[c], sizes[c]);
    for (std::size_t c = 0; c < count; ++c) {
      if (sizes[c] > 0.0f) apart_[c][b] = to[c];
    }
  }

  std::string linkage_;
  std::vector<std::vector<float>> apart_;
  std::vector<float> sizes_;  // 0 of those that are gone
  std::vector<float> away_;   // 0 of clusters that are there, else infinity
};

/// All merges down to one cluster, by the chain of nearest neighbours (Murtagh 1983): whoever is each other's nearest
/// is merged at once, which for these linkages comes to the same tree as always merging the nearest pair of all.
std::vector<Merge> chain_merges(const Tensor& points, const std::string& linkage) {
  ClusterDistances distances(points, linkage);
  const std::int64_t count = points.shape()[0];
  std::vector<std::size_t> chain;
  std::vector<Merge> merges;
  std::size_t first = 0;  // before it none is there
  while (static_cast<std::int64_t>(merges.size()) + 1 < count) {
    if (chain.empty()) {
      while (!distances.is_there(first)) ++first;
      chain.push_back(first);
    }
    const std::size_t a = chain.back();
    std::size_t b = distances.nearest(a);
    const bool follows = chain.size() > 1;
    if (follows && distances.apart(a, chain[chain.size() - 2]) <= distances.apart(a, b)) b = chain[chain.size() - 2];
    if (!follows || b != chain[chain.size() - 2]) {
      chain.push_back(b);
      continue;
    }
    merges.push_back(
        {static_cast<std::int32_t>(a), static_cast<std::int32_t>(b), distances.height(distances.apart(a, b))});
    distances.unite(a, b);
    chain.resize(chain.size() - 2);
  }
  return merges_of(std::move(merges), count);
}

/// Single linkage's merges are the edges of the least tree that spans the points (Gower and Ross 1969).
std::vector<Merge> merges_by(const Tensor& points, const std::string& linkage) {
  if (linkage == "single") return merges_of(spanning_tree(points, {}), points.shape()[0]);
  if (linkage == "complete" || linkage == "average" || linkage == "ward") return chain_merges(points, linkage);
  fail("cluster", "the linkage " + linkage, "single, complete, average or ward");
}

/// Clusters numbered from 0 without gaps, in the order of their first points.
void number_anew(std::vector<std::int32_t>& labels) {
  std::map<std::int32_t, std::int32_t> numbers;
  for (std::int32_t& label : labels)
    label = numbers.try_emplace(label, static_cast<std::int32_t>(numbers.size())).first->second;
}

/// Every point begins as a cluster of its own, and each step makes the two nearest one, until as many are left as were
/// asked for. Lowers the number of clusters.
class Agglomerative final : public ClusterMethod {
 public:
  Agglomerative(const Tensor& points, const ClusterArguments& arguments)
      : count_(points.shape()[0]),
        wanted_(arguments.clusters),
        merges_(merges_by(points, arguments.linkage)),
        merged_(Tensor::indices(std::array<std::int32_t, 1>{0}, {1})) {}

  void step() override { merged_.indices()[0] += !at_rest(); }
  bool at_rest() const override { return clusters() <= wanted_; }
  double loss() const override { return static_cast<double>(clusters()); }
  const Tensor& labels() const override {
    if (labelled_ != merged()) {
      std::vector<std::int32_t> labels = merged_labels(merges_, merged(), count_, at_rest() ? 1 : 2);
      if (at_rest()) number_anew(labels);
      labels_ = Tensor::indices(labels, {count_});
      labelled_ = merged();
    }
    return labels_;
  }
  std::int64_t clusters() const override { return count_ - merged(); }
  std::span<const Merge> merges() const override { return merges_; }
  std::int64_t merged() const override { return merged_.read_indices()[0]; }
  void fields(std::vector<ClusterField>& list) override {
    list = {{.name = "merged", .tensor = merged_, .high = static_cast<std::int32_t>(count_ - wanted_)},
            {.name = "labels", .tensor = labels(), .low = -1, .high = static_cast<std::int32_t>(count_)}};
  }

 private:
  std::int64_t count_, wanted_;
  std::vector<Merge> merges_;
  Tensor merged_;          // int32 [1]
  mutable Tensor labels_;  // once so many merges were made
  mutable std::int64_t labelled_ = -1;
};

}  // namespace

const RegisterCluster registered_agglomerative({.name = "agglomerative",
                                                .place = 6,
                                                .arguments = {"clusters", "linkage"},
                                                .make = [](const Tensor& points, const ClusterArguments& arguments,
                                                           Random) {
                                                  check_clustering(points, arguments);
                                                  return std::make_unique<Agglomerative>(points, arguments);
                                                }});

}  // namespace gradlab
