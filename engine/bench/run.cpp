#include <chrono>
#include <cmath>
#include <numbers>

#include "engine/bench/bench.h"
#include "engine/core/remote_device.h"

namespace gradlab {

namespace {

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// In [0, 1), by a linear congruential generator.
double next_uniform(std::uint32_t& state) {
  state = state * 1664525u + 1013904223u;
  return state / 4294967296.0;
}

}  // namespace

BenchRun::BenchRun(const BenchTask& task, Device device, const BenchData& data)
    : task_(&task), device_(device), data_(data.source) {
  const UseDevice use(device);
  benchmark_ = task.make(data);
  for (int step = 0; step < steps_compared; ++step) {
    benchmark_->step();
    const Tensors numbers = benchmark_->outcome();
    if (is_host(device)) {
      for (const Tensor& number : numbers) outcome_->push_back(static_cast<double>(number.item()));
    } else {
      need_remote_device().read_back(numbers, [outcome = outcome_](RemoteDevice::Bytes bytes) {
        const auto* floats = reinterpret_cast<const float*>(bytes.data());
        outcome->insert(outcome->end(), floats, floats + bytes.size() / sizeof(float));
      });
    }
  }
}

void BenchRun::advance(std::int64_t steps, std::function<void(double work)> done) {
  const UseDevice use(device_);
  RemoteDevice& device = need_remote_device();
  double work = 0.0;
  for (std::int64_t step = 0; step < steps; ++step) {
    work += benchmark_->step();
    device.submit();
  }
  device.read_back(benchmark_->outcome(), [work, done = std::move(done)](RemoteDevice::Bytes) { done(work); });
}

Tensors samples_of(const Tensor& x) {
  const Tensor all = x.viewed_as({x.size()});
  Tensors samples;
  for (const std::int64_t place : {std::int64_t{0}, x.size() / 2, x.size() - 1}) {
    samples.push_back(all.rows(place, place + 1));
  }
  return samples;
}

BenchRun::Measured BenchRun::measure(double seconds) {
  const UseDevice use(device_);
  const double began = seconds_now();
  double work = 0.0, took = 0.0;
  int steps = 0;
  do {
    work += benchmark_->step();
    ++steps;
    took = seconds_now() - began;
  } while (took < seconds);
  return {work / took, 1e3 * took / steps, work / took * benchmark_->arithmetic()};
}

std::vector<float> normal_numbers(std::int64_t count, double scale, std::uint32_t seed) {
  std::vector<float> numbers(static_cast<std::size_t>(count));
  for (float& number : numbers) {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - next_uniform(seed)));
    number = static_cast<float>(radius * std::cos(2.0 * std::numbers::pi * next_uniform(seed)) * scale);
  }
  return numbers;
}

std::vector<std::int32_t> made_tokens(std::int64_t count, std::int32_t kinds, std::uint32_t seed) {
  std::vector<std::int32_t> tokens(static_cast<std::size_t>(count));
  std::int32_t before = 0;
  for (std::int32_t& token : tokens) {
    const double kind = next_uniform(seed), drawn = next_uniform(seed);
    token = kind < 0.75 ? (5 * before + 3) % kinds : static_cast<std::int32_t>(drawn * kinds);
    before = token;
  }
  return tokens;
}

}  // namespace gradlab
