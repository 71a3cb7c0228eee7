#include <cmath>

#include "engine/kernels/cpu/vector/columns.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// body(row's first index, place) for all of x [rows, c], on all threads.
template <typename Body>
void for_each_row(std::int64_t rows, std::int64_t c, const Body& body) {
  parallel_for(rows, std::max<std::int64_t>(1, (1 << 15) / c), [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) {
      for_each_vector(0, c, [&](Place at) { body(row * c, at); });
    }
  });
}

// y = (x - mean) / sqrt(variance + epsilon) scale + shift, down each column (Ioffe and Szegedy 2015). Moments are taken
// around a first guess of the mean, so that a mean that is large beside the deviation costs no digits.
void batch_norm_simd(std::int64_t rows, std::int64_t c, float epsilon, const Tensor& x, const Tensor& scale,
                     const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) {
  if (x.size() == 0) return;
  const float *from = x.data(), *factor = scale.data(), *offset = shift.data();
  const Tensor rests = Tensor::empty({c}, DType::float32, Device::cpu);
  float *to = y.data(), *guess = mean.data(), *inverse = inverse_deviation.data(), *rest = rests.data();
  const auto share = 1.0f / static_cast<float>(rows);
  sum_columns<1>(rows, c, [&](std::int64_t row, Place at) { return Vectors<1>{at.load(from + row * c)}; }, {guess});
  for_each_vector(0, c, [&](Place at) { at.store(guess, at.load(guess) * Vector(share)); });
  sum_columns<2>(rows, c,
                 [&](std::int64_t row, Place at) {
                   const Vector d = at.load(from + row * c) - at.load(guess);
                   return Vectors<2>{d, d * d};
                 },
                 {rest, inverse});
  for (std::int64_t j = 0; j < c; ++j) {
    rest[j] *= share;
    inverse[j] = 1.0f / std::sqrt(std::max(inverse[j] * share - rest[j] * rest[j], 0.0f) + epsilon);
  }
  for_each_row(rows, c, [&](std::int64_t row, Place at) {
    const Vector normal = (at.load(from + row) - at.load(guess) - at.load(rest)) * at.load(inverse);
    at.store(to + row, multiply_add(normal, at.load(factor), at.load(offset)));
  });
  for (std::int64_t j = 0; j < c; ++j) guess[j] += rest[j];
}

// With the normalised z = (x - mean) inverse_deviation: dshift = sum dy, dscale = sum dy z,
// dx = scale inverse_deviation (dy - mean of dy - z mean of dy z)
void batch_norm_gradient_simd(std::int64_t rows, std::int64_t c, const Tensor& x, const Tensor& scale,
                              const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                              Tensor& dscale, Tensor& dshift) {
  if (x.size() == 0) return;
  const float *from = x.data(), *factor = scale.data(), *center = mean.data(), *inverse = inverse_deviation.data(),
              *by = dy.data();
  float *to = dx.data(), *along = dscale.data(), *total = dshift.data();
  const auto normal = [&](std::int64_t row, Place at) {
    return (at.load(from + row) - at.load(center)) * at.load(inverse);
  };
  sum_columns<2>(rows, c,
                 [&](std::int64_t row, Place at) {
                   const Vector d = at.load(by + row * c);
                   return Vectors<2>{d, d * normal(row * c, at)};
                 },
                 {total, along});
  const Vector share(1.0f / static_cast<float>(rows));
  for_each_row(rows, c, [&](std::int64_t row, Place at) {
    const Vector rest = at.load(by + row) - share * multiply_add(normal(row, at), at.load(along), at.load(total));
    at.store(to + row, at.load(factor) * at.load(inverse) * rest);
  });
}

}  // namespace

const RegisterKernel registered_batch_norm_simd(Device::cpu, &Kernels::batch_norm, batch_norm_simd);
const RegisterKernel registered_batch_norm_gradient_simd(Device::cpu, &Kernels::batch_norm_gradient,
                                                         batch_norm_gradient_simd);

}  // namespace gradlab
