#include "demos/mnist_cnn/image_source.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "demos/parts/image_data.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t images_per_lesson = 8;  // of a batch: one more for this many, so that what is taught counts

Dataset joined(const Dataset& a, const Dataset& b) {
  Dataset both{concat(std::array{a.inputs, b.inputs}, 0), Tensor::empty({a.size() + b.size()}, DType::int32)};
  std::copy_n(b.targets.indices(), b.size(), std::copy_n(a.targets.indices(), a.size(), both.targets.indices()));
  return both;
}

}  // namespace

std::vector<Param> augmentation_params(const Augmentation& initial) {
  const auto strength = [](const char* name, float start, double high, const char* unit) {
    const double tenths = std::round(10 * static_cast<double>(start)) / 10;  // not a float's 0.800000012
    return Param::number(name, "augmentation", tenths, 0, high).in_unit(unit).applies_live();
  };
  return {strength("augment_shift", initial.shift, 6, "pixels"),
          strength("augment_rotation", initial.rotation, 45, "degrees"),
          strength("augment_zoom", initial.zoom, 0.5, ""), strength("augment_elastic", initial.elastic, 4, "pixels"),
          strength("augment_noise", initial.noise, 0.5, "")};
}

void ImageSource::load(const Setup& setup) {
  images_ = images_of(setup);
  const std::string& wanted = setup.values.choice("train_count");
  train_count_ = images_->train.size();
  if (wanted != "all") train_count_ = std::min<std::int64_t>(train_count_, std::stoll(wanted));
  set_lessons(setup.drawings->lessons);
  change(setup.values);
}

void ImageSource::change(const Values& values) {
  augmentation_ = {.shift = values.real("augment_shift"),
                   .rotation = values.real("augment_rotation"),
                   .zoom = values.real("augment_zoom"),
                   .noise = values.real("augment_noise"),
                   .elastic = values.real("augment_elastic")};
}

const std::string& ImageSource::class_name(std::int64_t label) const {
  return images_->class_names.at(static_cast<std::size_t>(label));
}

Shape ImageSource::shape() const {
  const ImageData& data = *images_->train.data;
  return {0, data.height, data.width, data.channels};
}

Dataset ImageSource::train_indices() const {
  const std::span<const std::int32_t> indices(images_->train.indices.data(), static_cast<std::size_t>(train_count_));
  Dataset train{Tensor::indices(indices, {train_count_}), Tensor::empty({train_count_}, DType::int32)};
  for (std::int64_t i = 0; i < train_count_; ++i) {
    train.targets.indices()[i] =
        images_->train.data->labels[static_cast<std::size_t>(indices[static_cast<std::size_t>(i)])];
  }
  return train;
}

Dataset ImageSource::batch(const Dataset& indices, Random& random) const {
  const auto images_at = [&](const ImageData& data, std::span<const std::int32_t> places) {
    return augmentation_.any() ? augmented(data, places, augmentation_, random) : data.at(places);
  };
  const std::span<const std::int32_t> places(indices.inputs.indices(), static_cast<std::size_t>(indices.size()));
  const Dataset batch = images_at(*images_->train.data, places);
  if (lessons_.count == 0) return batch;
  std::vector<std::int32_t> taught(
      static_cast<std::size_t>(std::min(lessons_.count, 1 + indices.size() / images_per_lesson)));
  for (std::int32_t& place : taught) place = static_cast<std::int32_t>(random.below(lessons_.count));
  return joined(batch, images_at(lessons_, taught));
}

void ImageSource::set_lessons(const std::vector<Drawings::Lesson>& lessons) {
  const ImageData& data = *images_->train.data;
  lessons_ = {.height = data.height, .width = data.width, .channels = data.channels};
  for (const Drawings::Lesson& lesson : lessons) add_lesson(lesson);
}

void ImageSource::add_lesson(const Drawings::Lesson& lesson) {
  if (lesson.label < 0 || lesson.label >= classes()) return;  // taught while there were more classes
  const std::vector<std::uint8_t> image = drawn_picture(lesson.strokes, *images_->train.data);
  lessons_.pixels.insert(lessons_.pixels.end(), image.begin(), image.end());
  lessons_.labels.push_back(static_cast<std::int32_t>(lesson.label));
  ++lessons_.count;
}

Tensor ImageSource::drawn(const Strokes& strokes) const {
  return drawn_input(strokes, *images_->train.data);
}

}  // namespace gradlab
