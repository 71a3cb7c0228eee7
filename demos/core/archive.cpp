#include "demos/core/archive.h"

#include <algorithm>
#include <cmath>
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

void Archive::value(Strokes& strokes) {
  std::vector<double> numbers;  // of each stroke: how many points, then x and y of each
  for (const Stroke& stroke : strokes) {
    numbers.push_back(static_cast<double>(stroke.size()));
    for (const auto& [x, y] : stroke) numbers.insert(numbers.end(), {x, y});
  }
  value(numbers);
  if (!reading_) return;
  strokes.clear();
  for (auto next = numbers.begin(); next != numbers.end();) {
    const double points = *next++;
    if (!(points >= 0 && 2 * points <= static_cast<double>(numbers.end() - next) && points == std::floor(points))) {
      fail("checkpoint", "a stroke of " + std::to_string(points) + " points", "no more than there are numbers");
    }
    Stroke& stroke = strokes.emplace_back();
    for (double point = 0; point < points; ++point, next += 2) {
      if (!(std::min(next[0], next[1]) >= 0 && std::max(next[0], next[1]) <= 1)) {
        fail("checkpoint", "a point outside of the pad", "points in [0, 1]");
      }
      stroke.push_back({static_cast<float>(next[0]), static_cast<float>(next[1])});
    }
  }
}

void Archive::value(Tensor& tensor) {
  std::int64_t size = tensor.size();
  value(size);
  if (size != tensor.size()) {
    fail("checkpoint", "a tensor of " + std::to_string(size) + " numbers",
         std::to_string(tensor.size()) + ", as the model has");
  }
  const std::size_t count = static_cast<std::size_t>(size) * sizeof(float);
  if (!tensor.is_here() && !reading_) {
    gaps_.push_back({written_.size(), tensor});
    written_.resize(written_.size() + count);
    return;
  }
  if (reading_) {
    if (!tensor.is_here()) tensor.discard();
    bytes(tensor.data(), count);
  } else {
    const auto* first = reinterpret_cast<const std::uint8_t*>(tensor.read().data());
    written_.insert(written_.end(), first, first + count);
  }
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
