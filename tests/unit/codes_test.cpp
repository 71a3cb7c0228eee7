// What autoencoders are made and judged by, beside what PyTorch and scikit-learn say of the same numbers.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/data/corruption.h"
#include "engine/data/principal_components.h"
#include "engine/learn/gaussian_code.h"
#include "engine/learn/neighbours.h"
#include "engine/learn/ranks.h"
#include "engine/ops/ops.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

constexpr double rounding = 1e-5;  // of float32 beside double

template <typename Check>
void for_each_code_case(const std::string& name, const Check& check) {
  int found = 0;
  for (const Json& item : golden("codes")["cases"]) {
    if (item["name"] != name) continue;
    ++found;
    check(item);
  }
  CHECK(found > 1);
}

/// 20 images [12, 10, 1], each of one brightness.
Tensor plain_images() {
  Tensor images = Tensor::empty({20, 12, 10, 1});
  for (std::int64_t i = 0; i < images.size(); ++i) images.data()[i] = static_cast<float>(1 + i / 120) / 21.0f;
  return images;
}

double share_changed(const Tensor& a, const Tensor& b) {
  std::int64_t changed = 0;
  for (std::int64_t i = 0; i < a.size(); ++i) changed += a.data()[i] != b.data()[i] ? 1 : 0;
  return static_cast<double>(changed) / static_cast<double>(a.size());
}

}  // namespace

TEST_CASE("the divergence of codes and its gradient are PyTorch's") {
  for_each_code_case("divergence", [](const Json& item) {
    const Tensor answers = to_tensor(item["inputs"][0]).set_requires_gradient();
    Tape tape;
    Tensor found;
    {
      const Tape::Recording recording(&tape);
      found = divergence(gaussian_code(answers));
      tape.backward(scale(found, item["cotangent"]["values"][0].get<float>()));
    }
    check_against(item["output"], found, rounding);
    check_against(item["gradients"][0], answers.gradient(), rounding);
  });
}

TEST_CASE("codes are drawn around their means with their deviations, and both get a gradient") {
  const std::int64_t count = 20'000;
  Tensor answers = (Tensor::from({2.0f, 2 * std::log(0.5f)}, {1, 2}) + Tensor::zeros({count, 2})).copied();
  answers.set_requires_gradient();
  Random random(3);
  Tape tape;
  Tensor codes;
  {
    const Tape::Recording recording(&tape);
    codes = drawn(gaussian_code(answers), random);
    tape.backward(sum(codes));
  }
  double total = 0, squares = 0;
  for (const float code : codes.values()) {
    total += static_cast<double>(code);
    squares += std::pow(static_cast<double>(code) - 2, 2);
  }
  CHECK(total / count == near(2.0, 0.01));  // five standard errors
  CHECK(std::sqrt(squares / count) == near(0.5, 0.03));
  const float* slope = answers.gradient().data();
  for (const std::int64_t i : {std::int64_t{0}, std::int64_t{1}, count - 1}) {
    CHECK(slope[2 * i] == 1.0f);  // d(mean + exp(s / 2) noise) / ds is half of what was added
    CHECK(slope[2 * i + 1] == doctest::Approx(0.5 * (codes.data()[i] - 2)));
  }
  CHECK_THROWS_AS(gaussian_code(Tensor::zeros({4, 3})), Error);
}

TEST_CASE("neighbours agree and vote as scikit-learn's do") {
  for_each_code_case("neighbours", [](const Json& item) {
    const Tensor points = to_tensor(item["points"]), labels = to_tensor(item["labels"]);
    CHECK(neighbours_agree(points, labels.read_indices()) == doctest::Approx(item["agree"].get<double>()));
    const std::vector<float> votes = neighbours_vote(to_tensor(item["asked"]), points, labels.read_indices(),
                                                     item["classes"].get<std::int64_t>(), 7);
    for (std::size_t i = 0; i < votes.size(); ++i) CHECK(votes[i] == near(item["votes"][i].get<double>(), rounding));
    CHECK_THROWS_AS(neighbours_agree(points, labels.read_indices().first(3)), Error);
    CHECK_THROWS_AS(neighbours_vote(Tensor::zeros({1, 1}), points, labels.read_indices(), 4, 7), Error);
  });
}

TEST_CASE("how surely a number tells two kinds apart is scikit-learn's area under the ROC curve") {
  for_each_code_case("ranks", [](const Json& item) {
    const Tensor high = to_tensor(item["high"]), low = to_tensor(item["low"]);
    CHECK(share_above(high.read(), low.read()) == doctest::Approx(item["above"].get<double>()));
  });
  CHECK(share_above({}, {}) == 0.5);
}

TEST_CASE("principal components, what they restore, and their shares are scikit-learn's") {
  for_each_code_case("components", [](const Json& item) {
    const Tensor points = to_tensor(item["points"]);
    const auto count = item["directions"]["shape"][0].get<std::int64_t>();
    const PrincipalComponents found = principal_components(points, count);
    check_against(item["directions"], found.directions, 1e-3);  // they come to rest as the square of their error does
    for (std::size_t k = 0; k < found.shares.size(); ++k)
      CHECK(found.shares[k] == near(item["shares"][k].get<double>(), 1e-4));
    const Tensor restored = points_at(found, places_of(found, points));
    CHECK(mean(square(restored - points)).item() == near(item["error"].get<double>(), 1e-4));
  });
}

TEST_CASE("images are spoilt as asked, by chance, each in its own way, and stay within 0 and 1") {
  const Tensor images = plain_images();
  for (const std::string& kind : corruption_names()) {
    CAPTURE(kind);
    Random random(5), again(5);
    const Tensor spoilt = corrupted(images, kind, 0.3f, random);
    CHECK(spoilt.equal_bits(corrupted(images, kind, 0.3f, again)));
    for (const float pixel : spoilt.values()) CHECK((pixel >= 0.0f && pixel <= 1.0f));
    Random none(5);
    CHECK(share_changed(images, corrupted(images, kind, 0.0f, none)) == 0.0);
    if (kind == "none") continue;
    CHECK(share_changed(images, spoilt) > 0.1);
    CHECK(!spoilt.equal_bits(corrupted(images, kind, 0.3f, random)));
    const Tensor first = subtract(images, spoilt).rows(0, 1), second = subtract(images, spoilt).rows(1, 2);
    CHECK(!first.equal_bits(second));
  }
  Random random(5);
  CHECK_THROWS_AS(corrupted(images, "rain", 0.3f, random), Error);
  CHECK_THROWS_AS(corrupted(images, "noise", -0.1f, random), Error);
  CHECK_THROWS_AS(corrupted(Tensor::zeros({3, 4}), "noise", 0.3f, random), Error);
}

TEST_CASE("noise has the deviation that it is said to have, holes cover about their share, strokes are white") {
  const Tensor gray = Tensor::full({50, 28, 28, 1}, 0.5f);
  Random random(6);
  const Tensor noise = corrupted(gray, "noise", 0.1f, random) - gray;
  CHECK(std::sqrt(mean(square(noise)).item()) == near(0.1, 0.05));
  const Tensor holes = corrupted(gray, "holes", 0.3f, random);
  const double black =
      static_cast<double>(std::ranges::count(holes.values(), 0.0f)) / static_cast<double>(holes.size());
  CHECK(black == near(1 - std::exp(-0.3), 0.15));  // holes overlap
  const Tensor strokes = corrupted(gray, "strokes", 0.2f, random);
  const double white =
      static_cast<double>(std::ranges::count(strokes.values(), 1.0f)) / static_cast<double>(strokes.size());
  CHECK(white > 0.08);  // two strokes of two pixels, 20 to 28 long
  CHECK(white < 0.2);
}

}  // namespace gradlab
