// What a variational encoder answers: not a place, but a cloud to draw places from (Kingma and Welling 2014,
// "Auto-encoding variational Bayes").
#pragma once

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// A normal distribution for each sample, its numbers independent of each other.
struct GaussianCode {
  Tensor mean, log_variance;  ///< [N, D] each
};

/// Of an encoder's answers [N, 2 D]: the means, then the logarithms of the variances.
GaussianCode gaussian_code(const Tensor& answers);

/// A draw of each, [N, D]: mean + exp(log_variance / 2) noise, so that the gradient reaches both (reparameterisation).
/// Takes as many numbers of `random` as there are.
Tensor drawn(const GaussianCode& code, Random& random);

/// How far the codes are from the standard normal distribution, which knows nothing of the sample: the Kullback-Leibler
/// divergence in nats, sum over D of (mean^2 + exp(log_variance) - 1 - log_variance) / 2, as mean over N: a scalar.
Tensor divergence(const GaussianCode& code);

}  // namespace gradlab
