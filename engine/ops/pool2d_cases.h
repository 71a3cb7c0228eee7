// The cases of the pools: both lay the same windows on the same images.
#pragma once

#include <array>
#include <string_view>

#include "engine/ops/op_case.h"
#include "engine/ops/ops.h"

namespace gradlab {

template <Tensor (*pool)(const Tensor&, Pool2dOptions), float low, float high>
struct Pool2dCases {
  template <int size, int stride = 0, Padding padding = Padding::valid>
  static constexpr OpCase of(std::string_view text, Shape x, Shape y) {
    return {.text = text,
            .shapes = {x},
            .output = y,
            .call = [](const Tensors& inputs) { return pool(inputs[0], {size, stride, padding}); },
            .low = low,
            .high = high};
  }
  static constexpr std::array all = {of<2>("windows side by side", {2, 4, 6, 3}, {2, 2, 3, 3}),
                                     of<2>("odd images", {1, 5, 5, 5}, {1, 2, 2, 5}),
                                     of<3, 1>("overlapping windows", {1, 5, 4, 2}, {1, 3, 2, 2}),
                                     of<2, 3>("windows apart", {1, 6, 5, 2}, {1, 2, 2, 2}),
                                     of<3, 2, Padding::same>("padding same", {2, 4, 5, 3}, {2, 2, 3, 3}),
                                     of<2, 0, Padding::same>("an odd row below", {1, 3, 3, 17}, {1, 2, 2, 17}),
                                     of<2>("no images", {0, 4, 4, 1}, {0, 2, 2, 1})};
};

}  // namespace gradlab
