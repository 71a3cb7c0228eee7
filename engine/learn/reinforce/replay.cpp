#include <algorithm>

#include "engine/core/error.h"
#include "engine/io/archive.h"
#include "engine/learn/reinforce/dqn.h"

namespace gradlab {

Moves Moves::empty(std::int64_t count, std::int64_t observation_size) {
  const auto seen = [&] { return Tensor::zeros({count, observation_size}); };
  return {seen(), seen(), Tensor::indices(std::vector<std::int32_t>(static_cast<std::size_t>(count)), {count}),
          Tensor::zeros({count}), Tensor::zeros({count})};
}

void Replay::build(std::int64_t capacity, std::int64_t observation_size) {
  capacity_ = capacity;
  written_ = 0;
  observations_ = Tensor::zeros({capacity, observation_size});
  next_ = Tensor::zeros({capacity, observation_size});
  actions_ = Tensor::zeros({capacity});
  rewards_ = Tensor::zeros({capacity});
  terminated_ = Tensor::zeros({capacity});
}

void Replay::add(std::span<const float> observation, std::int32_t action, float reward, bool terminated,
                 std::span<const float> next) {
  const std::int64_t row = written_++ % capacity_, width = observations_.shape()[1];
  std::ranges::copy(observation, observations_.data() + row * width);
  std::ranges::copy(next, next_.data() + row * width);
  actions_.data()[row] = static_cast<float>(action);
  rewards_.data()[row] = reward;
  terminated_.data()[row] = terminated ? 1.0f : 0.0f;
}

void Replay::draw(const Moves& batch, Random& random) const {
  const std::int64_t width = observations_.shape()[1];
  for (std::int64_t i = 0; i < batch.count(); ++i) {
    const std::int64_t from = random.below(size());
    std::copy_n(observations_.data() + from * width, width, batch.observations.data() + i * width);
    std::copy_n(next_.data() + from * width, width, batch.next.data() + i * width);
    batch.actions.indices()[i] = static_cast<std::int32_t>(actions_.data()[from]);
    batch.rewards.data()[i] = rewards_.data()[from];
    batch.terminated.data()[i] = terminated_.data()[from];
  }
}

void Replay::state(Archive& archive) {
  archive.field("written", written_);
  if (written_ < 0) {
    written_ = 0;
    fail("checkpoint", "fewer than no moves", "a number of them");
  }
  archive.field("observations", observations_);
  archive.field("next", next_);
  archive.field("actions", actions_);
  archive.field("rewards", rewards_);
  archive.field("terminated", terminated_);
}

}  // namespace gradlab
