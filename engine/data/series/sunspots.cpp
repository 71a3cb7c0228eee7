#include <algorithm>
#include <array>

#include "engine/data/series.h"

namespace gradlab {

namespace {

// clang-format off
/// Yearly means of the international sunspot number, version 1.0, 1700 to 2008: Solar Influences Data Analysis Center,
/// Royal Observatory of Belgium. Before 1749 there are too few observations for decimals.
constexpr std::array values = {
    5.0f, 11.0f, 16.0f, 23.0f, 36.0f, 58.0f, 29.0f, 20.0f, 10.0f, 8.0f,  // 1700
    3.0f, 0.0f, 0.0f, 2.0f, 11.0f, 27.0f, 47.0f, 63.0f, 60.0f, 39.0f,  // 1710
    28.0f, 26.0f, 22.0f, 11.0f, 21.0f, 40.0f, 78.0f, 122.0f, 103.0f, 73.0f,  // 1720
    47.0f, 35.0f, 11.0f, 5.0f, 16.0f, 34.0f, 70.0f, 81.0f, 111.0f, 101.0f,  // 1730
    73.0f, 40.0f, 20.0f, 16.0f, 5.0f, 11.0f, 22.0f, 40.0f, 60.0f, 80.9f,  // 1740
    83.4f, 47.7f, 47.8f, 30.7f, 12.2f, 9.6f, 10.2f, 32.4f, 47.6f, 54.0f,  // 1750
    62.9f, 85.9f, 61.2f, 45.1f, 36.4f, 20.9f, 11.4f, 37.8f, 69.8f, 106.1f,  // 1760
    100.8f, 81.6f, 66.5f, 34.8f, 30.6f, 7.0f, 19.8f, 92.5f, 154.4f, 125.9f,  // 1770
    84.8f, 68.1f, 38.5f, 22.8f, 10.2f, 24.1f, 82.9f, 132.0f, 130.9f, 118.1f,  // 1780
    89.9f, 66.6f, 60.0f, 46.9f, 41.0f, 21.3f, 16.0f, 6.4f, 4.1f, 6.8f,  // 1790
    14.5f, 34.0f, 45.0f, 43.1f, 47.5f, 42.2f, 28.1f, 10.1f, 8.1f, 2.5f,  // 1800
    0.0f, 1.4f, 5.0f, 12.2f, 13.9f, 35.4f, 45.8f, 41.1f, 30.1f, 23.9f,  // 1810
    15.6f, 6.6f, 4.0f, 1.8f, 8.5f, 16.6f, 36.3f, 49.6f, 64.2f, 67.0f,  // 1820
    70.9f, 47.8f, 27.5f, 8.5f, 13.2f, 56.9f, 121.5f, 138.3f, 103.2f, 85.7f,  // 1830
    64.6f, 36.7f, 24.2f, 10.7f, 15.0f, 40.1f, 61.5f, 98.5f, 124.7f, 96.3f,  // 1840
    66.6f, 64.5f, 54.1f, 39.0f, 20.6f, 6.7f, 4.3f, 22.7f, 54.8f, 93.8f,  // 1850
    95.8f, 77.2f, 59.1f, 44.0f, 47.0f, 30.5f, 16.3f, 7.3f, 37.6f, 74.0f,  // 1860
    139.0f, 111.2f, 101.6f, 66.2f, 44.7f, 17.0f, 11.3f, 12.4f, 3.4f, 6.0f,  // 1870
    32.3f, 54.3f, 59.7f, 63.7f, 63.5f, 52.2f, 25.4f, 13.1f, 6.8f, 6.3f,  // 1880
    7.1f, 35.6f, 73.0f, 85.1f, 78.0f, 64.0f, 41.8f, 26.2f, 26.7f, 12.1f,  // 1890
    9.5f, 2.7f, 5.0f, 24.4f, 42.0f, 63.5f, 53.8f, 62.0f, 48.5f, 43.9f,  // 1900
    18.6f, 5.7f, 3.6f, 1.4f, 9.6f, 47.4f, 57.1f, 103.9f, 80.6f, 63.6f,  // 1910
    37.6f, 26.1f, 14.2f, 5.8f, 16.7f, 44.3f, 63.9f, 69.0f, 77.8f, 64.9f,  // 1920
    35.7f, 21.2f, 11.1f, 5.7f, 8.7f, 36.1f, 79.7f, 114.4f, 109.6f, 88.8f,  // 1930
    67.8f, 47.5f, 30.6f, 16.3f, 9.6f, 33.2f, 92.6f, 151.6f, 136.3f, 134.7f,  // 1940
    83.9f, 69.4f, 31.5f, 13.9f, 4.4f, 38.0f, 141.7f, 190.2f, 184.8f, 159.0f,  // 1950
    112.3f, 53.9f, 37.6f, 27.9f, 10.2f, 15.1f, 47.0f, 93.8f, 105.9f, 105.5f,  // 1960
    104.5f, 66.6f, 68.9f, 38.0f, 34.5f, 15.5f, 12.6f, 27.5f, 92.5f, 155.4f,  // 1970
    154.6f, 140.4f, 115.9f, 66.6f, 45.9f, 17.9f, 13.4f, 29.4f, 100.2f, 157.6f,  // 1980
    142.6f, 145.7f, 94.3f, 54.6f, 29.9f, 17.5f, 8.6f, 21.5f, 64.3f, 93.3f,  // 1990
    119.6f, 111.0f, 104.0f, 63.7f, 40.4f, 29.8f, 15.2f, 7.5f, 2.9f,  // 2000
};
// clang-format on

std::vector<float> sunspots(std::int64_t steps, Random&) {
  const auto count = std::clamp<std::int64_t>(steps, 0, values.size());
  return {values.begin(), values.begin() + count};
}

}  // namespace

const RegisterSeries registered_sunspots({"sunspots", static_cast<std::int64_t>(values.size()), sunspots});

}  // namespace gradlab
