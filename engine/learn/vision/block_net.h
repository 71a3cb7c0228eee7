// What the networks on canvases have in common: convolutions with batch norm and relu behind each, called by name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/nn/nn.h"

namespace gradlab {

class BlockNet {
 public:
  virtual ~BlockNet() = default;
  /// Images [N, H, W, C] to what the network says of each.
  virtual Tensor forward(const Tensor& images, Context context = {}) const = 0;
  std::vector<NamedLayer> inside() const;
  std::vector<Parameter> parameters() const { return parameters_of(inside()); }
  std::vector<Parameter> buffers() const { return buffers_of(inside()); }
  /// As Sequential::summary, layers by their names.
  std::vector<SummaryRow> summary() const;

 protected:
  static LayerSpec convolved(std::int64_t filters, std::int64_t size = 3, std::int64_t stride = 1,
                             const char* initializer = "he_normal");
  /// Twice as high and wide.
  static LayerSpec doubled(std::int64_t filters, std::int64_t size, const char* initializer);
  /// Of inputs beside each other along the last axis.
  static Shape beside(Shape a, const Shape& b);

  /// At half and at a quarter of the image's height and width: [N, H/2, W/2, c] and [N, H/4, W/4, 2 c].
  template <typename What>
  struct Trunk {
    What half, quarter;
  };
  static constexpr std::size_t behind_trunk = 8;  ///< the place of the first block that `add` adds after it
  /// Begins anew with the blocks down to an eighth and up again, where the quarter of before is beside, for images
  /// [0, H, W, C]. Throws [`net`] unless they can be halved three times.
  Trunk<Shape> add_trunk(const char* net, const Shape& image, std::int64_t channels, Random& random);
  Trunk<Tensor> pass_trunk(const Tensor& images, Context& context) const;
  /// The next block; `normed`: with batch norm and relu. Returns the shape of what comes out.
  Shape add(const char* name, const Shape& input, const LayerSpec& spec, Random& random, bool normed = true);
  Tensor pass(std::size_t place, const Tensor& x, Context& context) const;

 private:
  struct Block {
    std::string name;
    std::unique_ptr<Layer> layer, norm;
    Shape output;
  };
  enum TrunkPlace : std::size_t { stem, fine, down, middle, lower, deep, up, merged };
  static_assert(merged + 1 == behind_trunk);
  std::vector<Block> blocks_;
};

}  // namespace gradlab
