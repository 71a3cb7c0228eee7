// After the first steps, a training step asks the system for nothing: neither for tensors nor for anything else.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "engine/autograd/tape.h"
#include "engine/kernels/kernels.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace {
std::atomic<std::int64_t> news = 0;
}

void* operator new(std::size_t bytes) {
  ++news;
  if (void* memory = std::malloc(bytes)) return memory;
  throw std::bad_alloc();
}
// The standard library's sort asks for its buffer this way, and gives it back to the delete below.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  ++news;
  return std::malloc(bytes);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

using namespace gradlab;

namespace {

Tensor parameter(const Shape& shape, Random& random) {
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.normal(0.0f, 0.5f);
  return x.set_requires_gradient();
}

/// A small classifier from plain ops, with its optimiser.
struct Network {
  Random random{1};
  Tensor w1 = parameter({2, 8}, random), b1 = parameter({8}, random);
  Tensor w2 = parameter({8, 3}, random), b2 = parameter({3}, random);
  Tensor inputs = parameter({32, 2}, random).detached();
  Tensor labels = Tensor::empty({32}, DType::int32);
  Tensor state[4] = {Tensor::zeros(w1.shape()), Tensor::zeros(b1.shape()), Tensor::zeros(w2.shape()),
                     Tensor::zeros(b2.shape())};
  Tape tape;

  Network() {
    for (int i = 0; i < 32; ++i) labels.indices()[i] = i % 3;
  }

  float step() {
    const Tape::Recording recording(&tape);
    const Tensor hidden = dropout(relu(matmul(inputs, w1) + b1), 0.1f, random);
    const Tensor loss = cross_entropy(matmul(hidden, w2) + b2, labels);
    tape.backward(loss);
    Tensor* const parameters[] = {&w1, &b1, &w2, &b2};
    for (std::size_t i = 0; i < 4; ++i) {
      kernels(Device::cpu).sgd({}, parameters[i]->gradient(), state[i], *parameters[i]);
      parameters[i]->set_gradient(Tensor());
    }
    return loss.item();
  }
};

}  // namespace

TEST_CASE("a training step allocates nothing after the first ones") {
  Network network;
  const float first = network.step();
  network.step();
  const std::int64_t tensors_before = pool_statistics().system_allocations, news_before = news;
  float last = first;
  for (int step = 0; step < 100; ++step) last = network.step();
  CHECK(pool_statistics().system_allocations == tensors_before);
  CHECK(news == news_before);
  CHECK(last < first);
}
