#include "engine/learn/environment/grid_world.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"

namespace gradlab {

namespace {

GridCell cell_of(char letter) {
  switch (letter) {
    case '#': return GridCell::wall;
    case 'P': return GridCell::pit;
    case 'G': return GridCell::goal;
    case 'S': return GridCell::start;
    default: return GridCell::free;
  }
}

const GridMap& find_map(const std::string& name) {
  const auto place = std::ranges::find(grid_maps(), name, &GridMap::name);
  if (place == grid_maps().end()) fail("grid_world", name, "a map that there is");
  return *place;
}

}  // namespace

GridWorld::GridWorld(const EnvironmentArguments& arguments)
    : step_(arguments.step), pit_(arguments.pit), goal_(arguments.goal) {
  const GridMap& map = find_map(arguments.map);
  rows_ = static_cast<std::int64_t>(map.rows.size());
  columns_ = static_cast<std::int64_t>(map.rows[0].size());
  for (std::int64_t row = rows_ - 1; row >= 0; --row) {
    for (const char letter : map.rows[static_cast<std::size_t>(row)]) cells_.push_back(cell_of(letter));
  }
  for (const EnvironmentArguments::Cell& drawn : arguments.cells) {
    if (drawn.column < 0 || drawn.column >= columns_ || drawn.row < 0 || drawn.row >= rows_) continue;
    auto& cell = cells_[static_cast<std::size_t>(drawn.row * columns_ + drawn.column)];
    if (cell != GridCell::start) cell = static_cast<GridCell>(std::clamp<std::int64_t>(drawn.kind, 0, 3));
  }
  start_ = std::ranges::find(cells_, GridCell::start) - cells_.begin();
  const double wind = static_cast<double>(arguments.wind);
  consequences_.resize(static_cast<std::size_t>(states() * grid_moves));
  for (std::int64_t state = 0; state < states(); ++state) {
    for (std::int64_t move = 0; !is_closed(state) && move < grid_moves; ++move) {
      auto& possible = consequences_[static_cast<std::size_t>(state * grid_moves + move)];
      possible.push_back(consequence(state, move, 1.0 - wind));
      for (const std::int64_t turn : {1, 3}) {
        if (wind > 0) possible.push_back(consequence(state, (move + turn) % grid_moves, wind / 2));
      }
    }
  }
}

bool GridWorld::is_closed(std::int64_t state) const {
  return cell(state) != GridCell::free && cell(state) != GridCell::start;
}

std::int64_t GridWorld::after(std::int64_t state, std::int64_t move) const {
  const std::int64_t column = column_of(state) + (move == move_right) - (move == move_left);
  const std::int64_t row = row_of(state) + (move == move_up) - (move == move_down);
  if (column < 0 || column >= columns_ || row < 0 || row >= rows_) return state;
  const std::int64_t next = row * columns_ + column;
  return cell(next) == GridCell::wall ? state : next;
}

Consequence GridWorld::consequence(std::int64_t state, std::int64_t move, double chance) const {
  const std::int64_t next = after(state, move);
  const GridCell there = cell(next);
  const float reward = there == GridCell::pit ? pit_ : there == GridCell::goal ? goal_ : 0.0f;
  return {chance, next, step_ + reward, is_closed(next)};
}

std::array<double, 4> GridWorld::bounds() const {
  return {0, static_cast<double>(columns_), 0, static_cast<double>(rows_)};
}

void GridWorld::draw_ground(Scene& scene) const {
  constexpr double gap = 0.03;
  for (std::int64_t state = 0; state < states(); ++state) {
    const auto x = static_cast<double>(column_of(state)), y = static_cast<double>(row_of(state));
    const auto fill = [&](Scene::Role role, double strength) {
      scene.rectangle(role, x + gap, y + gap, x + 1 - gap, y + 1 - gap, strength);
    };
    switch (cell(state)) {
      case GridCell::wall: fill(Scene::Role::wall, 1.0); break;
      case GridCell::pit:
        fill(Scene::Role::bad, 1.0);
        scene.line(Scene::Role::ground, x + 0.34, y + 0.34, x + 0.66, y + 0.66, 0.07);
        scene.line(Scene::Role::ground, x + 0.34, y + 0.66, x + 0.66, y + 0.34, 0.07);
        break;
      case GridCell::goal:
        fill(Scene::Role::good, 1.0);
        scene.line(Scene::Role::ground, x + 0.36, y + 0.22, x + 0.36, y + 0.78, 0.06);
        scene.polygon(Scene::Role::ground,
                      {x + 0.36, y + 0.78, x + 0.72, y + 0.64, x + 0.72, y + 0.64, x + 0.36, y + 0.5});
        break;
      default: fill(Scene::Role::ground, 1.0);
    }
  }
}

void GridWorld::draw(std::span<const double> state, Scene& scene) const {
  const auto where = static_cast<std::int64_t>(state[0]);
  const double x = static_cast<double>(column_of(where)) + 0.5, y = static_cast<double>(row_of(where)) + 0.5;
  scene.circle(Scene::Role::ground, x, y, 0.25);
  scene.circle(Scene::Role::agent, x, y, 0.21);
}

const RegisterEnvironment registered_grid_world({.name = "grid_world",
                                                 .place = 1,
                                                 .kind = EnvironmentEntry::Kind::finite,
                                                 .make = [](const EnvironmentArguments& arguments) {
                                                   return std::make_unique<GridWorld>(arguments);
                                                 }});

}  // namespace gradlab
