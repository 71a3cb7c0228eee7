#include "engine/io/archive.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <numeric>
#include <span>

#include "engine/core/error.h"

namespace gradlab {

namespace {

using Kind = StateDict::Kind;

[[noreturn]] void fail_missing(std::string_view name, std::string_view here) {
  fail("checkpoint", std::string(name) + " is missing", here);
}

[[noreturn]] void fail_to_fit(std::string_view name, const std::string& there, const std::string& here) {
  std::string sentence = "[checkpoint] ";
  throw Error(sentence.append(name).append(" is " + there + " there and " + here + " here"));
}

}  // namespace

Archive::Scope::Scope(Archive& archive, std::string_view name) : archive_(archive), outside_(archive.scoped_) {
  const std::size_t length = archive.full(name).size();
  archive.full_name_[length] = '.';
  archive.scoped_ = length + 1;
}

std::string_view Archive::full(std::string_view name) {
  const std::size_t length = scoped_ + name.size();
  if (length >= full_name_.size()) {
    fail("checkpoint", "a name of " + std::to_string(length) + " bytes",
         "fewer than " + std::to_string(full_name_.size()));
  }
  std::ranges::copy(name, full_name_.begin() + static_cast<std::ptrdiff_t>(scoped_));
  return {full_name_.data(), length};
}

std::span<std::uint8_t> Archive::put(std::string_view name, Kind kind, const Shape& shape) {
  return to_->put(next_++, full(name), kind, shape);
}

// Fields mostly come in the order in which they were written. Where they do not, as in a file, nobody may make the
// search long by writing many.
const StateDict::Field* Archive::find(std::string_view name) {
  const std::vector<StateDict::Field>& fields = from_->fields();
  const auto name_of = [&](std::size_t index) -> std::string_view { return fields[index].name; };
  if (next_ >= fields.size() || fields[next_].name != name) {
    if (by_name_.empty()) {
      by_name_.resize(fields.size());
      std::iota(by_name_.begin(), by_name_.end(), std::size_t{0});
      std::ranges::stable_sort(by_name_, {}, name_of);
    }
    const auto place = std::ranges::lower_bound(by_name_, name, {}, name_of);
    if (place == by_name_.end() || name_of(*place) != name) return nullptr;
    next_ = *place;
  }
  taken_[next_] = true;
  return &fields[next_++];
}

std::span<const std::uint8_t> Archive::take(std::string_view name, Kind kind, const Shape& shape) {
  const std::string_view full_name = full(name);
  const StateDict::Field* there = find(full_name);
  if (there != nullptr && there->kind == kind && there->shape == shape) return from_->bytes(*there);
  const std::string here = StateDict::Field{.kind = kind, .shape = shape}.to_string();
  if (there == nullptr) fail_missing(full_name, here);
  fail_to_fit(full_name, there->to_string(), here);
}

void Archive::numbers(std::string_view name, Kind kind, const Shape& shape, void* data) {
  const std::size_t size = StateDict::Field{.kind = kind, .shape = shape}.size();
  if (reading()) {
    const auto bytes = take(name, kind, shape);
    if (size > 0) std::memcpy(data, bytes.data(), size);
  } else {
    const auto bytes = put(name, kind, shape);
    if (size > 0) std::memcpy(bytes.data(), data, size);
  }
}

void Archive::field(std::string_view name, std::int64_t& number) {
  numbers(name, Kind::int64, {}, &number);
  if (reading() && (number > furthest || number < -furthest)) {
    fail("checkpoint", std::string(full(name)) + " of " + std::to_string(number),
         "at most " + std::to_string(furthest) + ", as nothing counts further");
  }
}

void Archive::field(std::string_view name, double& number) {
  numbers(name, Kind::float64, {}, &number);
}

void Archive::field(std::string_view name, std::vector<double>& values) {
  if (reading()) {
    const std::string_view full_name = full(name);
    const StateDict::Field* there = find(full_name);
    if (there == nullptr) fail_missing(full_name, "a list of numbers");
    if (there->kind != Kind::float64 || there->shape.rank() != 1) {
      fail_to_fit(full_name, there->to_string(), "a list of numbers");
    }
    values.resize(static_cast<std::size_t>(there->shape[0]));
    --next_;  // it is read now
  }
  numbers(name, Kind::float64, {static_cast<std::int64_t>(values.size())}, values.data());
}

void Archive::field(std::string_view name, Strokes& strokes) {
  std::vector<double> numbers;  // of each stroke: how many points, then x and y of each
  for (const Stroke& stroke : strokes) {
    numbers.push_back(static_cast<double>(stroke.size()));
    for (const auto& [x, y] : stroke) numbers.insert(numbers.end(), {x, y});
  }
  field(name, numbers);
  if (!reading()) return;
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

void Archive::field(std::string_view name, const Tensor& tensor) {
  if (reading()) {
    const auto bytes = take(name, Kind::float32, tensor.shape());
    if (bytes.empty()) return;
    if (!tensor.is_here()) tensor.discard();
    std::memcpy(tensor.data(), bytes.data(), bytes.size());
    return;
  }
  const auto bytes = put(name, Kind::float32, tensor.shape());
  if (tensor.is_here()) {
    if (!bytes.empty()) std::memcpy(bytes.data(), tensor.read().data(), bytes.size());
  } else {
    to_->leave_gap(next_ - 1);
    absent_.push_back(tensor);
  }
}

void Archive::field(std::string_view name, Random& random) {
  std::array<std::uint64_t, 2> state = {random.key(), random.counter()};
  numbers(name, Kind::random, {}, state.data());
  random.restore(state[0], state[1]);
}

void Archive::field(std::string_view name, Batches& batches) {
  const Scope scope(*this, name);
  Batches::Position position = batches.position();
  field("epoch", position.epoch);
  field("sample", position.sample);
  if (reading()) batches.set_position(position);
}

void Archive::field(std::string_view name, const std::vector<Parameter>& parameters) {
  const Scope scope(*this, name);
  for (const Parameter& parameter : parameters) field(parameter.name, parameter.tensor);
}

void Archive::field(std::string_view name, Optimizer& optimizer) {
  field(name, optimizer.state());
  const Scope scope(*this, name);
  std::int64_t steps = optimizer.steps();
  field("steps", steps);
  optimizer.set_steps(steps);
}

std::vector<std::string> Archive::names(std::string_view scope) {
  std::vector<std::string> names;
  const std::string beginning = std::string(full(scope)) + '.';
  for (const StateDict::Field& field : from_->fields()) {
    if (!field.name.starts_with(beginning)) continue;
    const std::size_t end = field.name.find('.', beginning.size());
    std::string part = field.name.substr(beginning.size(), end - beginning.size());
    if (names.empty() || names.back() != part) names.push_back(std::move(part));
  }
  return names;
}

void Archive::end() {
  if (!reading()) return to_->end(next_);
  for (std::size_t index = 0; index < taken_.size(); ++index) {
    if (taken_[index]) continue;
    fail("checkpoint", from_->fields()[index].name + " is there and not here", "a checkpoint of the same model");
  }
}

}  // namespace gradlab
