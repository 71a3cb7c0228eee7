#include "demos/run/journal.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

namespace gradlab {

namespace {

std::size_t bytes_of(const Change& change) {
  return std::transform_reduce(change.pad.begin(), change.pad.end(), sizeof(Change) + change.what.size(), std::plus(),
                               [](const Stroke& stroke) { return sizeof(Stroke) + stroke.size() * sizeof(stroke[0]); });
}

}  // namespace

void Journal::begin(const Values& values, const std::vector<Drawings::Lesson>& lessons, Device device,
                    std::int64_t altered_at) {
  values_ = values;
  lessons_ = lessons;
  device_ = device;
  altered_at_ = altered_at;
  changes_.clear();
  bytes_ = 0;
}

void Journal::note(Change change) {
  bytes_ += bytes_of(change);
  changes_.push_back(std::move(change));
}

std::vector<Change> Journal::take_behind(std::size_t count) {
  const auto behind = changes_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Change> taken(std::make_move_iterator(behind), std::make_move_iterator(changes_.end()));
  changes_.erase(behind, changes_.end());
  for (const Change& change : taken) bytes_ -= bytes_of(change);
  return taken;
}

Values Journal::values_at(std::size_t count) const {
  Values values = values_;
  for (std::size_t i = 0; i < count; ++i) {
    if (changes_[i].kind == Change::Kind::values) values.change(Json::parse(changes_[i].what));
  }
  return values;
}

bool Journal::has_lessons(std::size_t from, std::size_t to) const {
  const auto [first, last] = std::minmax(from, to);
  return std::any_of(changes_.begin() + static_cast<std::ptrdiff_t>(first),
                     changes_.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const Change& change) { return change.kind == Change::Kind::lesson; });
}

std::int64_t Journal::altered_at(std::size_t count) const {
  while (count-- > 0) {
    const Change& change = changes_[count];
    const bool begun_so = change.kind == Change::Kind::values && change.step == 0;
    if (change.kind != Change::Kind::device && !begun_so) return change.step;
  }
  return altered_at_;
}

Device Journal::device_at(std::size_t count) const {
  while (count-- > 0) {
    const Change& change = changes_[count];
    if (change.kind == Change::Kind::device) return change.what == name_of(Device::cpu) ? Device::cpu : Device::webgpu;
  }
  return device_;
}

bool Journal::has_been_remote() const {
  if (!is_host(device_)) return true;
  return std::ranges::any_of(changes_, [](const Change& change) {
    return change.kind == Change::Kind::device && change.what != name_of(Device::cpu);
  });
}

}  // namespace gradlab
