#include "demos/parts/gallery.h"

#include <algorithm>

#include "engine/ops/ops.h"

namespace gradlab {

void Gallery::add(const GalleryGroup& group, const Tensor& images) {
  const std::string name = "images" + std::to_string(groups_.size());
  Json json = {{"label", group.label},       {"note", group.note},       {"images", name},
               {"captions", group.captions}, {"palette", group.palette}, {"selected", group.selected},
               {"choose", group.choose}};
  if (!group.range.is_null()) json["range"] = group.range;
  if (!group.boxes.is_null()) json["boxes"] = group.boxes;
  groups_.push_back(std::move(json));
  view_.tensor(name, images).set("groups", groups_);
}

void Gallery::add_inputs(GalleryGroup group, const Tensor& inputs) {
  const Shape& shape = inputs.shape();
  const bool gray = shape[3] == 1;
  group.palette = gray ? "gray" : "rgb";
  group.range = {0.0, 1.0};
  add(group, gray ? inputs.viewed_as({shape[0], shape[1], shape[2]}) : inputs);
}

Tensor channels(const Tensor& answer, std::int64_t most) {
  const Shape& shape = answer.shape();
  const std::int64_t height = shape.rank() == 4 ? shape[1] : 1, width = shape.rank() == 4 ? shape[2] : 1;
  const std::int64_t all = shape[-1], count = std::min(most, all);
  return transpose(answer.viewed_as({height * width, all}), {1, 0}).rows(0, count).viewed_as({count, height, width});
}

}  // namespace gradlab
