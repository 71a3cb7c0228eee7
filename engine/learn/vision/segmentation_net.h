// A small U-Net (Ronneberger et al. 2015) that tells of every pixel what it belongs to.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/nn/nn.h"

namespace gradlab {

struct SegmentationNetOptions {
  std::int64_t channels = 16;  ///< at half the image's height and width; twice and four times as many further down
  std::int64_t classes = 11;
};

class SegmentationNet {
 public:
  /// For images [0, H, W, C], H and W multiples of 8.
  void build(const Shape& image, const SegmentationNetOptions& options, Random& random);
  /// Images [N, H, W, C] to logits [N, H, W, classes].
  Tensor forward(const Tensor& images, Context context = {}) const;
  std::vector<NamedLayer> inside() const;
  std::vector<Parameter> parameters() const { return parameters_of(inside()); }
  std::vector<Parameter> buffers() const { return buffers_of(inside()); }
  /// As Sequential::summary, layers by their names.
  std::vector<SummaryRow> summary() const;

 private:
  /// A layer and, where there is one, the batch norm behind it, then relu.
  struct Block {
    std::string name;
    std::unique_ptr<Layer> layer, norm;
    Shape output;
    Tensor forward(const Tensor& x, Context& context) const;
  };
  enum Place : std::size_t { stem, fine, down, middle, lower, deep, up, merged, upper, joined, head, blocks };

  std::vector<Block> blocks_;
};

}  // namespace gradlab
