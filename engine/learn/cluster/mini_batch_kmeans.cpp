#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/learn/cluster/centres.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr double patience = 10;  // steps without gain before it rests

/// k-means that looks at a few points at a time (Sculley 2010): each step draws a batch, and moves every centre to the
/// mean of all points that were ever nearest to it. Lowers the inertia, though not with every step; rests when the
/// running mean of the batches' inertia has not become less for ten steps.
class MiniBatchKMeans final : public ClusterMethod {
 public:
  MiniBatchKMeans(const Tensor& points, const ClusterArguments& arguments, Random random)
      : points_(points),
        centres_(first_centres(points, arguments, random)),
        labels_(nearest_centres(points, centres_).labels),
        random_(random.split(1)),
        batch_size_(std::min(arguments.batch_size, points.shape()[0])),
        met_(static_cast<std::size_t>(arguments.clusters)) {}

  void step() override {
    if (at_rest()) return;
    const Tensor batch = drawn();
    const Assignment nearest = nearest_centres(batch, centres_);
    const std::int64_t width = points_.shape()[1];
    const float* x = batch.read().data();
    for (const std::int32_t k : nearest.labels.read_indices()) {
      const auto share = static_cast<float>(1.0 / ++met_[static_cast<std::size_t>(k)]);
      float* centre = centres_.data() + k * width;
      for (std::int64_t d = 0; d < width; ++d) centre[d] += share * (x[d] - centre[d]);
      x += width;
    }
    note(nearest.inertia / static_cast<double>(batch_size_));
    std::ranges::copy(nearest_centres(points_, centres_).labels.read_indices(), labels_.indices());
  }
  bool at_rest() const override { return course_[waited] >= patience; }
  double loss() const override { return nearest_centres(points_, centres_).inertia; }
  const Tensor& labels() const override { return labels_; }
  std::int64_t clusters() const override { return centres_.shape()[0]; }
  Tensor centres() const override { return centres_; }
  Tensor claims(const Tensor& points) const override { return nearest_claims(points, centres_); }
  void fields(std::vector<ClusterField>& list) override {
    list = {{.name = "centres", .tensor = centres_},
            {.name = "labels", .tensor = labels_, .high = static_cast<std::int32_t>(clusters() - 1)},
            {.name = "met", .numbers = &met_},
            {.name = "course", .numbers = &course_}};
  }

 private:
  enum Course { steps, running, least, waited };

  Tensor drawn() const {
    Random random = random_.split(static_cast<std::uint64_t>(course_[steps]));
    std::vector<std::int32_t> indices(static_cast<std::size_t>(batch_size_));
    for (std::int32_t& index : indices) index = static_cast<std::int32_t>(random.below(points_.shape()[0]));
    return gather(points_, Tensor::indices(indices, {batch_size_}));
  }

  /// A batch's mean inertia, before the step, in the running mean that forgets what lies an epoch back.
  void note(double inertia) {
    const double share =
        std::min(1.0, 2.0 * static_cast<double>(batch_size_) / static_cast<double>(points_.shape()[0]));
    const bool first = course_[steps]++ == 0;
    course_[running] = first ? inertia : course_[running] + share * (inertia - course_[running]);
    const bool gained = first || course_[running] < course_[least];
    if (gained) course_[least] = course_[running];
    course_[waited] = gained ? 0 : course_[waited] + 1;
  }

  Tensor points_, centres_, labels_;
  Random random_;
  std::int64_t batch_size_;
  std::vector<double> met_;  // how many points were nearest to each centre so far
  std::vector<double> course_ = {0, 0, 0, 0};
};

}  // namespace

const RegisterCluster registered_mini_batch_kmeans({.name = "mini_batch_kmeans",
                                                    .place = 2,
                                                    .arguments = {"clusters", "start", "batch_size"},
                                                    .most_points = 100000,
                                                    .make = [](const Tensor& points, const ClusterArguments& arguments,
                                                               Random random) {
                                                      return std::make_unique<MiniBatchKMeans>(points, arguments,
                                                                                               std::move(random));
                                                    }});

}  // namespace gradlab
