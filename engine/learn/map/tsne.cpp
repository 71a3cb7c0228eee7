// t-SNE (van der Maaten and Hinton 2008): who is likely to be picked as a neighbour shall be so on the map too, where
// distances count by a Student t. Descent with the momentum, gains and rates of openTSNE (Policar et al. 2019; Belkina
// et al. 2019), from the principal components (Kobak and Berens 2019).
#include <algorithm>
#include <cmath>

#include "engine/core/thread_pool.h"
#include "engine/learn/map/affinities.h"
#include "engine/learn/map/map.h"
#include "engine/learn/map/map_input.h"
#include "engine/learn/map/tsne_forces.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_likely = 300, exaggerated_steps = 250;
constexpr float first_deviation = 1e-4f, momentum = 0.8f, least_gain = 0.01f, longest_move = 5.0f;

class Tsne : public Map {
 public:
  Tsne(const Tensor& points, const MapOptions& options, std::uint64_t key)
      : options_(options),
        key_(key),
        input_(points, most_likely),
        places_(Tensor::zeros({points.shape()[0], 2})),
        moves_(Tensor::zeros(places_.shape())),
        gains_(Tensor::full(places_.shape(), 1.0f)),
        forces_(Tensor::zeros(places_.shape())),
        steps_(Tensor::indices(std::vector<std::int32_t>{0}, {1})) {}

  bool prepare() override {
    if (input_.advance()) return true;
    if (!begun_) {
      affinities_ = Affinities(input_.neighbours(), options_.perplexity);
      place_along_directions(input_.points(), first_deviation, key_, places_);
      begun_ = true;
    }
    if (affinities_.advance()) return true;
    measure();
    return false;
  }

  void step() override {
    std::int32_t& steps = steps_.indices()[0];
    move(static_cast<float>(static_cast<double>(places_.shape()[0]) / exaggeration()));
    if (steps < INT32_MAX) ++steps;
    measure();
  }
  double loss() const override { return static_cast<double>(loss_.item()); }

  void change(const MapOptions& options) override {
    const bool other = options.perplexity != options_.perplexity;
    options_ = options;
    if (!other || !begun_) return;
    affinities_ = Affinities(input_.neighbours(), options.perplexity);
    while (affinities_.advance()) continue;
    measure();
  }

  const Tensor& places() const override { return places_; }
  std::vector<Part> state() const override {
    return {{"places", places_}, {"moves", moves_}, {"gains", gains_},
            {"forces", forces_}, {"loss", loss_},   {"steps", steps_}};
  }

 private:
  double exaggeration() const { return steps_.read_indices()[0] < exaggerated_steps ? options_.exaggeration : 1.0; }

  /// The forces of the next step, and the divergence.
  void measure() { loss_.data()[0] = static_cast<float>(tsne_(affinities_.found(), exaggeration(), places_, forces_)); }

  /// Each number of a place has a gain, which grows while force and movement agree, and shrinks when they do not.
  void move(float rate) {
    float *place = places_.data(), *moved = moves_.data(), *gain = gains_.data();
    const float* force = forces_.read().data();
    const std::int64_t n = places_.shape()[0];
    double x = 0.0, y = 0.0;
    for (std::int64_t i = 0; i < 2 * n; i += 2) {
      for (std::int64_t k = i; k < i + 2; ++k) {
        gain[k] = force[k] * moved[k] >= 0.0f ? gain[k] + 0.2f : std::max(0.8f * gain[k], least_gain);
        moved[k] = momentum * moved[k] + rate * gain[k] * force[k];
      }
      const float length = std::hypot(moved[i], moved[i + 1]);
      if (length > longest_move) {
        moved[i] *= longest_move / length;
        moved[i + 1] *= longest_move / length;
      }
      x += static_cast<double>(place[i] += moved[i]);
      y += static_cast<double>(place[i + 1] += moved[i + 1]);
    }
    for (std::int64_t i = 0; i < n; ++i) {
      place[2 * i] -= static_cast<float>(x / static_cast<double>(n));
      place[2 * i + 1] -= static_cast<float>(y / static_cast<double>(n));
    }
  }

  MapOptions options_;
  std::uint64_t key_;
  MapInput input_;
  Affinities affinities_;
  TsneForces tsne_;
  bool begun_ = false;
  Tensor places_, moves_, gains_, forces_, steps_, loss_ = Tensor::scalar(0.0f);
};

}  // namespace

const RegisterMap registered_tsne({"tsne", 2, [](const Tensor& points, const MapOptions& options, std::uint64_t key) {
                                     return std::make_unique<Tsne>(points, options, key);
                                   }});

}  // namespace gradlab
