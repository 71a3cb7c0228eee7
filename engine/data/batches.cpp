#include <algorithm>

#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

Batches::Batches(Dataset data, std::int64_t batch_size, Random random) : data_(std::move(data)), random_(random) {
  if (data_.size() == 0) fail("batches", "a data set without samples", "at least one sample");
  set_batch_size(batch_size);
  shuffle();
}

// Each epoch has a stream of its own, so that any epoch's order can be made again without those before it.
void Batches::shuffle() {
  order_ = random_.split(static_cast<std::uint64_t>(position_.epoch)).permutation(data_.size());
}

Dataset Batches::next() {
  if (order_.empty()) fail("batches", "a data set without samples", "at least one sample");
  if (position_.sample == data_.size()) {
    position_ = {position_.epoch + 1, 0};
    shuffle();
  }
  const std::int64_t count = std::min(batch_size_, data_.size() - position_.sample);
  const std::span<const std::int32_t> indices(order_.data() + position_.sample, static_cast<std::size_t>(count));
  position_.sample += count;
  return data_.at(indices);
}

double Batches::epoch() const {
  if (order_.empty()) return 0.0;
  return static_cast<double>(position_.epoch) +
         static_cast<double>(position_.sample) / static_cast<double>(data_.size());
}

void Batches::set_batch_size(std::int64_t batch_size) {
  if (batch_size < 1) fail("batches", "a batch size of " + std::to_string(batch_size), "at least 1");
  batch_size_ = batch_size;
}

void Batches::set_position(Position position) {
  if (position.epoch < 0 || position.sample < 0 || position.sample > data_.size()) {
    fail("batches", "sample " + std::to_string(position.sample) + " of epoch " + std::to_string(position.epoch),
         "an epoch from 0 and at most " + std::to_string(data_.size()) + " samples");
  }
  position_ = position;
  shuffle();
}

}  // namespace gradlab
