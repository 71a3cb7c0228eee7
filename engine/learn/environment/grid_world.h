// A grid world: cells to walk on, walls, pits and a goal, and a wind that carries whoever walks to the side.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/learn/environment/finite.h"

namespace gradlab {

enum class GridCell : std::int64_t { free, wall, pit, goal, start };
enum GridMove : std::int64_t { move_up, move_right, move_down, move_left, grid_moves };

/// Rows from the top: '.' free, '#' wall, 'P' pit, 'G' goal, 'S' start; all of one length.
struct GridMap {
  std::string name;
  int place = 0;  ///< in menus
  std::vector<std::string_view> rows;
};
const std::vector<GridMap>& grid_maps();

/// A state is a cell, row by row from the lower left. A move goes to the next cell, or with the chance `wind` to one of
/// the two beside that way; into a wall, or out of the grid, it stays. Who comes into a pit or to the goal has ended.
class GridWorld : public FiniteEnvironment {
 public:
  explicit GridWorld(const EnvironmentArguments& arguments);

  std::int64_t columns() const { return columns_; }
  std::int64_t rows() const { return rows_; }
  GridCell cell(std::int64_t state) const { return cells_[static_cast<std::size_t>(state)]; }
  std::int64_t column_of(std::int64_t state) const { return state % columns_; }
  std::int64_t row_of(std::int64_t state) const { return state / columns_; }

  std::int64_t states() const override { return columns_ * rows_; }
  std::int64_t first_state() const override { return start_; }
  bool is_closed(std::int64_t state) const override;
  const std::vector<Consequence>& consequences(std::int64_t state, std::int64_t action) const override {
    return consequences_[static_cast<std::size_t>(state * grid_moves + action)];
  }
  std::vector<std::string> actions() const override { return {"up", "right", "down", "left"}; }
  std::int64_t most_moves() const override { return 4 * states(); }
  double solved_at() const override { return 0.0; }  // of which only its values tell

  std::array<double, 4> bounds() const override;
  void draw_ground(Scene& scene) const override;
  void draw(std::span<const double> state, Scene& scene) const override;

 private:
  std::int64_t after(std::int64_t state, std::int64_t move) const;
  Consequence consequence(std::int64_t state, std::int64_t move, double chance) const;

  std::int64_t columns_ = 0, rows_ = 0, start_ = 0;
  float step_, pit_, goal_;
  std::vector<GridCell> cells_;
  std::vector<std::vector<Consequence>> consequences_;  // of each state and action
};

}  // namespace gradlab
