#include "demos/core/archive.h"

#include <cstring>

#include "engine/core/error.h"

namespace gradlab {

void Archive::bytes(void* data, std::size_t count) {
  if (count == 0) return;
  if (reading_) {
    if (source_.size() < count) fail("checkpoint", "bytes that end early", "a whole checkpoint of this experiment");
    std::memcpy(data, source_.data(), count);
    source_ = source_.subspan(count);
  } else {
    const auto* first = static_cast<const std::uint8_t*>(data);
    written_.insert(written_.end(), first, first + count);
  }
}

void Archive::value(std::int64_t& number) {
  bytes(&number, sizeof number);
}
void Archive::value(double& number) {
  bytes(&number, sizeof number);
}

void Archive::value(std::vector<double>& numbers) {
  auto count = static_cast<std::int64_t>(numbers.size());
  value(count);
  if (reading_) {
    if (count < 0 || static_cast<std::uint64_t>(count) > source_.size() / sizeof(double)) {
      fail("checkpoint", "a list of " + std::to_string(count) + " numbers", "no more than there are bytes");
    }
    numbers.resize(static_cast<std::size_t>(count));
  }
  bytes(numbers.data(), numbers.size() * sizeof(double));
}

void Archive::value(std::string& text) {
  auto count = static_cast<std::int64_t>(text.size());
  value(count);
  if (reading_) {
    if (count < 0 || static_cast<std::uint64_t>(count) > source_.size()) {
      fail("checkpoint", "a text of " + std::to_string(count) + " bytes", "no more than there are");
    }
    text.resize(static_cast<std::size_t>(count));
  }
  bytes(text.data(), text.size());
}

void Archive::value(Tensor& tensor) {
  std::int64_t size = tensor.size();
  value(size);
  if (size != tensor.size()) {
    fail("checkpoint", "a tensor of " + std::to_string(size) + " numbers",
         std::to_string(tensor.size()) + ", as the model has");
  }
  bytes(tensor.data(), static_cast<std::size_t>(size) * sizeof(float));
}

void Archive::value(Random& random) {
  auto key = static_cast<std::int64_t>(random.key()), counter = static_cast<std::int64_t>(random.counter());
  value(key);
  value(counter);
  random.restore(static_cast<std::uint64_t>(key), static_cast<std::uint64_t>(counter));
}

void Archive::value(Batches& batches) {
  Batches::Position position = batches.position();
  value(position.epoch);
  value(position.sample);
  if (reading_) batches.set_position(position);
}

void Archive::value(const std::vector<Parameter>& parameters) {
  for (Parameter parameter : parameters) value(parameter.tensor);
}

void Archive::value(Optimizer& optimizer) {
  std::int64_t steps = optimizer.steps();
  value(steps);
  optimizer.set_steps(steps);
  for (Tensor tensor : optimizer.state()) value(tensor);
}

}  // namespace gradlab
