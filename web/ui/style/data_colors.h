// Colours that stand for something in data, without Dear ImGui, so that tests can measure them. Every two of a set are
// told apart by every eye, also one that lacks a kind of cones, and all have a contrast of 3 to the card.
// The signs are Okabe and Ito's blue and vermilion (jfly.uni-koeln.de/color, 2008), lighter in the dark; the classes
// began as Paul Tol's "muted" scheme (personal.sron.nl/~pault, 2021) and were moved until
// tests/unit/data_colors_test.cpp holds.
#pragma once

#include <array>

namespace gradlab::ui {

/// 0xrrggbb.
struct DataColors {
  unsigned card;                     ///< the ground that marks are drawn on
  std::array<unsigned, 10> classes;  ///< the first ones differ most
  unsigned positive, negative;       ///< by sign
  unsigned train, test;              ///< lines and points
};

inline constexpr DataColors light_data_colors = {
    .card = 0xffffff,
    .classes = {0x06a2ad, 0x691932, 0x789c60, 0x402a73, 0x008f7b, 0x68440d, 0xe6588e, 0x096d43, 0xb56ef7, 0xae5a66},
    .positive = 0x0072b2,
    .negative = 0xd55e00,
    .train = 0x450fc3,
    .test = 0xc5053d};

inline constexpr DataColors dark_data_colors = {
    .card = 0x171e26,
    .classes = {0x71f9d3, 0xa44a81, 0xf7e700, 0x6675fb, 0x32ccc9, 0xa66d1e, 0xe987a0, 0x2b8f5b, 0xc663ad, 0xf0d38f},
    .positive = 0x56b4e9,
    .negative = 0xf59a36,
    .train = 0xffd1ff,
    .test = 0xff3970};

}  // namespace gradlab::ui
