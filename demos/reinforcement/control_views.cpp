// What is shown of a network that acts: an episode, and what it makes of all states of a plane.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "demos/parts/network_view.h"
#include "demos/reinforcement/control_task.h"
#include "demos/reinforcement/stage_view.h"

namespace gradlab {

namespace {

constexpr std::int64_t plane_cells = 40;
constexpr std::size_t shown_frames = 250, last_moves = 100;

/// From -1, surely the first action, to 1, surely the last one.
float leaning(std::span<const float> outputs, std::size_t actions, bool has_policy) {
  if (!has_policy) return outputs[actions - 1] - outputs[0];
  const float most = *std::max_element(outputs.begin(), outputs.begin() + static_cast<std::ptrdiff_t>(actions));
  float total = 0.0f;
  for (std::size_t action = 0; action < actions; ++action) total += std::exp(outputs[action] - most);
  return (std::exp(outputs[actions - 1] - most) - std::exp(outputs[0] - most)) / total;
}

}  // namespace

void ControlTask::show(Views& views) {
  if (views.wants("world")) show_world(views.add("world"));
  if (views.wants("own_game")) {
    const bool known = !tested_.returns.empty();
    game_.show(views.add("own_game"), *rules_, known ? std::optional(tested_.mean()) : std::nullopt);
  }
  if (views.wants("summary")) show_summary(views.add("summary"), model_);
  const std::optional<StatePlane> plane = rules_->plane();
  if (!plane || !(views.wants("state_values") || views.wants("policy"))) return;
  const Tensor outputs = over_plane(*plane);
  const auto width = static_cast<std::size_t>(outputs.shape()[1]), actions = rules_->actions().size();
  std::vector<float> values, leanings;
  for (std::size_t i = 0; i < static_cast<std::size_t>(plane_cells * plane_cells); ++i) {
    const std::span<const float> row = outputs.read().subspan(i * width, width);
    const float value = entry_->has_policy ? row[actions] : std::ranges::max(row);
    values.push_back(value / static_cast<float>(1.0 - arguments_.discount));
    leanings.push_back(leaning(row, actions, entry_->has_policy));
  }
  const float mean = std::accumulate(values.begin(), values.end(), 0.0f) / static_cast<float>(values.size());
  for (float& value : values) value -= mean;
  if (views.wants("state_values")) show_plane(views.add("state_values"), *plane, values);
  if (views.wants("policy")) show_plane(views.add("policy"), *plane, leanings);
}

/// Outputs of the network [cells^2, outputs], row by row from below; what the plane does not tell is 0.
Tensor ControlTask::over_plane(const StatePlane& plane) const {
  const std::int64_t seen = rules_->observation_size();
  const Tensor observations = Tensor::zeros({plane_cells * plane_cells, seen});
  std::vector<double> state(static_cast<std::size_t>(rules_->state_size()));
  const auto at = [&](std::int64_t cell, std::size_t low) {
    return plane.bounds[low] +
           (plane.bounds[low + 1] - plane.bounds[low]) * (static_cast<double>(cell) + 0.5) / plane_cells;
  };
  for (std::int64_t cell = 0; cell < plane_cells * plane_cells; ++cell) {
    state[plane.x] = at(cell % plane_cells, 0);
    state[plane.y] = at(cell / plane_cells, 2);
    rules_->observe(
        state, observations.values().subspan(static_cast<std::size_t>(cell * seen), static_cast<std::size_t>(seen)));
  }
  return model_.forward(observations);
}

void ControlTask::show_plane(View& view, const StatePlane& plane, const std::vector<float>& field) const {
  const auto [low, high] = std::ranges::minmax(field);
  const float size = std::max({std::abs(low), std::abs(high), 1e-6f});
  std::vector<float> x, y;
  const auto width = static_cast<std::size_t>(rules_->state_size());
  const std::size_t all = tested_.first.states.size(), most = last_moves * width;
  for (std::size_t first = all > most ? all - most : 0; first < all; first += width) {
    x.push_back(static_cast<float>(tested_.first.states[first + plane.x]));
    y.push_back(static_cast<float>(tested_.first.states[first + plane.y]));
  }
  view.set("x", "state." + plane.x_name).set("y", "state." + plane.y_name).set("bounds", plane.bounds);
  view.set("classes", 0).set("palette", "diverging").set("field_range", {-size, size});
  view.tensor("field", field, {plane_cells, plane_cells});
  view.set("curves", {{{"label", "stage.path"}, {"x", "path.x"}, {"y", "path.y"}, {"role", "accent"}}});
  view.tensor("path.x", x).tensor("path.y", y);
  view.tensor("points", std::vector<float>(), {0, 2}).tensor("labels", std::vector<float>());
  view.tensor("split", std::vector<float>());
}

void ControlTask::show_world(View& view) const {
  const Episode& last = environments_.last_episode();
  const Episode& now = watches_greedy_ || last.actions.empty() ? tested_.first : last;
  const PastEpisodes::Kept* past = past_.chosen();
  const Episode& watched = past ? past->episode : now;
  Stage stage{.bounds = rules_->bounds(),
              .frames_per_second = rules_->moves_per_second(),
              .episode = past ? past->step : steps_};
  rules_->draw_ground(stage.ground);
  add_frames(stage, *rules_, watched, shown_frames);
  const auto moves = static_cast<double>(watched.actions.size());
  stage.frames_per_second *= std::min(1.0, static_cast<double>(shown_frames) / std::max(1.0, moves));
  show_stage(view, stage);
  past_.show(view);
}

}  // namespace gradlab
