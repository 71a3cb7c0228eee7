// Groups of small images for a view of the kind `images`.
#pragma once

#include <string>
#include <vector>

#include "demos/core/views.h"

namespace gradlab {

struct GalleryGroup {
  std::string label, note = {};  ///< keys of texts, or plain after "="
  std::string palette = "gray";
  std::vector<std::string> captions = {};
  Json range = {};  ///< [low, high]; each image its own where there is none
  std::int64_t selected = -1;
  bool choose = false;
  Json boxes = {};  ///< drawn over the images, as view_kinds.cpp has them; null where there are none
};

class Gallery {
 public:
  explicit Gallery(View& view) : view_(view) { view_.set("groups", groups_); }
  /// images [n, h, w], or [n, h, w, 3] for the palette "rgb".
  void add(const GalleryGroup& group, const Tensor& images);
  /// Inputs [n, H, W, 1 or 3] of a model, as they are.
  void add_inputs(GalleryGroup group, const Tensor& inputs);

 private:
  View& view_;
  Json groups_ = Json::array();
};

/// The channels of one answer [1, H, W, C] as images [C, H, W], at most `most`; units [1, D] as images of one pixel.
Tensor channels(const Tensor& answer, std::int64_t most);

}  // namespace gradlab
