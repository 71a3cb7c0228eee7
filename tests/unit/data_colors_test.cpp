#include "web/ui/style/data_colors.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "tests/unit/near.h"

namespace gradlab::ui {
namespace {

using Three = std::array<double, 3>;
using Matrix = std::array<Three, 3>;

// What eyes with all cones see, without those for long waves (protanopia), and without those for middle ones
// (deuteranopia), in linear RGB: Machado, Oliveira, Fernandes, "A physiologically-based model for simulation of color
// vision deficiency", 2009, at severity 1.
constexpr std::array<Matrix, 3> eyes = {
    Matrix{Three{1, 0, 0}, Three{0, 1, 0}, Three{0, 0, 1}},
    Matrix{Three{0.152286, 1.052583, -0.204868}, Three{0.114503, 0.786281, 0.099216},
           Three{-0.003882, -0.048116, 1.051998}},
    Matrix{Three{0.367322, 0.860646, -0.227968}, Three{0.280085, 0.672501, 0.047413},
           Three{-0.011820, 0.042940, 0.968881}}};

Three times(const Matrix& matrix, const Three& numbers) {
  Three result;
  for (std::size_t i = 0; i < 3; ++i)
    result[i] = matrix[i][0] * numbers[0] + matrix[i][1] * numbers[1] + matrix[i][2] * numbers[2];
  return result;
}

Three linear(unsigned color) {
  Three result;
  for (std::size_t i = 0; i < 3; ++i) {
    const double part = ((color >> (16 - 8 * i)) & 255u) / 255.0;
    result[i] = part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  }
  return result;
}

/// CIE L*a*b* under D65 of what an eye sees.
Three lab(unsigned color, const Matrix& eye) {
  Three seen = times(eye, linear(color));
  for (double& part : seen) part = std::clamp(part, 0.0, 1.0);
  constexpr Matrix xyz = {Three{0.4124564, 0.3575761, 0.1804375}, Three{0.2126729, 0.7151522, 0.0721750},
                          Three{0.0193339, 0.1191920, 0.9503041}};
  Three f = times(xyz, seen);
  constexpr Three white = {0.95047, 1.0, 1.08883};
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = f[i] / white[i];
    f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

/// CIEDE2000 (Sharma, Wu, Dalal 2005).
double difference(const Three& one, const Three& other) {
  constexpr double turn = 2 * std::numbers::pi, degree = turn / 360;
  const double mean = (std::hypot(one[1], one[2]) + std::hypot(other[1], other[2])) / 2;
  const auto faded = [](double chroma) {
    return std::sqrt(std::pow(chroma, 7) / (std::pow(chroma, 7) + std::pow(25.0, 7)));
  };
  const double stretch = 1 + 0.5 * (1 - faded(mean));
  const double a1 = one[1] * stretch, a2 = other[1] * stretch;
  const double c1 = std::hypot(a1, one[2]), c2 = std::hypot(a2, other[2]), chroma = (c1 + c2) / 2;
  const auto angle = [](double b, double a) {
    return std::atan2(b, a) < 0 ? std::atan2(b, a) + turn : std::atan2(b, a);
  };
  const double h1 = angle(one[2], a1), h2 = angle(other[2], a2);
  double way = c1 * c2 == 0 ? 0 : h2 - h1, hue = h1 + h2;
  if (way > turn / 2) way -= turn;
  if (way < -turn / 2) way += turn;
  if (c1 * c2 != 0) hue = (std::abs(h1 - h2) > turn / 2 ? hue + (hue < turn ? turn : -turn) : hue) / 2;
  const double t = 1 - 0.17 * std::cos(hue - 30 * degree) + 0.24 * std::cos(2 * hue) +
                   0.32 * std::cos(3 * hue + 6 * degree) - 0.2 * std::cos(4 * hue - 63 * degree);
  const double off = std::pow((one[0] + other[0]) / 2 - 50, 2);
  const double light = (other[0] - one[0]) / (1 + 0.015 * off / std::sqrt(20 + off));
  const double strong = (c2 - c1) / (1 + 0.045 * chroma);
  const double turned = 2 * std::sqrt(c1 * c2) * std::sin(way / 2) / (1 + 0.015 * chroma * t);
  const double rotation =
      -2 * faded(chroma) * std::sin(60 * degree * std::exp(-std::pow((hue / degree - 275) / 25, 2)));
  return std::sqrt(light * light + strong * strong + turned * turned + rotation * strong * turned);
}

/// To the eye that tells them apart least.
double least_difference(unsigned one, unsigned other) {
  double least = INFINITY;
  for (const Matrix& eye : eyes) least = std::min(least, difference(lab(one, eye), lab(other, eye)));
  return least;
}

/// As WCAG 2 defines it.
double contrast(unsigned one, unsigned other) {
  const auto luminance = [](unsigned color) {
    const Three part = linear(color);
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2] + 0.05;
  };
  const double a = luminance(one), b = luminance(other);
  return std::max(a, b) / std::min(a, b);
}

std::vector<unsigned> all_of(const DataColors& colors) {
  std::vector<unsigned> all(colors.classes.begin(), colors.classes.end());
  all.insert(all.end(), {colors.positive, colors.negative, colors.train, colors.test});
  return all;
}

}  // namespace

TEST_CASE("data colors: the distance of colours is that of its published examples") {
  CHECK(difference({50, 2.6772, -79.7751}, {50, 0, -82.7485}) == near(2.0425, 1e-4));
  CHECK(difference({50, 2.5, 0}, {73, 25, -18}) == near(27.1492, 1e-4));
  CHECK(difference({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}) == near(1.2644, 1e-4));
}

TEST_CASE("data colors: classes, signs, training and tests are told apart by every eye, and seen on their card") {
  constexpr double any = 10, two = 30, three = 22, pair = 25, least_contrast = 3;
  for (const DataColors* colors : {&light_data_colors, &dark_data_colors}) {
    CAPTURE(colors->card);
    const std::vector<unsigned> all = all_of(*colors);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CAPTURE(i);
      CHECK(contrast(all[i], colors->card) >= least_contrast);
      for (std::size_t j = 0; j < i; ++j) {
        CAPTURE(j);
        CHECK(least_difference(all[i], all[j]) >= (i < 2 ? two : i < 3 ? three : any));
      }
    }
    CHECK(least_difference(colors->positive, colors->negative) >= pair);
    CHECK(least_difference(colors->train, colors->test) >= pair);
  }
}

TEST_CASE("data colors: orange and green are one to an eye without cones for middle waves") {
  CHECK(difference(lab(0xb06000, eyes[0]), lab(0x5f8a00, eyes[0])) > 30);
  CHECK(least_difference(0xb06000, 0x5f8a00) < 10);
}

}  // namespace gradlab::ui
