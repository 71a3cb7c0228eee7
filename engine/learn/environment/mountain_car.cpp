// A car in a valley, too weak to drive straight up (Moore 1990), with the numbers of Gymnasium's MountainCar-v0.
#include <algorithm>
#include <cmath>

#include "engine/learn/environment/environment.h"

namespace gradlab {

namespace {

constexpr double force = 0.001, weight = 0.0025;
constexpr double left_end = -1.2, right_end = 0.6, flag = 0.5, most_speed = 0.07;

double height(double place) {
  return 0.45 * std::sin(3 * place) + 0.55;
}

/// Of motion and height, about from -1 to 1.
double energy(std::span<const double> state) {
  return std::sin(3 * state[0]) + 3 / weight * state[1] * state[1] / 2;
}

/// A state is place and speed. Every move scores -1; where the arguments say so, the agent is rewarded for energy that
/// it gains as well, which leads it to swing.
class MountainCar : public Environment {
 public:
  explicit MountainCar(const EnvironmentArguments& arguments) : for_energy_(arguments.bend) {}

  std::int64_t state_size() const override { return 2; }
  std::int64_t observation_size() const override { return 2; }
  std::vector<std::string> actions() const override { return {"left", "idle", "right"}; }
  std::int64_t most_moves() const override { return 200; }
  double solved_at() const override { return -110.0; }
  double played_per_second() const override { return 25.0; }
  std::optional<std::int64_t> at_rest(std::int64_t, std::int64_t) const override { return 1; }

  void begin(std::span<double> state, Random& random) const override {
    state[0] = static_cast<double>(random.uniform(-0.6f, -0.4f));
    state[1] = 0.0;
  }

  Transition act(std::span<double> state, std::int64_t action, Random&) const override {
    const double before = energy(state);
    const double push = static_cast<double>(action - 1) * force - weight * std::cos(3 * state[0]);
    state[1] = std::clamp(state[1] + push, -most_speed, most_speed);
    state[0] = std::clamp(state[0] + state[1], left_end, right_end);
    if (state[0] == left_end && state[1] < 0) state[1] = 0.0;
    const float gained = static_cast<float>(energy(state) - before);
    return {-1.0f + for_energy_ * gained, state[0] >= flag && state[1] >= 0, -1.0f};
  }

  void observe(std::span<const double> state, std::span<float> observation) const override {
    observation[0] = static_cast<float>((state[0] + 0.3) / 0.9);
    observation[1] = static_cast<float>(state[1] / most_speed);
  }

  std::optional<StatePlane> plane() const override {
    return StatePlane{0, 1, {left_end, right_end, -most_speed, most_speed}, "place", "speed"};
  }
  std::array<double, 4> bounds() const override { return {left_end - 0.05, right_end + 0.05, -0.1, 1.25}; }
  void draw_ground(Scene& scene) const override {
    constexpr int pieces = 48;
    for (int i = 0; i < pieces; ++i) {
      const auto at = [](int piece) { return left_end + (right_end - left_end) * piece / pieces; };
      const double x0 = at(i), x1 = at(i + 1);
      scene.polygon(Scene::Role::wall, {x0, -0.1, x0, height(x0), x1, height(x1), x1, -0.1}, 0.35);
      scene.line(Scene::Role::wall, x0, height(x0), x1, height(x1), 0.02);
    }
    scene.line(Scene::Role::ink, flag, height(flag), flag, height(flag) + 0.18, 0.012);
    scene.polygon(Scene::Role::good, {flag, height(flag) + 0.18, flag + 0.1, height(flag) + 0.145, flag + 0.1,
                                      height(flag) + 0.145, flag, height(flag) + 0.11});
  }
  void draw(std::span<const double> state, Scene& scene) const override {
    const double x = state[0], slope = 1.35 * std::cos(3 * x), length = std::hypot(1.0, slope);
    const double ax = 1 / length, ay = slope / length, y = height(x);  // along the hill, and across it
    const auto place = [&](double along, double across) {
      return std::array{x + along * ax - across * ay, y + along * ay + across * ax};
    };
    const auto a = place(-0.075, 0.025), b = place(-0.075, 0.075), c = place(0.075, 0.075), d = place(0.075, 0.025);
    scene.polygon(Scene::Role::agent, {a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1]});
    for (const double along : {-0.045, 0.045}) {
      const auto wheel = place(along, 0.025);
      scene.circle(Scene::Role::good, wheel[0], wheel[1], 0.025);
    }
  }

 private:
  float for_energy_;
};

}  // namespace

const RegisterEnvironment registered_mountain_car({.name = "mountain_car",
                                                   .place = 3,
                                                   .make = [](const EnvironmentArguments& arguments) {
                                                     return std::make_unique<MountainCar>(arguments);
                                                   }});

}  // namespace gradlab
