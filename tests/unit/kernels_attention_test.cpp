// The fast attention against the reference: heads, masks, sizes around those of vectors and tiles.
#include <array>

#include "engine/core/thread_pool.h"
#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

/// Lengths from 1 to all keys.
Tensor some_lengths(const AttentionArguments& a) {
  Tensor lengths = random_indices(a.n, a.keys, 9);
  for (std::int64_t i = 0; i < a.n; ++i) ++lengths.indices()[i];
  return lengths;
}

/// q, k, v and dy of numbers up to `size`, between elements that are NaN.
struct Inputs {
  Tensor q, k, v, dy;
  explicit Inputs(const AttentionArguments& a, float size = 2.0f) {
    const std::int64_t width = a.heads * a.depth;
    q = fenced(random_tensor({a.n, a.queries, width}, 1, -size, size));
    k = fenced(random_tensor({a.n, a.key_rows, width}, 2, -size, size));
    v = fenced(random_tensor({a.n, a.key_rows, width}, 3));
    dy = fenced(random_tensor({a.n, a.queries, width}, 4));
  }
};

/// y, log_sums and, where all rows of k count, dq, dk, dv.
Tensors attended(const Kernels& kernel, const AttentionArguments& a, const Tensor& lengths, const Inputs& x) {
  Tensor y = unwritten(x.q.shape()), log_sums = unwritten({a.n, a.heads, a.queries});
  kernel.attention(a, x.q, x.k, x.v, lengths, y, log_sums);
  Tensors all = {y, log_sums};
  if (a.key_rows == a.keys) {
    Tensor dq = unwritten(x.q.shape()), dk = unwritten(x.k.shape()), dv = unwritten(x.k.shape());
    kernel.attention_gradient(a, x.q, x.k, x.v, lengths, y, log_sums, x.dy, dq, dk, dv);
    all.insert(all.end(), {dq, dk, dv});
  }
  for (const Tensor& output : all) CHECK(fence_stands(output));
  return all;
}

AttentionArguments sizes(std::int64_t n, std::int64_t heads, std::int64_t queries, std::int64_t keys,
                         std::int64_t depth, bool causal = false) {
  return {.n = n, .heads = heads, .queries = queries, .keys = keys, .depth = depth, .key_rows = keys, .causal = causal};
}

void check_agrees(const AttentionArguments& a, double tolerance = 1e-5) {
  CAPTURE(a.heads);
  CAPTURE(a.queries);
  CAPTURE(a.keys);
  CAPTURE(a.depth);
  CAPTURE(a.causal);
  for (bool with_lengths : {false, true}) {
    CAPTURE(with_lengths);
    check_devices_agree(
        [&](const Kernels& kernel) {
          return attended(kernel, a, with_lengths ? some_lengths(a) : Tensor(), Inputs(a));
        },
        tolerance);
  }
}

constexpr std::int64_t extents[] = {1, 2, 15, 17, 64, 65};

}  // namespace

TEST_CASE("attention and its gradient agree with the reference for every number of queries and keys") {
  for (std::int64_t queries : extents) {
    for (std::int64_t keys : extents) {
      for (bool causal : {false, true}) {
        if (!causal || queries <= keys) check_agrees(sizes(2, 2, queries, keys, 5, causal));
      }
    }
  }
}

TEST_CASE("attention and its gradient agree with the reference for every depth and number of heads") {
  for (std::int64_t depth : {1, 2, 7, 15, 17, 32, 64, 65}) {
    for (std::int64_t heads : {1, 2, 3, 4}) check_agrees(sizes(1, heads, 18, 18, depth, true));
  }
  check_agrees(sizes(1, 2, 40, 40, 150, true));
}

TEST_CASE("attention over more queries than are kept at once agrees with the reference") {
  check_agrees(sizes(1, 2, 150, 150, 8, true), 3e-5);
  check_agrees(sizes(1, 2, 150, 40, 8), 3e-5);
  check_agrees(sizes(1, 1, 70, 200, 8, true), 3e-5);
}

TEST_CASE("attention of no sequences is nothing") {
  check_agrees(sizes(0, 2, 3, 3, 4, true));
}

TEST_CASE("attention looks only at the first keys of a cache") {
  for (std::int64_t queries : {1, 3, 20}) {
    for (std::int64_t keys : {20, 33}) {
      AttentionArguments a = sizes(2, 3, queries, keys, 9, true);
      a.key_rows = 40;
      check_devices_agree(
          [&](const Kernels& kernel) {
            Inputs x(a);
            for (std::int64_t i = 0; i < a.n; ++i) {
              for (const Tensor& rows : {x.k, x.v}) {
                const Tensor unused = rows.viewed_as({a.n * a.key_rows, 27}).rows(i * 40 + keys, (i + 1) * 40);
                std::ranges::fill(unused.values(), not_a_number);
              }
            }
            return attended(kernel, a, Tensor(), x);
          },
          1e-5);
    }
  }
}

TEST_CASE("attention does not look past the length of a sequence") {
  const AttentionArguments a = sizes(3, 2, 17, 17, 6);
  check_devices_agree(
      [&](const Kernels& kernel) {
        const Tensor lengths = Tensor::indices(std::array{1, 8, 17}, {3});
        Inputs x(a);
        for (std::int64_t i = 0; i < a.n; ++i) {
          for (const Tensor& rows : {x.k, x.v}) {
            const Tensor past = rows.viewed_as({51, 12}).rows(i * 17 + lengths.indices()[i], (i + 1) * 17);
            std::ranges::fill(past.values(), not_a_number);
          }
        }
        const Tensors all = attended(kernel, a, lengths, x);
        for (int j = 0; j < 12; ++j) CHECK(all[3].data()[1 * 12 + j] == 0.0f);  // dk behind a length of 1
        return all;
      },
      1e-5);
}

TEST_CASE("attention of large scores neither overflows nor loses what is masked") {
  for (std::int64_t queries : {1, 17}) {
    const AttentionArguments a = sizes(1, 2, queries, 17, 16, true);
    check_devices_agree(
        [&](const Kernels& kernel) {
          Tensors all = attended(kernel, a, Tensor(), Inputs(a, 300.0f));
          all.resize(2);  // probabilities are made again from scores around 10^5: their digits are lost
          return all;
        },
        1e-3);
    for (const Tensor& each : attended(kernels(Device::cpu), a, Tensor(), Inputs(a, 300.0f))) {
      for (float number : each.values()) CHECK(std::isfinite(number));
    }
  }
}

TEST_CASE("attention does not depend on the number of threads") {
  const AttentionArguments a = sizes(4, 4, 70, 70, 24, true);
  const Inputs x(a);
  const Tensors alone = attended(kernels(Device::cpu), a, Tensor(), x);
  set_thread_count(3);
  const Tensors together = attended(kernels(Device::cpu), a, Tensor(), x);
  set_thread_count(1);
  for (std::size_t i = 0; i < alone.size(); ++i) check_close(together[i], alone[i], 0.0);
}
