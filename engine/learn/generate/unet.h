// A small U-Net (Ronneberger et al. 2015) that is told a time and a class, as networks are that take noise out of
// images (Ho et al. 2020).
#pragma once

#include <memory>
#include <vector>

#include "engine/nn/nn.h"

namespace gradlab {

struct UNetOptions {
  std::int64_t channels = 32;  ///< at half the image's height and width; twice as many at a quarter
  std::int64_t classes = 10;
};

class UNet {
 public:
  /// For images [0, H, W, C], H and W multiples of 4.
  void build(const Shape& image, const UNetOptions& options, Random& random);
  /// Images [N, H, W, C] with times [N, 1] in [0, 1] and classes [N, classes], a one each or nothing, to [N, H, W, C].
  Tensor forward(const Tensor& images, const Tensor& times, const Tensor& classes) const;
  std::vector<NamedLayer> inside() const;
  std::vector<Parameter> parameters() const { return parameters_of(inside()); }
  /// As Sequential::summary, layers by the paths of their parameters.
  std::vector<SummaryRow> summary() const;

 private:
  /// silu(layer_norm(convolved x) + shift by time and class), with x added where its shape allows.
  struct Block {
    std::unique_ptr<Layer> convolution, norm, shift;
    Shape output;
    Shape build(const Shape& input, const LayerSpec& spec, std::int64_t told, Random& random);
    Tensor forward(const Tensor& x, const Tensor& told) const;
  };
  enum Place : std::size_t { stem, fine, down, deep, deepest, merged, blocks };

  Block blocks_[blocks];
  std::unique_ptr<Layer> told_, up_, head_;
  Shape enlarged_, image_;
};

}  // namespace gradlab
