// After the first steps, a training step asks the system for nothing: neither for tensors nor for anything else.
#include <doctest/doctest.h>
#include <malloc.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include "engine/autograd/tape.h"
#include "engine/core/remote_device.h"
#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/gpu.h"
#include "engine/loss/loss.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/ops.h"
#include "tests/unit/allocations.h"
#include "tests/unit/transformer_cases.h"

namespace {
std::atomic<std::int64_t> news = 0, held = 0;
std::atomic<std::size_t> largest = 0;

void count(std::size_t bytes) {
  ++news;
  std::size_t before = largest;
  while (before < bytes && !largest.compare_exchange_weak(before, bytes)) continue;
}

void* taken(std::size_t bytes) {
  count(bytes);
  void* memory = std::malloc(bytes);
  held += static_cast<std::int64_t>(malloc_usable_size(memory));
  return memory;
}

void give_back(void* memory) {
  held -= static_cast<std::int64_t>(malloc_usable_size(memory));
  std::free(memory);
}
}  // namespace

void* operator new(std::size_t bytes) {
  if (void* memory = taken(bytes)) return memory;
  throw std::bad_alloc();
}
// The standard library's sort asks for its buffer this way, and gives it back to the delete below.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return taken(bytes);
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  give_back(memory);
}

using namespace gradlab;

std::int64_t test::news() {
  return ::news;
}
std::int64_t test::bytes_held() {
  return ::held;
}
std::size_t test::largest_request() {
  return ::largest.exchange(0);
}

namespace {

Tensor parameter(const Shape& shape, Random& random) {
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.normal(0.0f, 0.5f);
  return x.set_requires_gradient();
}

/// What a small network learns: its parameters, with the optimiser's state.
struct Learner {
  Tensors parameters, states;
  Tape tape;

  explicit Learner(Tensors all) : parameters(std::move(all)) {
    for (const Tensor& each : parameters) states.push_back(Tensor::zeros(each.shape()));
  }

  template <typename Loss>
  float step(const Loss& loss_of) {
    const Tape::Recording recording(&tape);
    const Tensor loss = loss_of(parameters);
    tape.backward(loss);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      kernels(Device::cpu).sgd({}, Tensor(), parameters[i].gradient(), states[i], parameters[i]);
      parameters[i].set_gradient(Tensor());
    }
    return loss.item();
  }
};

Tensor cyclic_labels(std::int64_t count, std::int32_t classes) {
  Tensor labels = Tensor::empty({count}, DType::int32);
  for (std::int32_t i = 0; i < count; ++i) labels.indices()[i] = i % classes;
  return labels;
}

template <typename Loss>
void check_allocates_nothing(Learner& learner, const Loss& loss_of) {
  const float first = learner.step(loss_of);
  learner.step(loss_of);
  const std::int64_t tensors_before = pool_statistics().system_allocations, news_before = news;
  float last = first;
  for (int step = 0; step < 100; ++step) last = learner.step(loss_of);
  CHECK(pool_statistics().system_allocations == tensors_before);
  CHECK(news.load() == news_before);
  CHECK(last < first);
}

}  // namespace

TEST_CASE("a training step allocates nothing after the first ones") {
  Random random(1);
  const Tensor inputs = parameter({32, 2}, random).detached(), labels = cyclic_labels(32, 3);
  Learner learner(
      {parameter({2, 8}, random), parameter({8}, random), parameter({8, 3}, random), parameter({3}, random)});
  check_allocates_nothing(learner, [&](const Tensors& p) {
    const Tensor hidden = dropout(relu(matmul(inputs, p[0]) + p[1]), 0.1f, random);
    return cross_entropy(matmul(hidden, p[2]) + p[3], labels);
  });
}

TEST_CASE("a training step of a convolutional network allocates nothing after the first ones") {
  Random random(1);
  const Tensor images = parameter({8, 10, 10, 1}, random).detached(), labels = cyclic_labels(8, 3);
  Learner learner({parameter({3, 3, 1, 4}, random), parameter({4}, random), parameter({3, 3, 4, 5}, random),
                   parameter({5}, random), parameter({20, 6}, random), parameter({6}, random),
                   parameter({6, 3}, random), parameter({3}, random)});
  check_allocates_nothing(learner, [&](const Tensors& p) {
    const Tensor wide = max_pool2d(conv2d(images, p[0], p[1], {.relu = true}));              // [8, 4, 4, 4]
    const Tensor deep = conv2d(wide, p[2], p[3], {.padding = Padding::same, .relu = true});  // [8, 4, 4, 5]
    const Tensor hidden = linear(reshape(average_pool2d(deep), {8, 20}), p[4], p[5], true);  // [8, 6]
    return cross_entropy(linear(hidden, p[6], p[7]), labels);
  });
}

TEST_CASE("a training step of a transformer allocates nothing after the first ones") {
  Random random(1);
  const auto parameters_of = [](const Transformer& model) {
    Tensors all;
    for (const Parameter& parameter : model.parameters()) all.push_back(parameter.tensor);
    return all;
  };
  const Tensor tokens = cyclic_labels(24, 5).viewed_as({3, 8}), labels = cyclic_labels(24, 5);
  const Tensor lengths = Tensor::indices(std::array{8, 3, 5}, {3});
  const Context context{.training = true, .random = &random};

  const Transformer gpt = test::built({.vocabulary = 5, .width = 16, .context = 8, .dropout = 0.1f});
  Learner decoder(parameters_of(gpt));
  check_allocates_nothing(decoder, [&](const Tensors&) {
    return cross_entropy(reshape(gpt.logits(gpt.decode(tokens, {}, context)), {24, 5}), labels);
  });

  const Transformer both = test::built({.kind = TransformerOptions::Kind::encoder_decoder,
                                        .positions = TransformerOptions::Positions::rotary,
                                        .norm = TransformerOptions::Norm::rms,
                                        .mlp = TransformerOptions::Mlp::swiglu,
                                        .tied = true,
                                        .vocabulary = 5,
                                        .width = 16,
                                        .context = 8});
  Learner translator(parameters_of(both));
  check_allocates_nothing(translator, [&](const Tensors&) {
    const Transformer::Memory memory = {both.encode(tokens, lengths, context), lengths};
    return cross_entropy(reshape(both.logits(both.decode(tokens, memory, context)), {24, 5}), labels);
  });

  const Transformer judge = test::built(
      {.kind = TransformerOptions::Kind::encoder, .vocabulary = 5, .width = 16, .context = 8, .classes = 3});
  Learner encoder(parameters_of(judge));
  check_allocates_nothing(encoder, [&](const Tensors&) {
    return cross_entropy(judge.classify(tokens, lengths, context), labels.rows(0, 3));
  });
}

TEST_CASE("a training step of a recurrent network whose state goes on allocates nothing after the first ones") {
  for (const Cell cell : {Cell::tanh, Cell::lstm, Cell::gru}) {
    Random random(1);
    Recurrent network({.cell = cell, .units = 9, .layers = 2, .tokens = 5, .dropout = 0.1f});
    network.build(5, random);
    Tensors parameters = {parameter({9, 5}, random), parameter({5}, random)};
    for (const Parameter& each : network.parameters()) parameters.push_back(each.tensor);
    const Tensor tokens = cyclic_labels(40, 5).viewed_as({10, 4}), next = cyclic_labels(40, 4);
    Recurrent::State state;
    Recurrent::Trace trace;
    Learner learner(parameters);
    check_allocates_nothing(learner, [&](const Tensors& p) {
      const Tensor y = network.forward(tokens, state, {.training = true, .random = &random}, &trace);
      return cross_entropy(linear(reshape(y, {40, 9}), p[0], p[1]), next);
    });
  }
}

TEST_CASE(
    "operations on elements on the graphics card ask for nothing after the first ones, not for a program either") {
  static int programs;
  static std::string last_program;
  programs = 0;
  webgpu::Driver driver;
  driver.make_buffer = [](std::uint32_t, double) {};
  driver.make_pipeline = [](std::uint32_t, std::string_view code, std::string_view, std::string_view,
                            std::string_view) {
    ++programs;
    last_program = code;
  };
  driver.make_group = [](std::uint32_t, std::string_view, std::span<const std::uint32_t>) {};
  driver.submit = [](std::span<const std::uint32_t>, std::span<const std::uint8_t>, std::span<const std::uint8_t>) {};
  webgpu::Gpu card(driver, {});
  RemoteDevice* const before = remote_device();
  set_remote_device(&card);
  {
    const auto made = [](const Shape& shape) { return Tensor::empty(shape, DType::float32, Device::webgpu); };
    const Tensor x = made({3, 8}), row = made({8}), odd = made({5});
    const auto step = [&](const Unary& f) {
      const Tensor y = made({3, 8}), few = made({5});
      {
        const Tensor gone = made({3, 8});
        webgpu::append(24, f.card.value, {x}, {0.5f, 0.0f}, {&gone});
        webgpu::append(24, "add"_binary.card, {gone, row}, {}, {&y});
      }
      webgpu::append(5, "square"_unary.card.value, {odd}, {0.0f, 0.0f}, {&few});
      webgpu::append(24, f.card.gradient, {x, y}, {0.5f, 0.0f}, {&y});
      card.submit();
    };
    for (int i = 0; i < 3; ++i) step("softplus"_unary);
    const std::int64_t news_before = news;
    for (int i = 0; i < 100; ++i) step("softplus"_unary);
    CHECK(news.load() == news_before);
    CHECK(programs == 1);
    CHECK(last_program.find("fn unary_softplus(") != std::string::npos);
    step("silu"_unary);
    CHECK(programs == 2);
    CHECK(last_program.find("fn unary_softplus(") == std::string::npos);
  }
  set_remote_device(before);
}
