#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/learn/cluster/centres.h"

namespace gradlab {

namespace {

/// Lloyd's algorithm (1957, published 1982): every point goes to the nearest centre, and then every centre to the mean
/// of its points; each is a step. Lowers the inertia, the sum of the squared distances to the nearest centre, and rests
/// when no point changes its centre.
class KMeans final : public ClusterMethod {
 public:
  KMeans(const Tensor& points, const ClusterArguments& arguments, Random random)
      : points_(points),
        centres_(first_centres(points, arguments, random)),
        labels_(Tensor::indices(std::vector<std::int32_t>(static_cast<std::size_t>(points.shape()[0]), -1),
                                {points.shape()[0]})),
        phase_(Tensor::indices(std::array<std::int32_t, 1>{assign}, {1})) {}

  void step() override {
    if (phase() == move) {
      std::ranges::copy(means_of(points_, labels_, centres_).read(), centres_.data());
      return set_phase(assign);
    }
    if (phase() != assign) return;
    const Tensor labels = nearest_centres(points_, centres_).labels;
    set_phase(labels.equal_bits(labels_) ? rest : move);
    std::ranges::copy(labels.read_indices(), labels_.indices());
  }
  bool at_rest() const override { return phase() == rest; }
  std::string_view next() const override { return phase() == move ? "move" : "assign"; }
  double loss() const override { return nearest_centres(points_, centres_).inertia; }
  const Tensor& labels() const override { return labels_; }
  std::int64_t clusters() const override { return centres_.shape()[0]; }
  Tensor centres() const override { return centres_; }
  Tensor claims(const Tensor& points) const override { return nearest_claims(points, centres_); }
  void fields(std::vector<ClusterField>& list) override {
    list = {{"centres", centres_},
            {"labels", labels_, -1, static_cast<std::int32_t>(clusters() - 1)},
            {"phase", phase_, assign, rest}};
  }

 private:
  enum Phase : std::int32_t { assign, move, rest };
  std::int32_t phase() const { return phase_.read_indices()[0]; }
  void set_phase(Phase next) { phase_.indices()[0] = next; }

  Tensor points_, centres_, labels_, phase_;
};

}  // namespace

const RegisterCluster registered_kmeans({.name = "kmeans",
                                         .place = 1,
                                         .arguments = {"clusters", "start"},
                                         .most_points = 100000,
                                         .make = [](const Tensor& points, const ClusterArguments& arguments,
                                                    Random random) {
                                           return std::make_unique<KMeans>(points, arguments, std::move(random));
                                         }});

}  // namespace gradlab
