#include <algorithm>
#include <cmath>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader attention, attention_gradient, attention_inner;
}

namespace {

using webgpu::reads, webgpu::writes;

std::int64_t in_parts(std::int64_t count, std::int64_t size) {
  return (count + size - 1) / size;
}
/// The programs go over depths so many at a time.
std::int64_t chunks(const AttentionArguments& a) {
  return in_parts(a.depth, 32);
}
/// `across` workgroups for each head of each sequence and `most_chunks` of depths.
webgpu::Groups groups_of(const AttentionArguments& a, std::int64_t across, std::int64_t most_chunks) {
  return {across, std::min(a.n * a.heads, webgpu::most_groups), in_parts(chunks(a), most_chunks)};
}

/// `Arguments` of attention_blocks.wgsl.
struct Uniforms {
  std::uint32_t n, heads, queries, keys, depth, key_rows, causal, has_lengths;
  float scale;
};
Uniforms uniforms_of(const AttentionArguments& a, const Tensor& lengths) {
  const auto word = [](std::int64_t number) { return static_cast<std::uint32_t>(number); };
  return {.n = word(a.n),
          .heads = word(a.heads),
          .queries = word(a.queries),
          .keys = word(a.keys),
          .depth = word(a.depth),
          .key_rows = word(a.key_rows),
          .causal = a.causal ? 1u : 0u,
          .has_lengths = lengths.defined() ? 1u : 0u,
          .scale = 1.0f / std::sqrt(static_cast<float>(a.depth))};
}

void attention_webgpu(const AttentionArguments& a, const Tensor& q, const Tensor& k, const Tensor& v,
                      const Tensor& lengths, Tensor& y, Tensor& log_sums) {
  webgpu::launch({wgsl::attention, "main", {{"chunks", static_cast<double>(chunks(a))}}},
                 groups_of(a, in_parts(a.queries, 32), 4),
                 {reads(q), reads(k), reads(v), reads(lengths), writes(y), writes(log_sums)}, uniforms_of(a, lengths));
}

void attention_gradient_webgpu(const AttentionArguments& a, const Tensor& q, const Tensor& k, const Tensor& v,
                               const Tensor& lengths, const Tensor& y, const Tensor& log_sums, const Tensor& dy,
                               Tensor& dq, Tensor& dk, Tensor& dv) {
  const Uniforms uniforms = uniforms_of(a, lengths);
  const Tensor sums = Tensor::empty({a.n, a.heads, a.queries, 2}, DType::float32, q.device());
  struct {
    std::uint32_t n, heads, queries, depth;
  } const sizes = {uniforms.n, uniforms.heads, uniforms.queries, uniforms.depth};
  webgpu::launch({wgsl::attention_inner}, webgpu::groups_for(log_sums.size(), 64),
                 {reads(y), reads(dy), reads(log_sums), writes(sums)}, sizes);
  const auto chunk_count = static_cast<double>(chunks(a));
  webgpu::launch({wgsl::attention_gradient, "query_gradient", {{"chunks", chunk_count}}},
                 groups_of(a, in_parts(a.queries, 32), 2),
                 {reads(q), reads(k), reads(v), reads(lengths), reads(dy), reads(sums), writes(dq)}, uniforms);
  webgpu::launch(
      {wgsl::attention_gradient, "key_gradient", {{"chunks", chunk_count}}}, groups_of(a, in_parts(a.keys, 16), 2),
      {reads(q), reads(k), reads(v), reads(lengths), reads(dy), reads(sums), writes(dk), writes(dv)}, uniforms);
}

}  // namespace

const RegisterKernel registered_attention_webgpu(Device::webgpu, &Kernels::attention, attention_webgpu);
const RegisterKernel registered_attention_gradient_webgpu(Device::webgpu, &Kernels::attention_gradient,
                                                          attention_gradient_webgpu);

}  // namespace gradlab
