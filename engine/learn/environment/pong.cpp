// Pong with one paddle: a ball between three walls, and a paddle where the fourth would be.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/learn/environment/environment.h"

namespace gradlab {

namespace {

constexpr double radius = 0.02, paddle_x = 0.95, half_paddle = 0.1, paddle_step = 0.035;
constexpr double first_speed = 0.025, fastest = 0.045, faster = 1.05;  // with each hit
constexpr double steepest = std::numbers::pi / 3, first_steepest = std::numbers::pi / 4;
constexpr double hit_within = half_paddle + radius, hits_to_win = 10;
constexpr float effort_cost = 0.005f;

/// A state is the ball's place (x, y), its way in a move (x, y), the place of the paddle, and the hits so far. Each hit
/// scores 1, ten win, and the agent loses 1 with the ball, and a little by moving, so that it stands still where
/// nothing is to be done. The ball flies off the more steeply the further from the paddle's middle it hits.
class Pong : public Environment {
 public:
  std::int64_t state_size() const override { return 6; }
  std::int64_t observation_size() const override { return 5; }
  std::vector<std::string> actions() const override { return {"down", "idle", "up"}; }
  std::int64_t most_moves() const override { return 1000; }
  double solved_at() const override { return 9.5; }
  double played_per_second() const override { return 25.0; }
  std::optional<std::int64_t> at_rest(std::int64_t, std::int64_t) const override { return 1; }

  void begin(std::span<double> state, Random& random) const override {
    const double steep = first_steepest * static_cast<double>(random.uniform(-1.0f, 1.0f));
    state[x] = 2 * radius;
    state[y] = static_cast<double>(random.uniform(0.2f, 0.8f));
    state[way_x] = first_speed * std::cos(steep);
    state[way_y] = first_speed * std::sin(steep);
    state[paddle] = 0.5;
    state[hits] = 0.0;
  }

  Transition act(std::span<double> state, std::int64_t action, Random&) const override {
    const double to = state[paddle] + static_cast<double>(action - 1) * paddle_step;
    state[paddle] = std::clamp(to, half_paddle, 1 - half_paddle);
    const double line = paddle_x - radius, left = (line - state[x]) / state[way_x];  // moves until it is there
    state[x] += state[way_x];
    state[y] += state[way_y];
    for (const double wall : {radius, 1 - radius}) {
      if ((state[y] - wall) * (wall - 0.5) > 0) {
        state[y] = 2 * wall - state[y];
        state[way_y] = -state[way_y];
      }
    }
    if (state[x] < radius) {
      state[x] = 2 * radius - state[x];
      state[way_x] = -state[way_x];
    }
    const float effort = action == 1 ? 0.0f : effort_cost;
    if (state[way_x] < 0 || left < 0 || left > 1) return {-effort, false, 0.0f};
    const double off = (state[y] - state[paddle]) / hit_within;
    if (std::abs(off) > 1) return {-1.0f, true, 0.0f};
    const double speed = std::min(fastest, faster * std::hypot(state[way_x], state[way_y]));
    state[x] = line;
    state[way_x] = -speed * std::cos(off * steepest);
    state[way_y] = speed * std::sin(off * steepest);
    state[hits] += 1.0;
    return {1.0f, state[hits] >= hits_to_win, 1.0f};
  }

  /// All from -1 to 1.
  void observe(std::span<const double> state, std::span<float> observation) const override {
    for (const std::size_t place : {x, y, paddle}) observation[place] = static_cast<float>(2 * state[place] - 1);
    for (const std::size_t way : {way_x, way_y}) observation[way] = static_cast<float>(state[way] / fastest);
  }

  std::array<double, 4> bounds() const override { return {-0.04, 1.02, -0.04, 1.04}; }
  void draw_ground(Scene& scene) const override {
    constexpr double width = 0.02, out = -width / 2;
    scene.line(Scene::Role::wall, out, out, out, 1 - out, width);
    for (const double end : {out, 1 - out}) scene.line(Scene::Role::wall, 2 * out, end, 1.0, end, width);
  }
  void draw(std::span<const double> state, Scene& scene) const override {
    scene.rectangle(Scene::Role::agent, paddle_x, state[paddle] - half_paddle, paddle_x + 0.025,
                    state[paddle] + half_paddle);
    scene.circle(Scene::Role::good, state[x], state[y], radius);
  }

 private:
  static constexpr std::size_t x = 0, y = 1, way_x = 2, way_y = 3, paddle = 4, hits = 5;
};

}  // namespace

const RegisterEnvironment registered_pong({.name = "pong", .place = 5, .make = [](const EnvironmentArguments&) {
                                             return std::make_unique<Pong>();
                                           }});

}  // namespace gradlab
