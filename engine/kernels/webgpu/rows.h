// How kernels that work along the rows of a matrix, or down its columns, are spread over threads.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>

#include "engine/kernels/webgpu/launch.h"

namespace gradlab::webgpu {

inline Constant constant(std::string_view name, std::int64_t value) {
  return {name, static_cast<double>(value)};
}

/// A workgroup of `threads` threads takes threads / lanes rows at a time, each a team of `lanes`. A short row needs one
/// thread and no barrier. The programs add up a team's numbers sixteen at a time: lanes is 1, or 16 and more.
struct Teams {
  std::int64_t lanes, threads;
};
constexpr Teams teams_for(std::int64_t n) {
  const std::int64_t lanes = n <= 16 ? 1 : n <= 128 ? 16 : n <= 1024 ? 64 : 256;
  return {lanes, std::max<std::int64_t>(lanes, 64)};
}

/// At least `count` workgroups on two axes; the number of one is group.y * groups.x + group.x.
constexpr Groups groups_in_all(std::int64_t count) {
  return {std::min(count, most_groups), (count + most_groups - 1) / most_groups};
}
constexpr Groups groups_for_rows(std::int64_t rows, Teams teams) {
  const std::int64_t at_once = teams.threads / teams.lanes;
  return groups_in_all((rows + at_once - 1) / at_once);
}

/// A workgroup of `threads` threads has `lanes` columns, threads / lanes rows at a time, of one of `chunks` stretches
/// of `chunk_rows` rows. Where there is one chunk the sums are complete, else they are parts of them.
struct ColumnTiles {
  std::int64_t lanes, threads, chunks, chunk_rows;
  Groups groups;
};
constexpr ColumnTiles column_tiles_for(std::int64_t rows, std::int64_t c) {
  constexpr std::int64_t rows_per_thread = 32, most_chunks = 128;
  const std::int64_t lanes = c > 16 ? 32 : static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(c)));
  const std::int64_t threads = std::min<std::int64_t>(64 * lanes, 256);
  const std::int64_t worth = std::clamp<std::int64_t>(rows / (threads / lanes * rows_per_thread), 1, most_chunks);
  const std::int64_t chunk_rows = std::max<std::int64_t>((rows + worth - 1) / worth, 1);
  const std::int64_t chunks = std::max<std::int64_t>((rows + chunk_rows - 1) / chunk_rows, 1);
  return {lanes, threads, chunks, chunk_rows, {(c + lanes - 1) / lanes, chunks}};
}

}  // namespace gradlab::webgpu
