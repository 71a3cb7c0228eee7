// Principal components as a map: the two directions in which points differ most, found by multiplying by the
// covariance again and again, which is what one sees.
#include <algorithm>
#include <cmath>

#include "engine/data/principal_components.h"
#include "engine/learn/map/map.h"

namespace gradlab {

namespace {

class PcaMap : public Map {
 public:
  PcaMap(const Tensor& points, std::uint64_t key)
      : search_(points, std::min<std::int64_t>(2, points.shape()[1]), 0.0, key),
        places_(Tensor::zeros({points.shape()[0], 2})) {
    require_points(points);
  }

  /// Shows the directions of chance that it begins with.
  bool prepare() override {
    if (!begun_) step();
    begun_ = true;
    return false;
  }
  void step() override {
    search_.round();
    const PrincipalComponents found = search_.found();
    const std::int64_t directions = found.places.shape()[1];
    for (std::int64_t i = 0; i < places_.shape()[0]; ++i) {
      for (std::int64_t k = 0; k < directions; ++k) places_.data()[2 * i + k] = found.places.data()[i * directions + k];
    }
    double shown = 0.0;
    for (const double share : found.shares) shown += share;
    loss_.data()[0] = static_cast<float>(std::max(0.0, 1.0 - shown));
  }
  /// The share of the variance that the map does not show.
  double loss() const override { return static_cast<double>(loss_.item()); }
  void change(const MapOptions&) override {}
  const Tensor& places() const override { return places_; }
  std::vector<Part> state() const override {
    return {{"places", places_}, {"directions", search_.directions()}, {"loss", loss_}};
  }

 private:
  PrincipalSearch search_;
  bool begun_ = false;
  Tensor places_, loss_ = Tensor::scalar(1.0f);
};

}  // namespace

const RegisterMap registered_pca({"pca", 1, [](const Tensor& points, const MapOptions&, std::uint64_t key) {
                                    return std::make_unique<PcaMap>(points, key);
                                  }});

}  // namespace gradlab
