#include "engine/learn/cluster/gaussian_mixture.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/learn/cluster/centres.h"

namespace gradlab {

namespace {

constexpr double least_gain = 1e-5;  // of the mean log density; after a step of less comes one more

Tensor as_tensor(const std::vector<double>& numbers, const Shape& shape) {
  Tensor tensor = Tensor::empty(shape);
  std::ranges::transform(numbers, tensor.data(), [](double number) { return static_cast<float>(number); });
  return tensor;
}

/// A step is one of expectation, how likely each point is each component's, and one of maximisation, which fits each
/// component to its points. Lowers minus the mean of the logarithm of the points' density.
class MixtureMethod final : public ClusterMethod {
 public:
  MixtureMethod(const Tensor& points, const ClusterArguments& arguments, Random random)
      : points_(points), mixture_(first_mixture(points, first_centres(points, arguments, random))) {
    labels_ = Tensor::empty({points.shape()[0]}, DType::int32);
    course_[density] = mixture_.expect(points_, claims_);
    label();
  }

  void step() override {
    if (at_rest()) return;
    if (!claimed_) mixture_.expect(points_, claims_);
    mixture_.maximize(points_, claims_);
    course_[rests] = course_[gain] < least_gain;
    course_[gain] = -std::exchange(course_[density], mixture_.expect(points_, claims_));
    course_[gain] += course_[density];
    claimed_ = true;
    label();
  }
  bool at_rest() const override { return course_[rests] != 0; }
  double loss() const override { return -course_[density]; }
  const Tensor& labels() const override { return labels_; }
  std::int64_t clusters() const override { return mixture_.clusters; }
  Tensor centres() const override { return as_tensor(mixture_.means, {mixture_.clusters, mixture_.width}); }
  Tensor spreads() const override {
    return as_tensor(mixture_.covariances, {mixture_.clusters, mixture_.width, mixture_.width});
  }
  Tensor claims(const Tensor& points) const override {
    std::vector<double> claims;
    mixture_.expect(points, claims);
    return as_tensor(claims, {points.shape()[0], mixture_.clusters});
  }
  void fields(std::vector<ClusterField>& list) override {
    claimed_ = false;
    list = {{.name = "labels", .tensor = labels_, .high = static_cast<std::int32_t>(clusters() - 1)},
            {.name = "shares", .numbers = &mixture_.shares},
            {.name = "means", .numbers = &mixture_.means},
            {.name = "covariances", .numbers = &mixture_.covariances},
            {.name = "course", .numbers = &course_}};
  }

 private:
  enum Course { density, gain, rests };

  void label() {
    const auto components = static_cast<std::ptrdiff_t>(mixture_.clusters);
    auto row = claims_.begin();
    for (std::int64_t i = 0; i < labels_.size(); ++i, row += components)
      labels_.indices()[i] = static_cast<std::int32_t>(std::max_element(row, row + components) - row);
  }

  Tensor points_, labels_;
  GaussianMixture mixture_;
  std::vector<double> claims_;
  bool claimed_ = true;  // by what the mixture is now
  std::vector<double> course_ = {0, 1e30, 0};
};

}  // namespace

const RegisterCluster registered_gaussian_mixture({.name = "gaussian_mixture",
                                                   .place = 3,
                                                   .arguments = {"clusters", "start"},
                                                   .make = [](const Tensor& points, const ClusterArguments& arguments,
                                                              Random random) {
                                                     return std::make_unique<MixtureMethod>(points, arguments,
                                                                                            std::move(random));
                                                   }});

}  // namespace gradlab
