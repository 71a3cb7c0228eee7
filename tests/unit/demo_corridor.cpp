// A demo of the tests alone: an environment. Who goes to the right end of a corridor is rewarded; what each way is
// worth is learnt in episodes, by looking at numbers in every step, and the return rises.
#include <algorithm>
#include <memory>

#include "demos/core/experiment.h"

namespace gradlab {

namespace {

constexpr std::int64_t cells = 9, most_moves = 40;
constexpr float fee = -0.02f, prize = 1.0f;
enum Move : std::int64_t { left, right, moves };

class Corridor : public Experiment {
 public:
  void build(const Setup& setup) override {
    random_ = setup.random.split(1);
    worth_ = Tensor::zeros({cells, moves});
    episodes_ = 0;
    change(setup);
  }
  /// An episode of Q-learning (Watkins 1989); the loss is its mean squared surprise.
  Tensor step() override {
    double surprises = 0.0;
    std::int64_t place = cells / 2, count = 0;
    while (place < cells - 1 && count++ < most_moves) {
      const std::int64_t move = random_.uniform() < exploration_ ? random_.below(moves) : best(place);
      const std::int64_t next = after(place, move);
      const float future = next == cells - 1 ? prize : fee + at(next, best(next));
      const float surprise = future - at(place, move);
      at(place, move) += learning_rate_ * surprise;
      surprises += surprise * surprise;
      place = next;
    }
    ++episodes_;
    return Tensor::scalar(static_cast<float>(surprises / static_cast<double>(count)));
  }
  void change(const Setup& setup) override {
    exploration_ = setup.values.real("exploration");
    learning_rate_ = setup.values.real("learning_rate");
  }
  void evaluate(Metrics& metrics) override {
    metrics["return"] = Tensor::scalar(greedy_return());
    metrics["episodes"] = Tensor::scalar(static_cast<float>(episodes_));
  }
  ForwardPass forward_pass() const override { return {}; }
  void show(Views&) override {}  // the charts of its metrics are all
  Effect input(const Json&) override { return {}; }
  void state(Archive& archive) override {
    archive.field("worth", worth_);
    archive.field("choices", random_);
    archive.field("episodes", episodes_);
  }
  std::int64_t samples_per_step() const override { return 1; }

 private:
  float& at(std::int64_t place, std::int64_t move) { return worth_.data()[place * moves + move]; }
  std::int64_t best(std::int64_t place) { return at(place, right) > at(place, left) ? right : left; }
  static std::int64_t after(std::int64_t place, std::int64_t move) {
    return move == right ? place + 1 : std::max<std::int64_t>(0, place - 1);
  }
  float greedy_return() {
    float total = 0.0f;
    std::int64_t place = cells / 2;
    for (std::int64_t count = 0; place < cells - 1 && count < most_moves; ++count) {
      place = after(place, best(place));
      total += place == cells - 1 ? prize : fee;
    }
    return total;
  }

  Tensor worth_;  // [cells, moves]
  Random random_;
  std::int64_t episodes_ = 0;
  float exploration_ = 0, learning_rate_ = 0;
};

}  // namespace

const RegisterDemo registered_corridor([] {
  return Demo{
      .name = "test-corridor",
      .params = {{Param::integer("seed", "data", 1, 0, 2147483647),
                  Param::number("exploration", "training", 0.3, 0, 1).applies_live(),
                  Param::number("learning_rate", "training", 0.2, 0, 1).applies_live()}},
      .views = {{.name = "return", .kind = "line_chart"}},
      .presets = {{"bold", {{"exploration", 0.9}}}},
      .progress = {.metric = "return", .direction = Progress::Direction::rises},
      .devices = {Device::cpu},
      .make = [] { return std::make_unique<Corridor>(); },
  };
});

}  // namespace gradlab
