#include "engine/learn/map/fourier.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

constexpr std::int64_t width = 16;  // columns that go through together, so that what is innermost is many of one kind

/// One step of Stockham's transform: (a, b) becomes (a + b, (a - b) w), `count` pairs with one w.
void butterfly(std::int64_t count, float cosine, float sine, const float* __restrict a_real,
               const float* __restrict a_imaginary, const float* __restrict b_real, const float* __restrict b_imaginary,
               float* __restrict sum_real, float* __restrict sum_imaginary, float* __restrict turned_real,
               float* __restrict turned_imaginary) {
  for (std::int64_t i = 0; i < count; ++i) {
    const float real = a_real[i] - b_real[i], imaginary = a_imaginary[i] - b_imaginary[i];
    sum_real[i] = a_real[i] + b_real[i];
    sum_imaginary[i] = a_imaginary[i] + b_imaginary[i];
    turned_real[i] = real * cosine + imaginary * sine;
    turned_imaginary[i] = imaginary * cosine - real * sine;
  }
}

}  // namespace

Fourier::Fourier(std::int64_t n) : n_(n), turned_(n * n) {
  if (n < 2 || !std::has_single_bit(static_cast<std::uint64_t>(n)))
    fail("fourier", "a length of " + std::to_string(n), "a power of two");
  for (std::int64_t k = 0; k < n / 2; ++k) {
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(n);
    cosines_.push_back(static_cast<float>(std::cos(angle)));
    sines_.push_back(static_cast<float>(std::sin(angle)));
  }
}

// Along the first axis of the first `columns` columns, of which `given` rows are not 0; the first `wanted` of what
// comes out are written, turned round, so that the other axis is the first then. Stockham's order (Cochran et al. 1967)
// needs no bits reversed.
void Fourier::pass(const float* real, const float* imaginary, float* to_real, float* to_imaginary, std::int64_t columns,
                   std::int64_t given, std::int64_t wanted) const {
  parallel_for(columns, width, [&](std::int64_t first, std::int64_t last) {
    const std::int64_t own = last - first;
    std::vector<float> memory(static_cast<std::size_t>(4 * n_ * own));
    float *x = memory.data(), *x_i = x + n_ * own, *y = x_i + n_ * own, *y_i = y + n_ * own;
    for (std::int64_t row = 0; row < given; ++row) {
      std::copy_n(real + row * n_ + first, own, x + row * own);
      std::copy_n(imaginary + row * n_ + first, own, x_i + row * own);
    }
    for (std::int64_t length = n_, run = own; length > 1; length /= 2, run *= 2) {
      const std::int64_t half = length / 2 * run;
      for (std::int64_t p = 0; p < length / 2; ++p) {
        const auto w = static_cast<std::size_t>(p * (n_ / length));
        const std::int64_t a = p * run, sum = 2 * p * run;
        butterfly(run, cosines_[w], sines_[w], x + a, x_i + a, x + a + half, x_i + a + half, y + sum, y_i + sum,
                  y + sum + run, y_i + sum + run);
      }
      std::swap(x, y);
      std::swap(x_i, y_i);
    }
    for (std::int64_t column = 0; column < own; ++column) {
      float *row = to_real + (first + column) * n_, *row_i = to_imaginary + (first + column) * n_;
      for (std::int64_t k = 0; k < wanted; ++k) {
        row[k] = x[k * own + column];
        row_i[k] = x_i[k * own + column];
      }
    }
  });
}

void Fourier::transform(ComplexNumbers& x, std::int64_t given) {
  pass(x.real.data(), x.imaginary.data(), turned_.real.data(), turned_.imaginary.data(), given, given, n_);
  pass(turned_.real.data(), turned_.imaginary.data(), x.real.data(), x.imaginary.data(), n_, given, n_);
}

// With both parts exchanged before and after, the transform is n^2 times its own inverse.
void Fourier::invert(ComplexNumbers& x, std::int64_t wanted) {
  pass(x.imaginary.data(), x.real.data(), turned_.imaginary.data(), turned_.real.data(), n_, n_, wanted);
  pass(turned_.imaginary.data(), turned_.real.data(), x.imaginary.data(), x.real.data(), wanted, n_, wanted);
  const float share = 1.0f / static_cast<float>(n_ * n_);
  for (std::int64_t row = 0; row < wanted; ++row) {
    for (std::int64_t i = row * n_; i < row * n_ + wanted; ++i) {
      x.real[static_cast<std::size_t>(i)] *= share;
      x.imaginary[static_cast<std::size_t>(i)] *= share;
    }
  }
}

}  // namespace gradlab
