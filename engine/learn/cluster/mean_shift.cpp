#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "engine/learn/cluster/centres.h"

namespace gradlab {

namespace {

constexpr float still = 1e-3f;  // of the radius: a walker that moves less has arrived

/// The middles of the squares, of a grid as wide as the radius, that have points.
Tensor starts(const Tensor& points, float radius) {
  const std::int64_t count = points.shape()[0], width = points.shape()[1];
  std::map<std::vector<float>, int> squares;
  const float* x = points.read().data();
  for (std::int64_t i = 0; i < count; ++i, x += width) {
    std::vector<float> square(x, x + width);
    for (float& place : square) place = std::nearbyint(place / radius);
    ++squares[square];
  }
  if (static_cast<std::int64_t>(squares.size()) >= count) return points.copied();
  Tensor starts = Tensor::empty({static_cast<std::int64_t>(squares.size()), width});
  float* next = starts.data();
  for (const auto& square : squares) {
    for (const float place : square.first) *next++ = radius * place;
  }
  return starts;
}

/// Walkers climb to where points are densest (Fukunaga and Hostetler 1975; Comaniciu and Meer 2002): each goes to the
/// mean of all points within the radius, again and again; where they end is a cluster's centre, one where several end
/// within a radius, and points belong to the nearest. A step is one of all walkers. Lowers minus the mean over walkers
/// of the density, to which each point adds 1 - (distance / radius)^2 within the radius.
class MeanShift final : public ClusterMethod {
 public:
  MeanShift(const Tensor& points, const ClusterArguments& arguments)
      : points_(points),
        radius_(static_cast<float>(arguments.radius)),
        walkers_(starts(points, radius_)),
        walking_(Tensor::indices(std::vector<std::int32_t>(static_cast<std::size_t>(walkers_.shape()[0]), 1),
                                 {walkers_.shape()[0]})) {}

  void step() override {
    if (at_rest()) return;
    for (std::int64_t w = 0; w < walkers_.shape()[0]; ++w) {
      if (walking_.read_indices()[static_cast<std::size_t>(w)] == 0) continue;
      const Around around = look(walkers_.read().data() + w * width());
      walking_.indices()[w] = around.count > 0;
      if (around.count == 0) continue;
      float* walker = walkers_.data() + w * width();
      double squared = 0.0;
      for (std::int64_t d = 0; d < width(); ++d) {
        const auto to = static_cast<float>(around.sum[static_cast<std::size_t>(d)] / around.count);
        squared += std::pow(static_cast<double>(std::exchange(walker[d], to) - to), 2);
      }
      walking_.indices()[w] = squared > std::pow(static_cast<double>(still * radius_), 2);
    }
    known_ = false;
  }
  bool at_rest() const override { return std::ranges::max(walking_.read_indices()) == 0; }
  double loss() const override {
    double density = 0.0;
    for (std::int64_t w = 0; w < walkers_.shape()[0]; ++w)
      density += look(walkers_.read().data() + w * width()).density;
    return -density / static_cast<double>(walkers_.shape()[0] * points_.shape()[0]);
  }
  const Tensor& labels() const override { return found().labels; }
  std::int64_t clusters() const override { return found().centres.shape()[0]; }
  Tensor centres() const override { return found().centres; }
  Tensor walkers() const override { return walkers_; }
  Tensor claims(const Tensor& points) const override { return nearest_claims(points, found().centres); }
  void fields(std::vector<ClusterField>& list) override {
    known_ = false;
    list = {{.name = "walkers", .tensor = walkers_}, {.name = "walking", .tensor = walking_, .high = 1}};
  }

 private:
  struct Around {
    std::vector<double> sum;
    double count = 0.0, density = 0.0;
  };
  struct Found {
    Tensor centres, labels;
  };

  std::int64_t width() const { return points_.shape()[1]; }

  Around look(const float* from) const {
    Around around{std::vector<double>(static_cast<std::size_t>(width()))};
    const float most = radius_ * radius_;
    const float* x = points_.read().data();
    for (std::int64_t i = 0; i < points_.shape()[0]; ++i, x += width()) {
      float squared = 0.0f;
      for (std::int64_t d = 0; d < width(); ++d) squared += (x[d] - from[d]) * (x[d] - from[d]);
      if (squared > most) continue;
      ++around.count;
      around.density += 1.0 - static_cast<double>(squared / most);
      for (std::int64_t d = 0; d < width(); ++d) around.sum[static_cast<std::size_t>(d)] += static_cast<double>(x[d]);
    }
    return around;
  }

  /// The walkers among the most points, where none better is within a radius; and whose points are whose.
  const Found& found() const {
    if (std::exchange(known_, true)) return found_;
    std::vector<std::pair<double, std::int64_t>> order;
    for (std::int64_t w = 0; w < walkers_.shape()[0]; ++w) {
      const double count = look(walkers_.read().data() + w * width()).count;
      if (count > 0 || w == 0) order.emplace_back(-count, w);
    }
    std::ranges::sort(order, [&](const auto& a, const auto& b) {  // of equals the one farther up, as scikit-learn does
      if (a.first != b.first) return a.first < b.first;
      const float *x = walkers_.read().data() + a.second * width(), *y = walkers_.read().data() + b.second * width();
      return std::lexicographical_compare(y, y + width(), x, x + width());
    });
    std::vector<float> kept;
    for (const auto& [count, w] : order) {
      const float* place = walkers_.read().data() + w * width();
      bool alone = true;
      for (std::size_t k = 0; alone && k < kept.size(); k += static_cast<std::size_t>(width())) {
        float squared = 0.0f;
        for (std::int64_t d = 0; d < width(); ++d) {
          const float away = place[d] - kept[k + static_cast<std::size_t>(d)];
          squared += away * away;
        }
        alone = squared > radius_ * radius_;
      }
      if (alone) kept.insert(kept.end(), place, place + width());
    }
    found_.centres = Tensor::from(kept, {static_cast<std::int64_t>(kept.size()) / width(), width()});
    found_.labels = nearest_centres(points_, found_.centres).labels;
    return found_;
  }

  Tensor points_;
  float radius_;
  Tensor walkers_;
  Tensor walking_;  // int32 [walkers]: 0 once one has arrived
  mutable Found found_;
  mutable bool known_ = false;
};

}  // namespace

const RegisterCluster registered_mean_shift({.name = "mean_shift",
                                             .place = 8,
                                             .arguments = {"radius"},
                                             .make = [](const Tensor& points, const ClusterArguments& arguments,
                                                        Random) {
                                               check_clustering(points, arguments);
                                               return std::make_unique<MeanShift>(points, arguments);
                                             }});

}  // namespace gradlab
