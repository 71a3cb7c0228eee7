// How reductions of x [outer, n, inner] along n share out their work.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab::webgpu {

inline std::int64_t power_above(std::int64_t number) {
  return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(number)));
}

/// A workgroup makes `outputs` outputs with `lanes` threads each, both powers of two.
struct Sharing {
  std::int64_t outputs, lanes;
};

/// One lane for every few numbers along n. Where columns stand side by side, `columns` of them go to a workgroup, so
/// that what is loaded together lies together, and more threads.
inline Sharing sharing_for(std::int64_t n, std::int64_t inner, std::int64_t columns) {
  constexpr std::int64_t each = 16;
  const std::int64_t wanted = power_above((n + each - 1) / each);
  if (inner == 1) {
    constexpr std::int64_t threads = 64;
    const std::int64_t lanes = std::min(wanted, threads);
    return {threads / lanes, lanes};
  }
  constexpr std::int64_t threads = 256;
  const std::int64_t together = std::min(columns, power_above(inner));
  const std::int64_t lanes = std::min(wanted, threads / together);
  return {std::max(together, threads / 4 / lanes), lanes};
}

/// In x, and in z what goes beyond.
inline Groups groups_for_outputs(std::int64_t count, const Sharing& sharing, std::int64_t parts = 1) {
  const std::int64_t groups = (count + sharing.outputs - 1) / sharing.outputs;
  return {std::min(groups, most_groups), parts, (groups + most_groups - 1) / most_groups};
}

}  // namespace gradlab::webgpu
