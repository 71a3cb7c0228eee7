#include <algorithm>

#include "engine/core/random.h"
#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t block = 64;  // numbers made at once: 16 counters of philox, in lanes

/// uniforms [block] = counter_uniform(key, index ...), for an index that is a multiple of 4. The rounds are those of
/// philox() in random.cpp, on many counters side by side, so that the compiler turns lanes into vectors.
void uniforms_from(std::uint64_t key, std::uint64_t index, float* uniforms) {
  constexpr std::size_t lanes = block / 4;
  using Lanes = std::uint32_t[lanes];
  Lanes x0, x1, x2, x3;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    const std::uint64_t counter = index / 4 + lane;
    x0[lane] = static_cast<std::uint32_t>(counter);
    x1[lane] = static_cast<std::uint32_t>(counter >> 32);
    x2[lane] = x3[lane] = 0;
  }
  auto k0 = static_cast<std::uint32_t>(key), k1 = static_cast<std::uint32_t>(key >> 32);
  for (int round = 0; round < 10; ++round) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::uint64_t p0 = std::uint64_t{0xD2511F53u} * x0[lane], p1 = std::uint64_t{0xCD9E8D57u} * x2[lane];
      x0[lane] = static_cast<std::uint32_t>(p1 >> 32) ^ x1[lane] ^ k0;
      x2[lane] = static_cast<std::uint32_t>(p0 >> 32) ^ x3[lane] ^ k1;
      x1[lane] = static_cast<std::uint32_t>(p1);
      x3[lane] = static_cast<std::uint32_t>(p0);
    }
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  const auto uniform = [](std::uint32_t bits) { return static_cast<float>(bits >> 8) * 0x1p-24f; };
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    uniforms[4 * lane] = uniform(x0[lane]);
    uniforms[4 * lane + 1] = uniform(x1[lane]);
    uniforms[4 * lane + 2] = uniform(x2[lane]);
    uniforms[4 * lane + 3] = uniform(x3[lane]);
  }
}

void dropout_simd(float rate, std::uint64_t key, std::uint64_t counter, const Tensor& x, Tensor& y) {
  const float* from = x.data();
  float* to = y.data();
  const Vector threshold(rate), factor(1.0f / (1.0f - rate)), zero(0.0f);
  const auto lead = static_cast<std::int64_t>(counter % 4);  // the first number's place in its group of four
  constexpr std::int64_t grain = 1 << 13;
  parallel_for(x.size() + lead, grain, [&](std::int64_t first, std::int64_t last) {
    alignas(buffer_alignment) float uniforms[block + vector_size];
    for (std::int64_t begin = first; begin < last; begin += block) {
      uniforms_from(key, counter - static_cast<std::uint64_t>(lead) + static_cast<std::uint64_t>(begin), uniforms);
      const std::int64_t skipped = begin == 0 ? lead : 0, at_x = begin - lead;
      for_each_vector(skipped, std::min(block, last - begin), [&](Place at) {
        const auto kept = at.load(uniforms) >= threshold;
        at.store(to + at_x, xsimd::select(kept, at.load(from + at_x) * factor, zero));
      });
    }
  });
}

}  // namespace

const RegisterKernel registered_dropout_simd(Device::cpu, &Kernels::dropout, dropout_simd);

}  // namespace gradlab
