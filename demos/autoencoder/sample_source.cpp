#include "demos/autoencoder/sample_source.h"

#include <span>

#include "demos/parts/image_data.h"

namespace gradlab {

namespace {

/// The places of samples with other labels than `but`, and their labels.
Dataset places_of_others(std::span<const std::int32_t> places, std::span<const std::int32_t> labels,
                         std::optional<std::int32_t> but) {
  std::vector<std::int32_t> kept, kept_labels;
  for (const std::int32_t place : places) {
    const std::int32_t label = labels[static_cast<std::size_t>(place)];
    if (label == but) continue;
    kept.push_back(place);
    kept_labels.push_back(label);
  }
  const auto count = static_cast<std::int64_t>(kept.size());
  return {Tensor::indices(kept, {count}), Tensor::indices(kept_labels, {count})};
}

}  // namespace

void SampleSource::load(const Setup& setup) {
  images_ = images_of(setup);
  left_out_.reset();
  if (const std::string& left_out = setup.values.choice("left_out"); left_out != "none") {
    left_out_ = std::stoi(left_out);
    if (static_cast<std::size_t>(*left_out_) >= class_names().size())
      throw Refusal{"notice.no_class_to_leave_out", {{"class", *left_out_}, {"classes", class_names().size()}}};
  }
  train_indices_ = places_of_others(images_->train.indices, images_->train.data->labels, left_out_);
}

Shape SampleSource::shape() const {
  const ImageData& data = *images_->train.data;
  return {0, data.height, data.width, data.channels};
}

Tensor SampleSource::drawn(const Strokes& strokes) const {
  return drawn_input(strokes, *images_->train.data);
}

}  // namespace gradlab
