// The discrete Fourier transform of a square of complex numbers, most of which may be known to be 0 or not be wanted.
#pragma once

#include <cstdint>
#include <vector>

namespace gradlab {

/// Complex numbers, their parts apart.
struct ComplexNumbers {
  std::vector<float> real, imaginary;
  explicit ComplexNumbers(std::int64_t count = 0)
      : real(static_cast<std::size_t>(count)), imaginary(static_cast<std::size_t>(count)) {}
};

/// Squares [n, n], n a power of two.
class Fourier {
 public:
  explicit Fourier(std::int64_t n);
  std::int64_t n() const { return n_; }

  /// X_kl = sum over a, b < given of x_ab exp(-2 pi i (a k + b l) / n), in place; what lies beyond `given` counts as 0.
  void transform(ComplexNumbers& x, std::int64_t given);
  /// The inverse, with its 1 / n^2: only the rows and columns below `wanted` are worked out.
  void invert(ComplexNumbers& x, std::int64_t wanted);

 private:
  void pass(const float* real, const float* imaginary, float* to_real, float* to_imaginary, std::int64_t columns,
            std::int64_t given, std::int64_t wanted) const;

  std::int64_t n_;
  std::vector<float> cosines_, sines_;  // of 2 pi k / n, k < n / 2
  ComplexNumbers turned_;
};

}  // namespace gradlab
