#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.h"
#include "engine/data/symmetric_eigen.h"
#include "engine/learn/cluster/best_kmeans.h"
#include "engine/learn/cluster/cluster.h"
#include "engine/learn/cluster/neighbours.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_clusters = 20;
constexpr std::int64_t spare = 4;    // vectors beyond those needed, so that these converge sooner
constexpr int most_degree = 32;      // of the filter's polynomial
constexpr double most_growth = 1e4;  // by it, so that floats hold the least vectors beside the greatest
constexpr int kmeans_starts = 4;
constexpr double settled = 2e-4;  // error of an eigenvector that is near enough

using Vectors = std::vector<double>;  // a block [N, M], row by row

/// The normalised Laplacian I - D^-1/2 A D^-1/2 of the graph that joins each point with its neighbours, by a half where
/// only one is the other's.
class Laplacian {
 public:
  Laplacian(const Tensor& points, std::int64_t neighbours) {
    const Neighbours near = nearest_neighbours(points, neighbours);
    const std::int64_t count = points.shape()[0], taken = near.indices.shape()[1];
    std::vector<std::map<std::int32_t, double>> rows(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
      for (std::int64_t k = 1; k < taken; ++k) {
        const std::int32_t j = near.indices.read_indices()[static_cast<std::size_t>(i * taken + k)];
        rows[static_cast<std::size_t>(i)][j] += 0.5;
        rows[static_cast<std::size_t>(j)][static_cast<std::int32_t>(i)] += 0.5;
      }
    }
    for (const auto& row : rows) {
      double degree_of_row = 0.0;
      for (const auto& edge : row) degree_of_row += edge.second;
      roots_.push_back(degree_of_row > 0 ? std::sqrt(degree_of_row) : 1.0);
    }
    begins_.push_back(0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const auto& [j, weight] : rows[i]) {
        columns_.push_back(static_cast<std::size_t>(j));
        weights_.push_back(weight / (roots_[i] * roots_[static_cast<std::size_t>(j)]));
      }
      begins_.push_back(columns_.size());
    }
  }

  /// L x of a block [N, width].
  Vectors applied(const Vectors& x, std::size_t width) const {
    Vectors y = x;
    for (std::size_t i = 0; i < size(); ++i) {
      for (std::size_t e = begins_[i]; e < begins_[i + 1]; ++e) {
        for (std::size_t m = 0; m < width; ++m) y[i * width + m] -= weights_[e] * x[columns_[e] * width + m];
      }
    }
    return y;
  }

  /// Chebyshev's polynomial of L, of which [low, 2] becomes [-1, 1], on each column of x [N, width].
  Vectors filtered(const Vectors& x, std::size_t width, double low) const {
    const double half = (2 - low) / 2, middle = (2 + low) / 2;
    const int degree =
        std::clamp(static_cast<int>(std::acosh(most_growth) / std::acosh(middle / half)), 4, most_degree);
    const std::size_t lanes = (width + 3) / 4 * 4;
    Block now = padded(x, width, lanes), before(now.size()), next(now.size());
    const auto factor = static_cast<float>(1 / half), own = static_cast<float>((1 - middle) / half);
    for (int d = 0; d < degree; ++d) {
      const float twice = d == 0 ? 1.0f : 2.0f;
      combine(lanes, now, twice * factor, twice * own, before, next);
      std::swap(before, now);
      std::swap(now, next);
    }
    Vectors result(x.size());
    for (std::size_t i = 0; i < size(); ++i) {
      for (std::size_t m = 0; m < width; ++m) result[i * width + m] = static_cast<double>(now[i * lanes + m]);
    }
    return result;
  }

  std::size_t size() const { return roots_.size(); }
  double root(std::size_t i) const { return roots_[i]; }

 private:
  using Block = std::vector<float>;  // [N, lanes]: a whole number of vectors of four

  static Block padded(const Vectors& x, std::size_t width, std::size_t lanes) {
    Block block(x.size() / width * lanes);
    for (std::size_t i = 0; i < x.size(); ++i) block[i / width * lanes + i % width] = static_cast<float>(x[i]);
    return block;
  }

  /// y = own x - factor W x - z, where L = I - W. The number of lanes is known to the compiler.
  template <std::size_t lanes>
  void combine_lanes(const Block& x, float factor, float own, const Block& z, Block& y) const {
    for (std::size_t i = 0; i < size(); ++i) {
      std::array<float, lanes> row;
      for (std::size_t m = 0; m < lanes; ++m) row[m] = own * x[i * lanes + m] - z[i * lanes + m];
      for (std::size_t e = begins_[i]; e < begins_[i + 1]; ++e) {
        const float* from = x.data() + columns_[e] * lanes;
        const float weight = factor * static_cast<float>(weights_[e]);
        for (std::size_t m = 0; m < lanes; ++m) row[m] -= weight * from[m];
      }
      std::ranges::copy(row, y.begin() + static_cast<std::ptrdiff_t>(i * lanes));
    }
  }
  void combine(std::size_t lanes, const Block& x, float factor, float own, const Block& z, Block& y) const {
    switch (lanes) {
      case 4: return combine_lanes<4>(x, factor, own, z, y);
      case 8: return combine_lanes<8>(x, factor, own, z, y);
      case 12: return combine_lanes<12>(x, factor, own, z, y);
      case 16: return combine_lanes<16>(x, factor, own, z, y);
      case 20: return combine_lanes<20>(x, factor, own, z, y);
      default: return combine_lanes<24>(x, factor, own, z, y);
    }
  }

  std::vector<std::size_t> begins_, columns_;
  std::vector<double> weights_, roots_;
};

/// Makes the columns of x [N, width] orthogonal and 1 long, one after the other.
void orthonormalize(Vectors& x, std::size_t width) {
  const std::size_t count = x.size() / width;
  const auto dot = [&](std::size_t a, std::size_t b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) sum += x[i * width + a] * x[i * width + b];
    return sum;
  };
  for (std::size_t m = 0; m < width; ++m) {
    for (int twice = 0; twice < 2; ++twice) {  // once leaves too much of nearly parallel ones
      for (std::size_t k = 0; k < m; ++k) {
        const double part = dot(m, k);
        for (std::size_t i = 0; i < count; ++i) x[i * width + m] -= part * x[i * width + k];
      }
    }
    const double length = std::sqrt(dot(m, m));
    for (std::size_t i = 0; i < count; ++i) x[i * width + m] *= length > 1e-150 ? 1.0 / length : 0.0;
  }
}

/// Points are told apart by the ways to go between them (Shi and Malik 2000; Ng, Jordan and Weiss 2002): the
/// eigenvectors of the graph's Laplacian for its least eigenvalues give each point a place where k-means can part them.
/// A step brings the vectors nearer to these, by Chebyshev's polynomial, which raises all that is below the greatest
/// value found so far. Lowers the sum of the eigenvalues: how much the cut between the clusters costs at least.
class Spectral final : public ClusterMethod {
 public:
  Spectral(const Tensor& points, const ClusterArguments& arguments, Random random)
      : laplacian_(points, arguments.neighbours),
        clusters_(static_cast<std::size_t>(arguments.clusters)),
        width_(std::min(clusters_ + static_cast<std::size_t>(spare), laplacian_.size())),
        kmeans_random_(random.split(1)),
        vectors_(laplacian_.size() * width_),
        values_(width_ + 1) {
    for (double& number : vectors_) number = static_cast<double>(random.normal());
    settle();
  }

  void step() override {
    if (at_rest()) return;
    vectors_ = laplacian_.filtered(vectors_, width_, std::clamp(values_[width_ - 1], 1e-4, 1.0));
    settle();
  }
  bool at_rest() const override { return values_[width_] < settled; }
  double loss() const override {
    return std::accumulate(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(clusters_), 0.0);
  }
  const Tensor& labels() const override {
    if (std::exchange(labelled_, true)) return labels_;
    Tensor places = Tensor::empty({static_cast<std::int64_t>(laplacian_.size()), clusters()});
    float* next = places.data();
    for (std::size_t i = 0; i < laplacian_.size(); ++i) {
      for (std::size_t k = 0; k < clusters_; ++k)
        *next++ = static_cast<float>(vectors_[i * width_ + k] / laplacian_.root(i));
    }
    labels_ = best_kmeans(places, clusters(), kmeans_starts, kmeans_random_).labels;
    return labels_;
  }
  std::int64_t clusters() const override { return static_cast<std::int64_t>(clusters_); }
  void fields(std::vector<ClusterField>& list) override {
    labelled_ = false;
    list = {{.name = "vectors", .numbers = &vectors_}, {.name = "values", .numbers = &values_}};
  }

 private:
  /// The vectors within their span that are nearest to eigenvectors, and how near (Rayleigh and Ritz).
  void settle() {
    orthonormalize(vectors_, width_);
    const std::size_t count = laplacian_.size();
    const Vectors applied = laplacian_.applied(vectors_, width_);
    std::vector<double> small(width_ * width_);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t a = 0; a < width_; ++a) {
        for (std::size_t b = 0; b <= a; ++b)
          small[a * width_ + b] += vectors_[i * width_ + a] * applied[i * width_ + b];
      }
    }
    for (std::size_t a = 0; a < width_; ++a) {
      for (std::size_t b = 0; b < a; ++b) small[b * width_ + a] = small[a * width_ + b];
    }
    SymmetricEigen eigen = symmetric_eigen(small, width_);
    std::ranges::reverse(eigen.values);  // the least first
    std::vector<double> row(width_), applied_row(width_), errors(width_);
    for (std::size_t i = 0; i < count; ++i) {
      double* x = vectors_.data() + i * width_;
      const double* y = applied.data() + i * width_;
      for (std::size_t k = 0; k < width_; ++k) {
        row[k] = applied_row[k] = 0.0;
        for (std::size_t m = 0; m < width_; ++m) {
          row[k] += x[m] * eigen.vectors[(width_ - 1 - k) * width_ + m];
          applied_row[k] += y[m] * eigen.vectors[(width_ - 1 - k) * width_ + m];
        }
        errors[k] += std::pow(applied_row[k] - eigen.values[k] * row[k], 2);
      }
      std::ranges::copy(row, x);
    }
    std::ranges::copy(eigen.values, values_.begin());
    values_[width_] =
        std::sqrt(*std::max_element(errors.begin(), errors.begin() + static_cast<std::ptrdiff_t>(clusters_)));
    labelled_ = false;
  }

  Laplacian laplacian_;
  std::size_t clusters_, width_;
  Random kmeans_random_;
  Vectors vectors_;             // [N, width]
  std::vector<double> values_;  // their eigenvalues, rising, and how wrong the worst of those needed is
  mutable Tensor labels_;
  mutable bool labelled_ = false;
};

}  // namespace

const RegisterCluster registered_spectral({.name = "spectral",
                                           .place = 7,
                                           .arguments = {"clusters", "neighbours"},
                                           .make = [](const Tensor& points, const ClusterArguments& arguments,
                                                      Random random) {
                                             check_clustering(points, arguments);
                                             return std::make_unique<Spectral>(points, arguments, std::move(random));
                                           }});

}  // namespace gradlab
