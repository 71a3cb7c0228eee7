// UMAP (McInnes, Healy and Melville 2018): points that surely belong together are pulled together on the map, and
// pushed away from others that chance picks. Here each point works out its own way from where all stood before, so that
// threads need not take turns and equal keys give equal maps.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/core/random.h"
#include "engine/core/thread_pool.h"
#include "engine/learn/map/graph_directions.h"
#include "engine/learn/map/map.h"
#include "engine/learn/map/map_input.h"
#include "engine/learn/map/umap_forces.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_tied = 100, points_in_part = 128;
constexpr int pushes_for_pull = 5;
constexpr float begin_noise = 1e-3f, longest_push = 4.0f;

class Umap : public Map {
 public:
  Umap(const Tensor& points, const MapOptions& options, std::uint64_t key)
      : options_(options),
        key_(key),
        input_(points, most_tied),
        places_(Tensor::zeros({points.shape()[0], 2})),
        before_(Tensor::zeros(places_.shape())),
        steps_(Tensor::indices(std::vector<std::int32_t>{0, 0}, {2})),
        forces_(fuzzy_curve(options.min_dist)) {}

  bool prepare() override {
    if (input_.advance()) return true;
    if (graph_.rows() == 0) {
      tie();
      begin_ = GraphDirections(graph_, input_.points());
    }
    if (begun_) return false;
    if (begin_.advance()) return true;
    begin_.place(places_);
    begin_ = {};
    Random noise = Random(key_).split(0);
    for (float& number : places_.values()) number += noise.normal(0.0f, begin_noise);
    move(0.0f);  // which moves nothing, but tells the loss
    begun_ = true;
    return false;
  }

  void step() override {
    const double left = 1.0 - static_cast<double>(steps_.indices()[1]) / static_cast<double>(options_.epochs);
    move(static_cast<float>(std::max(0.0, left)));
    for (std::int32_t& count : std::span(steps_.indices(), 2)) count += count < INT32_MAX ? 1 : 0;
  }
  /// The cross-entropy of the pairs that moved something in the last step, for each that pulled. A push counts half, as
  /// it moves one of the two alone: this is what the steps descend.
  double loss() const override { return static_cast<double>(loss_.item()); }

  void change(const MapOptions& options) override {
    const bool others = options.neighbours != options_.neighbours, nearer = options.min_dist != options_.min_dist;
    options_ = options;
    if (nearer) forces_ = UmapForces(fuzzy_curve(options.min_dist));
    if (others && begun_) tie();
    if (others || nearer) steps_.indices()[1] = 0;  // free to move again
  }

  const Tensor& places() const override { return places_; }
  std::vector<Part> state() const override { return {{"places", places_}, {"steps", steps_}, {"loss", loss_}}; }

 private:
  struct Epoch {
    std::uint64_t key;
    std::int32_t number;
    float rate;
  };

  void tie() {
    graph_ = fuzzy_set(input_.neighbours(), options_.neighbours);
    const float surest = *std::ranges::max_element(graph_.values);
    for (float& value : graph_.values) value /= surest;
  }

  void move(float rate) {
    std::swap_ranges(places_.data(), places_.data() + places_.size(), before_.data());
    entropies_.assign(static_cast<std::size_t>((graph_.rows() + points_in_part - 1) / points_in_part), 0.0);
    pulls_.assign(entropies_.size(), 0);
    const std::int32_t all = steps_.indices()[0];
    const Epoch epoch{Random(key_).split(static_cast<std::uint64_t>(all) + 1).key(), all, rate};
    parallel_for(graph_.rows(), points_in_part, [&](std::int64_t first, std::int64_t last) {
      const auto part = static_cast<std::size_t>(first / points_in_part);
      for (std::int64_t i = first; i < last; ++i) entropies_[part] += moved(i, epoch, pulls_[part]);
    });
    const auto pulls = std::accumulate(pulls_.begin(), pulls_.end(), std::int64_t{0});
    const double entropy = std::accumulate(entropies_.begin(), entropies_.end(), 0.0);
    loss_.data()[0] = static_cast<float>(entropy / static_cast<double>(std::max<std::int64_t>(1, pulls)));
  }

  /// Where a point goes; returns its part of the cross-entropy. The surest ties pull in every epoch, others as often as
  /// they are sure; each that pulls lets five points push that chance picks. Pulls are taken from where the point will
  /// have arrived, as far as these pulls alone say: many at once would carry it beyond all its neighbours.
  double moved(std::int64_t point, const Epoch& epoch, std::int64_t& pulls) {
    const float* y = before_.read().data();
    const float own_x = y[2 * point], own_y = y[2 * point + 1];
    float x = 0.0f, down = 0.0f, strength = 0.0f, push_x = 0.0f, push_y = 0.0f;
    double entropy = 0.0;
    const std::uint64_t counter = static_cast<std::uint64_t>(point) << 32;  // for as many numbers as it may want
    std::uint64_t drawn = 0;
    std::array<std::uint32_t, 4> numbers{};
    const std::int64_t n = graph_.rows();
    for (std::int32_t e = graph_.starts[static_cast<std::size_t>(point)];
         e < graph_.starts[static_cast<std::size_t>(point) + 1]; ++e) {
      const double often = static_cast<double>(graph_.values[static_cast<std::size_t>(e)]);
      if (std::floor(often * (epoch.number + 1)) == std::floor(often * epoch.number)) continue;
      const std::int64_t other = graph_.columns[static_cast<std::size_t>(e)];
      const float way_x = y[2 * other] - own_x, way_y = y[2 * other + 1] - own_y;
      const UmapForces::Force pull = forces_.pull(way_x * way_x + way_y * way_y);
      x += 2.0f * pull.strength * way_x;  // as one that pulls and as one that is pulled
      down += 2.0f * pull.strength * way_y;
      strength += 2.0f * pull.strength;
      entropy += static_cast<double>(pull.entropy);
      ++pulls;
      for (int k = 0; k < pushes_for_pull; ++k, ++drawn) {
        if (drawn % 4 == 0) numbers = philox(epoch.key, counter + drawn / 4);
        const std::uint32_t bits = numbers[drawn % 4];
        const auto far =
            static_cast<std::int64_t>((static_cast<std::uint64_t>(bits) * static_cast<std::uint64_t>(n)) >> 32);
        if (far == point) continue;
        const float off_x = own_x - y[2 * far], off_y = own_y - y[2 * far + 1];
        const UmapForces::Force push = forces_.push(off_x * off_x + off_y * off_y);
        push_x += std::clamp(push.strength * off_x, -longest_push, longest_push);
        push_y += std::clamp(push.strength * off_y, -longest_push, longest_push);
        entropy += 0.5 * static_cast<double>(push.entropy);
      }
    }
    const float share = epoch.rate / (1.0f + epoch.rate * strength);
    places_.data()[2 * point] = own_x + share * (x + push_x);
    places_.data()[2 * point + 1] = own_y + share * (down + push_y);
    return entropy;
  }

  MapOptions options_;
  std::uint64_t key_;
  MapInput input_;
  Tensor places_, before_, loss_ = Tensor::scalar(0.0f), steps_;  // steps_: all, and those since the rate began anew
  UmapForces forces_;
  GraphDirections begin_;
  bool begun_ = false;
  SparseRows graph_{.starts = {0}, .columns = {}, .values = {}};
  std::vector<double> entropies_;
  std::vector<std::int64_t> pulls_;
};

}  // namespace

const RegisterMap registered_umap({"umap", 3, [](const Tensor& points, const MapOptions& options, std::uint64_t key) {
                                     return std::make_unique<Umap>(points, options, key);
                                   }});

}  // namespace gradlab
