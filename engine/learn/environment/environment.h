// What agents act in. An environment is its rules alone: states are numbers that whoever uses it keeps, so that many
// copies run at once, are written down, and are played back.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/learn/environment/scene.h"

namespace gradlab {

/// What an action leads to.
struct Transition {
  float reward = 0.0f;      ///< what the agent learns from
  bool terminated = false;  ///< the episode has come to its own end
  float score = 0.0f;       ///< what counts for the return; the reward, unless rewards are bent to teach something
};

/// Two numbers of a state that tell most of it: a plane over which to draw.
struct StatePlane {
  std::size_t x, y;              ///< which numbers
  std::array<double, 4> bounds;  ///< x0, x1, y0, y1
  std::string x_name, y_name;
};

class Environment {
 public:
  virtual ~Environment() = default;
  virtual std::int64_t state_size() const = 0;        ///< numbers of a state
  virtual std::int64_t observation_size() const = 0;  ///< numbers that an agent sees of it
  virtual std::vector<std::string> actions() const = 0;
  /// After so many an episode is cut short, without having come to its own end.
  virtual std::int64_t most_moves() const = 0;
  /// The return from which on it counts as solved.
  virtual double solved_at() const = 0;
  /// The pace at which it is best watched.
  virtual double moves_per_second() const { return 50.0; }
  /// The pace at which a person can play; 0 where the world waits for her.
  virtual double played_per_second() const { return 0.0; }
  /// What hands do that press nothing, after so many moves, the last of which was `last`; none where the world waits.
  virtual std::optional<std::int64_t> at_rest(std::int64_t /*moves*/, std::int64_t /*last*/) const { return {}; }
  virtual void begin(std::span<double> state, Random& random) const = 0;
  virtual Transition act(std::span<double> state, std::int64_t action, Random& random) const = 0;
  virtual void observe(std::span<const double> state, std::span<float> observation) const = 0;

  virtual std::optional<StatePlane> plane() const { return {}; }
  /// x0, x1, y0, y1 of what is drawn.
  virtual std::array<double, 4> bounds() const = 0;
  /// What does not move.
  virtual void draw_ground(Scene& scene) const = 0;
  virtual void draw(std::span<const double> state, Scene& scene) const = 0;
};

/// What visitors set; each environment heeds its own.
struct EnvironmentArguments {
  std::string map = "classic";  ///< grid world
  struct Cell {
    std::int64_t column = 0, row = 0, kind = 0;  ///< from the lower left; the kind as in grid_world.h
  };
  std::vector<Cell> cells = {};                   ///< that the visitor drew over the map
  float step = -0.04f, pit = -1.0f, goal = 1.0f;  ///< rewards of the grid world
  float wind = 0.0f;                              ///< chance that a move goes sideways
  float bend = 0.0f;                              ///< reward beside the usual one: cart_pole.cpp, mountain_car.cpp
  std::int64_t arms = 10;                         ///< of the bandit
  static constexpr std::int64_t most_board = 12;
  std::int64_t board = 6;  ///< cells along each side of Snake's
};

struct EnvironmentEntry {
  std::string name;                                                        ///< "cart_pole"
  int place = 0;                                                           ///< in menus
  enum class Kind { bandit, finite, continuous } kind = Kind::continuous;  ///< which methods can learn in it
  std::function<std::unique_ptr<Environment>(const EnvironmentArguments&)> make;
};
/// The last line of an environment's file: `const RegisterEnvironment registered_cart_pole({.name = "cart_pole",
/// ...});`
using RegisterEnvironment = Registry<EnvironmentEntry>::Add;

}  // namespace gradlab
