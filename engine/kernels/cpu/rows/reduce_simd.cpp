#include <algorithm>
#include <type_traits>

#include "engine/kernels/cpu/vector/columns.h"
#include "engine/kernels/cpu/vector/fold.h"
#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t strip = 64;       // columns folded together: whole cache lines, and the unit of work for threads
constexpr std::int64_t grain = 1 << 15;  // numbers worth waking a thread for

/// y [inner] at columns [first, last) = x [n, inner] folded along n. Sums are kept by blocks, as in fold().
template <typename Fold>
void fold_columns(const float* x, std::int64_t n, std::int64_t inner, std::int64_t first, std::int64_t last,
                  float factor, float* y) {
  constexpr std::int64_t block = 1024;
  for_each_vector(first, last, [&](Place at) {
    Vector total(Fold::start);
    for (std::int64_t begin = 0; begin < n; begin += block) {
      const std::int64_t end = std::min(n, begin + block);
      Vector part(Fold::start);
      for (std::int64_t i = begin; i < end; ++i) part = Fold::take(part, at.load(x + i * inner));
      total = Fold::join(total, part);
    }
    at.store(y, total * Vector(factor));
  });
}

/// y [inner] = x [n, inner] summed along n: the gradient of a bias. Rows are shared by the threads, and read in order.
void sum_rows(std::int64_t n, std::int64_t inner, float factor, const float* x, float* y) {
  sum_columns<1>(n, inner, [&](std::int64_t row, Place at) { return Vectors<1>{at.load(x + row * inner)}; }, {y});
  for_each_vector(0, inner, [&](Place at) { at.store(y, at.load(y) * Vector(factor)); });
}

template <typename Fold>
void reduce_by(std::int64_t outer, std::int64_t n, std::int64_t inner, float factor, const float* x, float* y) {
  if (inner == 1) {
    return parallel_for(outer, std::max<std::int64_t>(1, grain / n), [&](std::int64_t first, std::int64_t last) {
      for (std::int64_t i = first; i < last; ++i) y[i] = fold<Fold>(x + i * n, n) * factor;
    });
  }
  if constexpr (std::is_same_v<Fold, SumFold>) {
    if (outer == 1) return sum_rows(n, inner, factor, x, y);
  }
  const std::int64_t strips = (inner + strip - 1) / strip;
  parallel_for(outer * strips, std::max<std::int64_t>(1, grain / (n * strip)),
               [&](std::int64_t first, std::int64_t last) {
                 for (std::int64_t unit = first; unit < last; ++unit) {
                   const std::int64_t i = unit / strips, column = unit % strips * strip;
                   fold_columns<Fold>(x + i * n * inner, n, inner, column, std::min(inner, column + strip), factor,
                                      y + i * inner);
                 }
               });
}

void reduce_simd(Reduce f, std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) {
  switch (f) {
    case Reduce::sum: return reduce_by<SumFold>(outer, n, inner, 1.0f, x.data(), y.data());
    case Reduce::mean: return reduce_by<SumFold>(outer, n, inner, 1.0f / static_cast<float>(n), x.data(), y.data());
    case Reduce::max: return reduce_by<MaxFold>(outer, n, inner, 1.0f, x.data(), y.data());
    case Reduce::sum_squares: return reduce_by<SumSquaresFold>(outer, n, inner, 1.0f, x.data(), y.data());
  }
}

}  // namespace

const RegisterKernel registered_reduce_simd(Device::cpu, &Kernels::reduce, reduce_simd);

}  // namespace gradlab
