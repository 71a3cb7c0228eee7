#include "web/ui/views/strokes.h"

#include <utility>

#include "web/ui/input/clock.h"
#include "web/ui/input/ink.h"
#include "web/ui/state/outbox.h"

namespace gradlab::ui {
namespace {

/// What the trainer did not confirm within this time is given up, in ms.
constexpr double patience = 1500.0;
/// More than a hand draws: beyond it the pen is dry. The trainer takes no more either.
constexpr std::size_t most_strokes = 200, most_points = 20'000;
/// Nearer places are one, as a share of the pad's side.
constexpr float least_way = 0.006f;

ImVec2 inside(ImVec2 at, Box box) {
  const ImVec2 way = at - box.low;
  return {std::clamp(way.x / box.width(), 0.0f, 1.0f), std::clamp(way.y / box.height(), 0.0f, 1.0f)};
}

/// Four digits after the point.
double tidy(float part) {
  return std::round(static_cast<double>(part) * 1e4) / 1e4;
}

}  // namespace

void Strokes::draw(const std::string& view, ImGuiID id, Box box) {
  drawing_ = drawing_ink(id);
  bool changed = false;
  std::size_t points = 0;
  for (const Stroke& stroke : list_) points += stroke.size();
  for (const InkPoint& point : take_ink(id)) {
    const ImVec2 at = inside(point.at, box);
    if (point.begins && std::exchange(finished_, false)) list_.clear(), points = 0;
    if (points == most_points || (point.begins && list_.size() == most_strokes)) break;
    if (point.begins || list_.empty()) list_.emplace_back();
    Stroke& stroke = list_.back();
    const ImVec2 way = stroke.empty() ? ImVec2(1, 1) : at - stroke.back();
    if (std::hypot(way.x, way.y) < least_way) continue;
    stroke.push_back(at);
    ++points;
    changed = true;
  }
  if (!changed) return;
  sent_ = written();
  sent_at_ = frame_time();
  send({{"type", "input"}, {"view", view}, {"kind", "draw"}, {"strokes", sent_}});
}

void Strokes::wipe(const std::string& view) {
  list_.clear();
  finished_ = false;
  sent_ = Json::array();
  sent_at_ = frame_time();
  send({{"type", "input"}, {"view", view}, {"kind", "wipe"}});
}

void Strokes::receive(const Json& strokes) {
  const bool heard = same(strokes, sent_);
  const bool waiting = !sent_.is_null() && !heard && frame_time() - sent_at_ < patience;
  if (heard) sent_ = nullptr;
  if (drawing_ || waiting || heard) return;
  list_.clear();
  for (const Json& json : elements(strokes)) {
    Stroke& stroke = list_.emplace_back();
    for (const Json& point : elements(json)) {
      if (elements(point).size() == 2)
        stroke.push_back({static_cast<float>(number_of(point[0])), static_cast<float>(number_of(point[1]))});
    }
  }
}

Json Strokes::written() const {
  Json list = Json::array();
  for (const Stroke& stroke : list_) {
    Json points = Json::array();
    for (const ImVec2 point : stroke) points.push_back({tidy(point.x), tidy(point.y)});
    list.push_back(std::move(points));
  }
  return list;
}

}  // namespace gradlab::ui
