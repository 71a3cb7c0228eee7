// Methods that part points into clusters, one step at a time, so that each can be watched at its work or run whole.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// What a method is told; each heeds what its entry names.
struct ClusterArguments {
  std::int64_t clusters = 3;        ///< how many to look for; no more than there are points
  std::string start = "k-means++";  ///< or "random": where the first centres lie
  Tensor centres = {};              ///< [clusters, D], the first centres themselves, in the place of a start
  std::int64_t batch_size = 100;
  std::string linkage = "ward";  ///< "single", "complete", "average" or "ward": how far apart two clusters are
  double radius = 0.8;           ///< of a point's neighbourhood
  std::int64_t neighbours = 5;   ///< that a point needs, or is joined with; itself among them
  std::int64_t smallest = 15;    ///< points that make a cluster
};

/// A part of what steps change: a tensor (of indices, with values from low to high), or numbers in double precision.
struct ClusterField {
  std::string_view name;
  Tensor tensor = {};
  std::int32_t low = 0, high = std::numeric_limits<std::int32_t>::max();
  std::vector<double>* numbers = nullptr;
};

/// Two clusters that became one. Points are the clusters 0 to N - 1; the i-th merge makes cluster N + i.
struct Merge {
  std::int32_t a = 0, b = 0;
  double height = 0.0;  ///< how far apart they were
};

class ClusterMethod {
 public:
  virtual ~ClusterMethod() = default;
  /// One step; at rest it changes nothing.
  virtual void step() = 0;
  virtual bool at_rest() const = 0;
  /// What the next step does, of methods whose steps differ: "assign", "move".
  virtual std::string_view next() const { return {}; }
  /// What the method lowers, as its file says.
  virtual double loss() const = 0;
  /// int32 [N]: the cluster of each point; -1 for none, or none yet. Some numbers may be of no point.
  virtual const Tensor& labels() const = 0;
  /// How many clusters there are now.
  virtual std::int64_t clusters() const = 0;
  /// [clusters, D]; not defined where clusters have no middle.
  virtual Tensor centres() const { return {}; }
  /// [clusters, D, D], the covariances of clusters that have a shape.
  virtual Tensor spreads() const { return {}; }
  /// [M, D], places that move while the method works.
  virtual Tensor walkers() const { return centres(); }
  /// How much of each of points [M, D] each cluster claims, [M, clusters], rows of sum 1; not defined where the method
  /// knows only of its own points.
  virtual Tensor claims(const Tensor&) const { return {}; }
  /// All merges in the order of their heights, where clusters are merged, and how many of them have been made.
  virtual std::span<const Merge> merges() const { return {}; }
  virtual std::int64_t merged() const { return 0; }
  /// All that steps change, into `list`. Who sets their numbers, goes on from there.
  virtual void fields(std::vector<ClusterField>& list) = 0;
};

struct ClusterEntry {
  std::string name;                    ///< "kmeans"
  int place = 0;                       ///< in menus
  std::vector<std::string> arguments;  ///< of ClusterArguments, those that it heeds
  std::int64_t most_points = 2000;     ///< that it can take in reasonable time and memory
  /// Of points [N, D], N at least 1, each coordinate finite. Throws [cluster] for arguments out of range.
  std::function<std::unique_ptr<ClusterMethod>(const Tensor& points, const ClusterArguments&, Random)> make;
};
using RegisterCluster = Registry<ClusterEntry>::Add;

/// Throws [cluster] for points that are no [N, D] with N at least 1, or arguments that no method takes.
void check_clustering(const Tensor& points, const ClusterArguments& arguments);

/// Steps until the method rests, `most` at most; returns how many it took.
std::int64_t run_to_rest(ClusterMethod& method, std::int64_t most = 2000);

}  // namespace gradlab
