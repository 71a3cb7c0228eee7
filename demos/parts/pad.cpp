#include "demos/parts/pad.h"

#include <algorithm>
#include <cmath>

#include "demos/core/plain_texts.h"
#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::size_t most_strokes = 200, most_points_drawn = 5'000;
constexpr float nearest = 0.002f;  // of the pad's edge: a point that is nearer to the one before it adds nothing

bool adds(const std::array<float, 2>& point, const Stroke& stroke) {
  return stroke.empty() || std::hypot(point[0] - stroke.back()[0], point[1] - stroke.back()[1]) >= nearest;
}

}  // namespace

Strokes strokes_of(const Json& json) {
  const auto refuse = [](const std::string& came) {
    fail("draw", came, "a list of strokes, each a list of points [x, y] in [0, 1]");
  };
  if (!json.is_array()) refuse("no list");
  if (json.size() > most_strokes) throw Refusal{"notice.too_many_strokes", {{"most", most_strokes}}};
  Strokes strokes;
  std::size_t points = 0;
  for (const Json& line : json) {
    if (!line.is_array()) refuse("a stroke that is no list");
    Stroke& stroke = strokes.emplace_back();
    for (const Json& point : line) {
      if (!point.is_array() || point.size() != 2 || !point[0].is_number() || !point[1].is_number()) {
        refuse("a point that is none");
      }
      const std::array<float, 2> place = {point[0].get<float>(), point[1].get<float>()};
      if (!std::isfinite(place[0]) || !std::isfinite(place[1])) refuse("a point at infinity");
      const std::array inside = {std::clamp(place[0], 0.0f, 1.0f), std::clamp(place[1], 0.0f, 1.0f)};
      if (adds(inside, stroke)) stroke.push_back(inside);
    }
    points += stroke.size();
    if (points > most_points_drawn) throw Refusal{"notice.too_much_drawn", {{"most", most_points_drawn}}};
    if (stroke.empty()) strokes.pop_back();
  }
  return strokes;
}

void show_pad(View& view, const Drawings& drawings, const Tensor& input, const Tensor& probabilities,
              const std::vector<std::string>& names) {
  view.set("labels", plain_texts(names)).set("teach", "pad.teach").set("lessons", drawings.lessons.size());
  view.set("strokes", drawings.pad).set("answer", -1);
  const Shape& shape = input.shape();
  if (drawings.pad.empty()) {
    const std::vector<float> none(names.size());
    view.tensor("image", Tensor::zeros({shape[1], shape[2]})).tensor("probabilities", none);
    return;
  }
  view.tensor("image", mean(input, {3}).viewed_as({shape[1], shape[2]}))
      .tensor("probabilities", probabilities.viewed_as({probabilities.size()}))
      .set("answer", argmax(probabilities, 1).indices()[0]);
}

}  // namespace gradlab
