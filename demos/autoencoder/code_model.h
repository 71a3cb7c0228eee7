// The two networks of an autoencoder: one that tells each sample by a few numbers, and one that makes the sample of
// them again.
#pragma once

#include <cstdint>
#include <vector>

#include "demos/core/params.h"
#include "engine/graph/trace.h"
#include "engine/nn/nn.h"

namespace gradlab {

class CodeModel {
 public:
  /// What the decoder answers: the logits of shares, such as brightness is, or the numbers themselves.
  enum class Numbers { shares, any };

  /// For inputs [0, ...] of D numbers, by the values "network", "layers", "activation", "latent" and "variational".
  /// Throws a Refusal for inputs that the network cannot take.
  void build(const Values& values, const Shape& input, Numbers numbers, Random& random);

  bool variational() const { return variational_; }
  std::int64_t latent() const { return latent_; }
  /// Inputs [N, ...] to what the encoder says of them: codes [N, latent], or of a variational one gaussian_code's
  /// answers.
  Tensor described(const Tensor& inputs, Context context = {}) const { return encoder_.forward(inputs, context); }
  /// Codes [N, latent]; of a variational encoder the means.
  Tensor encode(const Tensor& inputs) const;
  /// Codes [N, latent] to the decoder's answers [N, D].
  Tensor decoded(const Tensor& codes, Context context = {}) const { return decoder_.forward(codes, context); }
  /// The samples that such answers stand for [N, D].
  Tensor samples(const Tensor& answers) const;
  Tensor decode(const Tensor& codes) const { return samples(decoded(codes)); }

  std::vector<Parameter> parameters() const;
  std::vector<Parameter> buffers() const;
  const Sequential& encoder() const { return encoder_; }
  const Sequential& decoder() const { return decoder_; }
  /// Of one sample's way through both.
  std::int64_t multiply_adds() const { return encoder_.multiply_adds() + decoder_.multiply_adds(); }
  ForwardPass forward_pass(const Shape& input) const;

 private:
  std::vector<NamedLayer> inside() const;

  Sequential encoder_, decoder_;
  std::int64_t latent_ = 0;
  bool variational_ = false;
  Numbers numbers_ = Numbers::any;
};

}  // namespace gradlab
