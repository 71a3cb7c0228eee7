// How kernels that work along the rows of a matrix, or down its columns, are spread over threads.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>

#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab::webgpu {

inline Constant constant(std::string_view name, std::int64_t value) {
  return {name, static_cast<double>(value)};
}

/// The arguments of programs that need no more.
struct Extents {
  Extents(std::int64_t rows, std::int64_t n)
      : rows(static_cast<std::uint32_t>(rows)), n(static_cast<std::uint32_t>(n)) {}
  std::uint32_t rows, n;
};

/// A workgroup of `threads` threads takes threads / lanes rows at a time, each a team of `lanes`: 1, 4, 16, 64 or 256.
struct Teams {
  std::int64_t lanes, threads;
};
/// A short row needs one thread and no barrier. Others get teams that have more to do with the numbers than with adding
/// up their sums; larger ones where rows are few. To a card that is a program a barrier is dearer than the numbers.
inline Teams teams_for(std::int64_t rows, std::int64_t n) {
  constexpr std::int64_t enough_threads = 1 << 14, enough_for_software = 64;
  if (abilities().software && rows >= enough_for_software) return {1, 16};
  std::int64_t lanes = n <= 16 ? 1 : n <= 192 ? 4 : n <= 2048 ? 16 : n <= 8192 ? 64 : 256;
  while (lanes < 256 && 16 * lanes < n && rows * lanes < enough_threads) lanes *= 4;
  return {lanes, std::max<std::int64_t>(lanes, 64)};
}

/// `count` workgroups or a few more, on two axes; the number of one is group.y * groups.x + group.x.
constexpr Groups groups_in_all(std::int64_t count) {
  const std::int64_t lines = (count + most_groups - 1) / most_groups;
  return {lines > 0 ? (count + lines - 1) / lines : 0, lines};
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
/// At least `rows_per_thread` for each thread where there are so many rows.
constexpr ColumnTiles column_tiles_for(std::int64_t rows, std::int64_t c, std::int64_t rows_per_thread,
                                       std::int64_t most_chunks) {
  constexpr std::int64_t most_threads = 256, most_lines = 64;
  const auto up = [](std::int64_t count) {  // to a power of 2
    return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(std::max<std::int64_t>(count, 1))));
  };
  const std::int64_t lanes = std::min<std::int64_t>(up(c), 32);
  const std::int64_t lines = std::min({up(rows / rows_per_thread), most_threads / lanes, most_lines});
  const std::int64_t worth = std::clamp<std::int64_t>(rows / (lines * rows_per_thread), 1, most_chunks);
  const std::int64_t chunk_rows = std::max<std::int64_t>((rows + worth - 1) / worth, 1);
  const std::int64_t chunks = std::max<std::int64_t>((rows + chunk_rows - 1) / chunk_rows, 1);
  return {lanes, lanes * lines, chunks, chunk_rows, {(c + lanes - 1) / lanes, chunks}};
}
/// For sums: not so many parts that adding them up costs more.
constexpr ColumnTiles column_sum_tiles_for(std::int64_t rows, std::int64_t c) {
  return column_tiles_for(rows, c, 32, 128);
}

}  // namespace gradlab::webgpu
