#include "engine/learn/reinforce/dqn.h"

#include <algorithm>

#include "engine/data/labels.h"
#include "engine/io/archive.h"
#include "engine/learn/reinforce/network.h"
#include "engine/loss/loss.h"

namespace gradlab {

Tensor dqn_targets(const Tensor& rewards, const Tensor& terminated, const Tensor& target, const Tensor& chooser,
                   double discount) {
  const std::int64_t count = target.shape()[0], actions = target.shape()[1];
  const std::span<const float> judged = target.read(), chosen = (chooser.defined() ? chooser : target).read();
  const Tensor targets = Tensor::empty({count});
  for (std::int64_t i = 0; i < count; ++i) {
    const auto row = chosen.subspan(static_cast<std::size_t>(i * actions), static_cast<std::size_t>(actions));
    const std::int64_t best = std::ranges::max_element(row) - row.begin();
    const float future = judged[static_cast<std::size_t>(i * actions + best)] * (1.0f - terminated.read()[i]);
    targets.data()[i] = rewards.read()[i] + static_cast<float>(discount) * future;
  }
  return targets;
}

Tensor dqn_loss(const Tensor& worth, const Tensor& actions, const Tensor& targets) {
  return huber(sum(worth * one_hot(actions, worth.shape()[1]), {1}), targets);
}

namespace {

constexpr std::int64_t remembered = 20000, least_remembered = 500;

class Dqn : public NetworkMethod {
 public:
  void build(const Sequential& model, ParallelEnvironments& environments, const NetworkArguments& arguments,
             Random random) override {
    model_ = &model;
    environments_ = &environments;
    arguments_ = arguments;
    random_ = random.split(0);
    moves_ = arguments.moves;
    Random initial = random.split(1);
    const std::int64_t width = environments.environment().observation_size();
    target_ = Sequential(model.specs());
    target_.build({0, width}, initial);
    copy_to_target();
    replay_.build(remembered, width);
    seen_ = Tensor::zeros({environments.copies(), width});
    next_ = Tensor::zeros({environments.copies(), width});
    actions_.assign(static_cast<std::size_t>(environments.copies()), 0);
    updates_ = 0;
  }

  Tensor step(const Descend& descend) override {
    double losses = 0.0;
    for (std::int64_t move = 0; move < moves_; ++move) {
      act();
      if (replay_.size() >= least_remembered) losses += learn(descend);
    }
    return Tensor::scalar(static_cast<float>(losses / static_cast<double>(moves_)));
  }

  std::int64_t moves_per_step() const override { return moves_ * environments_->copies(); }
  double exploration() const override { return arguments_.exploration; }
  void state(Archive& archive) override {
    archive.field("choices", random_);
    archive.field("updates", updates_);
    {
      const Archive::Scope scope(archive, "replay");
      replay_.state(archive);
    }
    archive.field("target", target_.parameters());
  }

 private:
  /// From moves drawn by chance; returns the loss.
  double learn(const Descend& descend) {
    if (!batch_.actions.defined() || batch_.count() != arguments_.batch_size)
      batch_ = Moves::empty(arguments_.batch_size, seen_.shape()[1]);
    replay_.draw(batch_, random_);
    const Tensor chooser = arguments_.double_dqn ? model_->forward(batch_.next) : Tensor();
    const Tensor targets =
        dqn_targets(batch_.rewards, batch_.terminated, target_.forward(batch_.next), chooser, arguments_.discount);
    const Tensor loss =
        descend([&] { return dqn_loss(model_->forward(batch_.observations), batch_.actions, targets); });
    if (++updates_ % arguments_.target_period == 0) copy_to_target();
    return static_cast<double>(loss.item());
  }

  /// A move in every copy, which is remembered.
  void act() {
    environments_->observe(seen_.values());
    const Tensor worth = model_->forward(seen_);
    const std::int64_t count = worth.shape()[1];
    for (std::size_t copy = 0; copy < actions_.size(); ++copy) {
      const auto row = worth.read().subspan(copy * static_cast<std::size_t>(count), static_cast<std::size_t>(count));
      const bool explores = static_cast<double>(random_.uniform()) < arguments_.exploration;
      const std::int64_t best = std::ranges::max_element(row) - row.begin();
      actions_[copy] = static_cast<std::int32_t>(explores ? random_.below(count) : best);
    }
    const auto& outcome = environments_->act(actions_, next_.values());
    const auto width = static_cast<std::size_t>(seen_.shape()[1]);
    for (std::size_t copy = 0; copy < actions_.size(); ++copy) {
      replay_.add(seen_.read().subspan(copy * width, width), actions_[copy],
                  static_cast<float>(reward_scale()) * outcome.rewards[copy], outcome.terminated[copy] != 0,
                  next_.read().subspan(copy * width, width));
    }
  }

  void copy_to_target() {
    const std::vector<Parameter> from = model_->parameters(), to = target_.parameters();
    for (std::size_t i = 0; i < from.size(); ++i)
      std::ranges::copy(from[i].tensor.read(), to[i].tensor.values().begin());
  }

  const Sequential* model_ = nullptr;
  ParallelEnvironments* environments_ = nullptr;
  Sequential target_;
  Replay replay_;
  Moves batch_;
  Tensor seen_, next_;
  std::vector<std::int32_t> actions_;
  Random random_;
  std::int64_t moves_ = 1, updates_ = 0;
};

std::unique_ptr<NetworkMethod> make_dqn() {
  return std::make_unique<Dqn>();
}

}  // namespace

const RegisterNetworkMethod registered_dqn({.name = "dqn", .place = 2, .has_policy = false, .make = make_dqn});

}  // namespace gradlab
