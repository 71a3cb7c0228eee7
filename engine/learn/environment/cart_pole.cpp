// A cart that balances a pole (Barto, Sutton and Anderson 1983), with the numbers of Gymnasium's CartPole-v1.
#include <cmath>
#include <numbers>

#include "engine/learn/environment/environment.h"

namespace gradlab {

namespace {

constexpr double gravity = 9.8, cart_mass = 1.0, pole_mass = 0.1, half_length = 0.5, force_size = 10.0;
constexpr double time_step = 0.02;  // seconds
constexpr double mass = cart_mass + pole_mass, pole_moment = pole_mass * half_length;
constexpr double most_place = 2.4, most_angle = 12 * 2 * std::numbers::pi / 360;

/// A state is place [m], speed [m/s], angle [rad] and angular speed [rad/s]. Every move scores 1; where the arguments
/// say so, the agent is rewarded less the further it is from the middle.
class CartPole : public Environment {
 public:
  explicit CartPole(const EnvironmentArguments& arguments) : centring_(arguments.bend) {}

  std::int64_t state_size() const override { return 4; }
  std::int64_t observation_size() const override { return 4; }
  std::vector<std::string> actions() const override { return {"left", "right"}; }
  std::int64_t most_moves() const override { return 500; }
  double solved_at() const override { return 475.0; }
  double played_per_second() const override { return 14.0; }
  /// To and fro, as nothing at all is no action.
  std::optional<std::int64_t> at_rest(std::int64_t moves, std::int64_t) const override { return moves % 2; }

  void begin(std::span<double> state, Random& random) const override {
    for (double& number : state) number = static_cast<double>(random.uniform(-0.05f, 0.05f));
  }

  Transition act(std::span<double> state, std::int64_t action, Random&) const override {
    auto [place, speed, angle, turning] = std::array{state[0], state[1], state[2], state[3]};
    const double force = action == 1 ? force_size : -force_size;
    const double cosine = std::cos(angle), sine = std::sin(angle);
    const double push = (force + pole_moment * turning * turning * sine) / mass;
    const double turning_change =
        (gravity * sine - cosine * push) / (half_length * (4.0 / 3.0 - pole_mass * cosine * cosine / mass));
    const double speed_change = push - pole_moment * turning_change * cosine / mass;
    state[0] = place + time_step * speed;  // Euler's way
    state[1] = speed + time_step * speed_change;
    state[2] = angle + time_step * turning;
    state[3] = turning + time_step * turning_change;
    const bool fallen = std::abs(state[0]) > most_place || std::abs(state[2]) > most_angle;
    const float away = static_cast<float>(std::min(1.0, std::abs(state[0]) / most_place));
    return {1.0f - centring_ * away, fallen, 1.0f};
  }

  /// All about as large as 1.
  void observe(std::span<const double> state, std::span<float> observation) const override {
    constexpr double sizes[] = {most_place, 2.0, most_angle, 2.0};
    for (std::size_t i = 0; i < 4; ++i) observation[i] = static_cast<float>(state[i] / sizes[i]);
  }

  std::optional<StatePlane> plane() const override {
    return StatePlane{2, 3, {-most_angle, most_angle, -2.0, 2.0}, "angle", "turning"};
  }
  std::array<double, 4> bounds() const override { return {-2.9, 2.9, -0.55, 1.55}; }
  void draw_ground(Scene& scene) const override {
    scene.line(Scene::Role::soft, -2.9, -0.18, 2.9, -0.18, 0.02, 0.6);
    for (const double side : {-most_place, most_place})
      scene.line(Scene::Role::bad, side, -0.3, side, -0.06, 0.03, 0.8);
  }
  void draw(std::span<const double> state, Scene& scene) const override {
    const double x = state[0], tip_x = x + 2 * half_length * std::sin(state[2]),
                 tip_y = 2 * half_length * std::cos(state[2]);
    scene.rectangle(Scene::Role::wall, x - 0.28, -0.16, x + 0.28, 0.08);
    scene.line(Scene::Role::good, x, 0.0, tip_x, tip_y, 0.08);
    scene.circle(Scene::Role::agent, x, 0.0, 0.05);
  }

 private:
  float centring_;
};

}  // namespace

const RegisterEnvironment registered_cart_pole({.name = "cart_pole",
                                                .place = 2,
                                                .make = [](const EnvironmentArguments& arguments) {
                                                  return std::make_unique<CartPole>(arguments);
                                                }});

}  // namespace gradlab
