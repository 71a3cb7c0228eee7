// The networks whose training is timed.
#include "engine/bench/training.h"

namespace gradlab {

namespace {

constexpr std::int64_t classes = 10;

std::unique_ptr<Layer> conv(std::int64_t filters, std::int64_t size) {
  return conv2d_layer({.filters = filters, .size = size, .activation = "relu"});
}
std::unique_ptr<Layer> hidden(std::int64_t units) {
  return dense(units, Initializer::he_normal, "relu");
}

/// 784-512-256-10
std::unique_ptr<Benchmark> mlp(const BenchData& data) {
  Sequential model;
  model.add(hidden(512)).add(hidden(256)).add(dense(classes));
  return std::make_unique<TrainingBenchmark>(std::move(model), Shape{784}, 128, data);
}

std::unique_ptr<Benchmark> small_cnn(const BenchData& data) {
  Sequential model;
  model.add(conv(8, 5)).add(max_pool2d_layer()).add(conv(16, 5)).add(max_pool2d_layer());
  model.add(flatten()).add(dense(classes));
  return std::make_unique<TrainingBenchmark>(std::move(model), Shape{28, 28, 1}, 64, data);
}

std::unique_ptr<Benchmark> large_cnn(const BenchData& data) {
  Sequential model;
  model.add(conv(32, 3)).add(conv(64, 3)).add(max_pool2d_layer());
  model.add(flatten()).add(hidden(128)).add(dense(classes));
  return std::make_unique<TrainingBenchmark>(std::move(model), Shape{28, 28, 1}, 128, data);
}

}  // namespace

const RegisterBenchTask registered_mlp({"mlp", "images/s", mlp});
const RegisterBenchTask registered_small_cnn({"small-cnn", "images/s", small_cnn});
const RegisterBenchTask registered_large_cnn({"large-cnn", "images/s", large_cnn});

}  // namespace gradlab
