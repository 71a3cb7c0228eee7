#include "demos/autoencoder/sample_source.h"

#include <algorithm>
#include <span>
#include <utility>

#include "demos/files/own_table.h"
#include "demos/parts/image_data.h"

namespace gradlab {

namespace {

constexpr float table_train_share = 0.8f;
constexpr std::uint64_t split_stream = 4;

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
  const std::string& left_out = setup.values.choice("left_out");
  left_out_.reset();
  if (left_out != "none") left_out_ = std::stoi(left_out);
  const bool table = setup.values.choice("data") == "file" && setup.file->table;
  table ? load_table(setup) : load_images(setup);
  if (left_out_ && static_cast<std::size_t>(*left_out_) >= class_names_.size()) {
    throw Refusal{"notice.no_class_to_leave_out", {{"class", *left_out_}, {"classes", class_names_.size()}}};
  }
}

void SampleSource::load_images(const Setup& setup) {
  images_ = images_of(setup);
  class_names_ = images_->class_names;
  train_indices_ = places_of_others(images_->train.indices, images_->train.data->labels, left_out_);
}

void SampleSource::load_table(const Setup& setup) {
  if (setup.values.choice("loss") == "cross_entropy" || setup.values.choice("corruption") != "none")
    throw Refusal{"notice.table_has_no_pixels", Json::object()};
  images_.reset();
  LabelledRows rows = labelled_rows(*setup.file);
  class_names_ = std::move(rows.class_names);
  table_ = split(rows.data, table_train_share, setup.random.split(split_stream));
  filled_ = fill_gaps(table_, *setup.file);
  const Standardization scale = Standardization::of(table_.train.inputs);
  table_.train.inputs = scale.apply(table_.train.inputs);
  table_.test.inputs = scale.apply(table_.test.inputs);
  std::vector<std::int32_t> places(static_cast<std::size_t>(table_.train.size()));
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<std::int32_t>(i);
  train_indices_ = places_of_others(places, table_.train.targets.read_indices(), left_out_);
}

Shape SampleSource::shape() const {
  if (!has_images()) return {0, table_.train.inputs.shape()[1]};
  const ImageData& data = *images_->train.data;
  return {0, data.height, data.width, data.channels};
}

Dataset SampleSource::train(const Tensor& indices) const {
  const std::span<const std::int32_t> places = indices.read_indices();
  return has_images() ? images_->train.data->at(places) : table_.train.at(places);
}

std::int64_t SampleSource::test_count() const {
  return has_images() ? images_->test.size() : table_.test.size();
}

Dataset SampleSource::test(std::int64_t first, std::int64_t last) const {
  if (has_images()) return images_->test.at(first, last);
  return {table_.test.inputs.rows(first, last), table_.test.targets.rows(first, last)};
}

Tensor SampleSource::drawn(const Strokes& strokes) const {
  return drawn_input(strokes, *images_->train.data);
}

}  // namespace gradlab
