// Recurrent kernels: all time steps of tanh, LSTM and GRU cells, forwards and backwards.
#include "engine/core/thread_pool.h"
#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

constexpr Cell cells[] = {Cell::tanh, Cell::lstm, Cell::gru};

/// States of all steps, of which the first is given.
Tensor begun(std::int64_t steps, std::int64_t n, std::int64_t hidden, std::uint64_t seed) {
  const Tensor states = unwritten({steps + 1, n, hidden}), first = random_tensor({n, hidden}, seed, -1.0f, 1.0f);
  std::ranges::copy(first.values(), states.data());
  return states;
}

/// gates, y, cells of lstm, dx, dhidden of gru.
Tensors outputs(const Kernels& kernel, const RecurrentArguments& a, float size = 1.0f) {
  const std::int64_t columns = gate_count(a.cell) * a.hidden;
  const float limit = size / std::sqrt(static_cast<float>(a.hidden));
  const Tensor x = fenced(random_tensor({a.steps, a.n, columns}, 1, -2 * size, 2 * size));
  const Tensor weight = fenced(random_tensor({a.hidden, columns}, 2, -limit, limit));
  const Tensor bias = fenced(random_tensor({columns}, 3)), dy = fenced(random_tensor({a.steps, a.n, a.hidden}, 4));
  const bool lstm = a.cell == Cell::lstm, gru = a.cell == Cell::gru;
  Tensor gates = unwritten({a.steps, a.n, kept_gate_count(a.cell) * a.hidden});
  Tensor y = begun(a.steps, a.n, a.hidden, 5), inner = lstm ? begun(a.steps, a.n, a.hidden, 6) : Tensor();
  kernel.recurrent(a, x, weight, bias, gates, inner, y);
  Tensor dx = unwritten(x.shape()), dhidden = gru ? unwritten(x.shape()) : dx;
  kernel.recurrent_gradient(a, weight, gates, inner, y, dy, dx, dhidden);
  Tensors all = {gates, y, dx};
  if (lstm) all.push_back(inner);
  if (gru) all.push_back(dhidden);
  for (const Tensor& written : all) CHECK(fence_stands(written));
  return all;
}

/// check(arguments) for every cell and all combinations of sizes.
template <typename Check>
void for_each_size(std::initializer_list<std::int64_t> steps, std::initializer_list<std::int64_t> rows,
                   std::initializer_list<std::int64_t> units, const Check& check) {
  for (const Cell cell : cells) {
    for (const std::int64_t step : steps) {
      for (const std::int64_t n : rows) {
        for (const std::int64_t hidden : units) {
          CAPTURE(static_cast<int>(cell));
          CAPTURE(step);
          CAPTURE(n);
          CAPTURE(hidden);
          check(RecurrentArguments{cell, step, n, hidden});
        }
      }
    }
  }
}

}  // namespace

TEST_CASE("recurrence agrees with the reference at awkward sizes") {
  for_each_size({1, 2, 5}, {1, 3, 8, 13, 17}, {1, 2, 5, 15, 17, 64, 65}, [](const RecurrentArguments& a) {
    check_devices_agree([&](const Kernels& kernel) { return outputs(kernel, a); }, 1e-5);
  });
}

TEST_CASE("recurrence agrees with the reference over many rows and many steps") {
  for_each_size({1, 3, 4}, {64, 65}, {1, 15, 64}, [](const RecurrentArguments& a) {
    check_devices_agree([&](const Kernels& kernel) { return outputs(kernel, a); }, 1e-5);
  });
  for_each_size({100}, {2}, {9}, [](const RecurrentArguments& a) {
    check_devices_agree([&](const Kernels& kernel) { return outputs(kernel, a, 0.5f); }, 1e-4);
  });
}

TEST_CASE("recurrence of more units than one group of processors shares agrees with the reference") {
  for_each_size({2}, {5}, {150, 430}, [](const RecurrentArguments& a) {
    check_devices_agree([&](const Kernels& kernel) { return outputs(kernel, a); }, 1e-5);
  });
}

TEST_CASE("gates that are wide open or shut stay so, and pass what they should") {
  for_each_size({3}, {5}, {6}, [](const RecurrentArguments& a) {
    check_devices_agree([&](const Kernels& kernel) { return outputs(kernel, a, 100.0f); }, 2e-5);
  });
}

TEST_CASE("NaN in a sequence stays in that sequence, from its step on") {
  for_each_size({4}, {3}, {6}, [](const RecurrentArguments& a) {
    const std::int64_t columns = gate_count(a.cell) * a.hidden;
    for (const Device device : available_devices()) {
      const UseDevice use(device);
      Tensor x = random_tensor({4, 3, columns}), gates = Tensor::empty({4, 3, kept_gate_count(a.cell) * a.hidden});
      x.data()[(2 * 3 + 1) * columns] = not_a_number;  // step 2, sequence 1
      Tensor y = begun(4, 3, 6, 5), inner = a.cell == Cell::lstm ? begun(4, 3, 6, 6) : Tensor();
      kernels(default_device()).recurrent(a, x, random_tensor({6, columns}), random_tensor({columns}), gates, inner, y);
      for (std::int64_t step = 0; step < 4; ++step) {
        for (std::int64_t row = 0; row < 3; ++row) {
          const float* state = y.data() + ((step + 1) * 3 + row) * 6;
          CHECK(std::any_of(state, state + 6, [](float v) { return std::isnan(v); }) == (step >= 2 && row == 1));
        }
      }
    }
  });
}

TEST_CASE("recurrence does not depend on the number of threads") {
  const int before = thread_count();
  for_each_size({20}, {50}, {40}, [](const RecurrentArguments& a) {
    set_thread_count(1);
    const Tensors alone = outputs(kernels(Device::cpu), a);
    set_thread_count(4);
    const Tensors shared = outputs(kernels(Device::cpu), a);
    for (std::size_t i = 0; i < alone.size(); ++i) check_close(shared[i], alone[i], 0.0);
  });
  set_thread_count(before);
}
