// Snake: whoever eats grows, and whoever runs into the wall or into itself has lost.
#include <algorithm>
#include <cmath>

#include "engine/learn/environment/environment.h"

namespace gradlab {

namespace {

constexpr std::int64_t first_length = 3;
enum Move : std::int64_t { up, right, down, left };

/// A state is the length, the cell of the food (-1 where there is no room for any), the moves since it was eaten, and
/// the snake's cells from the head on, counted from the lower left by rows; what lies behind the tail is 0. Each food
/// scores 1; the agent loses 1 with its life, and starves where it eats nothing for too long.
class Snake : public Environment {
 public:
  explicit Snake(const EnvironmentArguments& arguments) : side_(arguments.board), cells_(side_ * side_) {}

  std::int64_t state_size() const override { return static_cast<std::int64_t>(body) + cells_; }
  /// For every cell how long the snake will still lie there, as a share of all cells; whether the head does; whether
  /// food does; and last the hunger.
  std::int64_t observation_size() const override { return 3 * cells_ + 1; }
  std::vector<std::string> actions() const override { return {"up", "right", "down", "left"}; }
  std::int64_t most_moves() const override { return 1000 * cells_ / 36; }
  double solved_at() const override { return static_cast<double>(cells_ - first_length); }
  double moves_per_second() const override { return 12.0; }
  double played_per_second() const override { return 4.0; }
  std::optional<std::int64_t> at_rest(std::int64_t, std::int64_t last) const override { return last; }

  void begin(std::span<double> state, Random& random) const override {
    std::ranges::fill(state, 0.0);
    state[length] = first_length;
    for (std::int64_t i = 0; i < first_length; ++i)
      state[body + static_cast<std::size_t>(i)] = static_cast<double>(side_ / 2 * side_ + side_ / 2 - i);
    put_food(state, random);
  }

  Transition act(std::span<double> state, std::int64_t action, Random& random) const override {
    const std::int64_t next = after(state, action);
    const auto long_by = static_cast<std::int64_t>(state[length]);
    const bool eats = next >= 0 && next == static_cast<std::int64_t>(state[food]);
    const auto* segments = state.data() + body;
    const auto* end = segments + long_by - (eats ? 0 : 1);  // the tail goes on, unless the snake grows
    if (next < 0 || std::find(segments, end, static_cast<double>(next)) != end) return {-1.0f, true, 0.0f};
    std::copy_backward(segments, end, state.data() + body + long_by + (eats ? 1 : 0));
    state[body] = static_cast<double>(next);
    if (!eats) {
      state[hunger] += 1.0;
      const bool starved = state[hunger] >= static_cast<double>(most_hunger());
      return {starved ? -1.0f : 0.0f, starved, 0.0f};
    }
    state[length] += 1.0;
    state[hunger] = 0.0;
    put_food(state, random);
    return {1.0f, state[food] < 0, 1.0f};
  }

  void observe(std::span<const double> state, std::span<float> observation) const override {
    std::ranges::fill(observation, 0.0f);
    const auto long_by = static_cast<std::size_t>(state[length]), cells = static_cast<std::size_t>(cells_);
    for (std::size_t i = 0; i < long_by; ++i)
      observation[static_cast<std::size_t>(state[body + i])] =
          static_cast<float>(long_by - i) / static_cast<float>(cells);
    observation[cells + static_cast<std::size_t>(state[body])] = 1.0f;
    if (state[food] >= 0) observation[2 * cells + static_cast<std::size_t>(state[food])] = 1.0f;
    observation[3 * cells] = static_cast<float>(state[hunger]) / static_cast<float>(most_hunger());
  }

  std::array<double, 4> bounds() const override { return {-0.1, edge() + 0.1, -0.1, edge() + 0.1}; }
  void draw_ground(Scene& scene) const override {
    constexpr double width = 0.06;
    const double side = edge();
    for (const double end : {0.0, side}) {
      scene.line(Scene::Role::wall, end, 0, end, side, width);
      scene.line(Scene::Role::wall, 0, end, side, end, width);
    }
    for (double cell = 1; cell < side; ++cell) {
      scene.line(Scene::Role::soft, cell, 0, cell, side, 0.02, 0.25);
      scene.line(Scene::Role::soft, 0, cell, side, cell, 0.02, 0.25);
    }
  }
  void draw(std::span<const double> state, Scene& scene) const override {
    if (state[food] >= 0) scene.circle(Scene::Role::good, middle(state[food])[0], middle(state[food])[1], 0.24);
    const auto long_by = static_cast<std::size_t>(state[length]);
    for (std::size_t i = 0; i < long_by; ++i) {
      const auto [x, y] = middle(state[body + i]);
      scene.circle(Scene::Role::agent, x, y, i == 0 ? 0.4 : 0.3);
      if (i == 0) continue;
      const auto [before_x, before_y] = middle(state[body + i - 1]);
      scene.line(Scene::Role::agent, before_x, before_y, x, y, 0.6);
    }
    const auto [x, y] = middle(state[body]);
    for (const double eye : {-0.14, 0.14}) scene.circle(Scene::Role::ground, x + eye, y + 0.1, 0.08);
  }

 private:
  static constexpr std::size_t length = 0, food = 1, hunger = 2, body = 3;

  double edge() const { return static_cast<double>(side_); }
  /// Enough to reach any cell, and to wait for the tail.
  std::int64_t most_hunger() const { return 2 * cells_; }
  std::array<double, 2> middle(double cell) const {
    return {std::fmod(cell, edge()) + 0.5, std::floor(cell / edge()) + 0.5};
  }

  /// The cell that the head goes to, -1 behind a wall. Nobody turns on the spot: back is straight on.
  std::int64_t after(std::span<const double> state, std::int64_t action) const {
    const auto head = static_cast<std::int64_t>(state[body]), neck = static_cast<std::int64_t>(state[body + 1]);
    const auto towards = [head, this](std::int64_t move) -> std::int64_t {
      const std::int64_t column = head % side_ + (move == right) - (move == left);
      const std::int64_t row = head / side_ + (move == up) - (move == down);
      return column < 0 || column >= side_ || row < 0 || row >= side_ ? -1 : row * side_ + column;
    };
    const std::int64_t next = towards(action);
    return next == neck ? towards((action + 2) % 4) : next;
  }

  /// Where the snake is not, if that is anywhere.
  void put_food(std::span<double> state, Random& random) const {
    std::array<std::int64_t, most_side * most_side> free{};
    std::size_t count = 0;
    const auto snake = state.subspan(body, static_cast<std::size_t>(state[length]));
    for (std::int64_t cell = 0; cell < cells_; ++cell) {
      if (std::ranges::find(snake, static_cast<double>(cell)) == snake.end()) free[count++] = cell;
    }
    state[food] = -1.0;
    if (count == 0) return;
    const std::int64_t place = random.below(static_cast<std::int64_t>(count));
    state[food] = static_cast<double>(free[static_cast<std::size_t>(place)]);
  }

  static constexpr std::size_t most_side = EnvironmentArguments::most_board;
  std::int64_t side_, cells_;
};

}  // namespace

const RegisterEnvironment registered_snake({.name = "snake",
                                            .place = 4,
                                            .make = [](const EnvironmentArguments& arguments) {
                                              return std::make_unique<Snake>(arguments);
                                            }});

}  // namespace gradlab
