// Slot machines with arms that pay differently (Robbins 1952): which is best is found out only by playing.
#include <algorithm>

#include "engine/learn/environment/environment.h"

namespace gradlab {

namespace {

/// A state is what each arm pays on average, drawn from a normal distribution; a pull pays that with a deviation of 1.
class Bandit : public Environment {
 public:
  explicit Bandit(const EnvironmentArguments& arguments) : arms_(arguments.arms) {}

  std::int64_t state_size() const override { return arms_; }
  std::int64_t observation_size() const override { return 0; }
  std::vector<std::string> actions() const override {
    std::vector<std::string> names;
    for (std::int64_t arm = 1; arm <= arms_; ++arm) names.push_back(std::to_string(arm));
    return names;
  }
  std::int64_t most_moves() const override { return std::int64_t{1} << 40; }  // it never ends
  double solved_at() const override { return 0.0; }                           // of which only its states tell
  void begin(std::span<double> state, Random& random) const override {
    for (double& pay : state) pay = static_cast<double>(random.normal());
  }
  Transition act(std::span<double> state, std::int64_t action, Random& random) const override {
    const float reward = static_cast<float>(state[static_cast<std::size_t>(action)]) + random.normal();
    return {reward, false, reward};
  }
  void observe(std::span<const double>, std::span<float>) const override {}

  std::array<double, 4> bounds() const override { return {-0.7, static_cast<double>(arms_), -3.4, 3.4}; }
  void draw_ground(Scene& scene) const override {
    scene.line(Scene::Role::soft, -0.1, 0, static_cast<double>(arms_), 0, 0.02, 0.7);
    for (std::int64_t arm = 0; arm < arms_; ++arm)
      scene.text(Scene::Role::soft, static_cast<double>(arm) + 0.5, -3.15, 0.3, std::to_string(arm + 1));
  }
  void draw(std::span<const double> state, Scene& scene) const override {
    const double best = std::ranges::max(state);
    for (std::size_t arm = 0; arm < state.size(); ++arm) {
      const auto x = static_cast<double>(arm);
      scene.rectangle(state[arm] == best ? Scene::Role::good : Scene::Role::wall, x + 0.15, std::min(0.0, state[arm]),
                      x + 0.85, std::max(0.0, state[arm]), state[arm] == best ? 0.75 : 0.45);
    }
  }

 private:
  std::int64_t arms_;
};

}  // namespace

const RegisterEnvironment registered_bandit({.name = "bandit",
                                             .place = 0,
                                             .kind = EnvironmentEntry::Kind::bandit,
                                             .make = [](const EnvironmentArguments& arguments) {
                                               return std::make_unique<Bandit>(arguments);
                                             }});

}  // namespace gradlab
