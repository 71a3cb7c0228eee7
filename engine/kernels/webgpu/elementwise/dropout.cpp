#include <cstdint>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/chain.h"

namespace gradlab {

namespace {

const WgslFunction dropped{"dropped", R"wgsl(
/// The upper half of the 64 bits of a b.
fn multiply_high(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let left = (a >> 16) * (b & 0xffffu) + (low >> 16);
  let right = (a & 0xffffu) * (b >> 16) + (left & 0xffffu);
  return (a >> 16) * (b >> 16) + (left >> 16) + (right >> 16);
}
/// Block number `block` (low, high) of Philox 4x32-10, as engine/core/random.cpp has it.
fn philox(key: vec2u, block: vec2u) -> vec4u {
  var x = vec4u(block, 0, 0);
  var k = key;
  for (var round = 0; round < 10; round++) {
    x = vec4u(multiply_high(0xCD9E8D57u, x.z) ^ x.y ^ k.x, 0xCD9E8D57u * x.z,
              multiply_high(0xD2511F53u, x.x) ^ x.w ^ k.y, 0xD2511F53u * x.x);
    k += vec2u(0x9E3779B9u, 0xBB67AE85u);
  }
  return x;
}
/// Block `quad` behind the one whose number begins at word `at`.
fn random_bits(key: vec2u, at: u32, behind: u32) -> vec4u {
  let low = word(at) + behind;
  return philox(key, vec2u(low, word(at + 1) + select(0u, 1u, low < behind)));
}
/// Numbers: rate, 1 / (1 - rate), key (low, high), first block (low, high), and how many of its numbers are used up.
fn dropped(x: vec4f, at: u32) -> vec4f {
  let key = vec2u(word(at + 2), word(at + 3));
  let used = word(at + 6);
  var bits = random_bits(key, at + 4, quad);
  if (used > 0) {
    let next = random_bits(key, at + 4, quad + 1);
    if (used == 1) {
      bits = vec4u(bits.yzw, next.x);
    } else if (used == 2) {
      bits = vec4u(bits.zw, next.xy);
    } else {
      bits = vec4u(bits.w, next.xyz);
    }
  }
  let uniform_number = vec4f(bits >> vec4u(8)) / 16777216.0;
  return select(vec4f(0.0), x * number(at + 1), uniform_number >= vec4f(number(at)));
}
)wgsl"};

void dropout_webgpu(float rate, std::uint64_t key, std::uint64_t counter, const Tensor& x, Tensor& y) {
  const auto low = [](std::uint64_t number) { return static_cast<std::uint32_t>(number); };
  const std::uint64_t block = counter / 4;
  webgpu::append(x.size(), dropped, {x},
                 {rate, 1.0f / (1.0f - rate), low(key), low(key >> 32), low(block), low(block >> 32), low(counter % 4)},
                 {&y});
}

}  // namespace

const RegisterKernel registered_dropout_webgpu(Device::webgpu, &Kernels::dropout, dropout_webgpu);

}  // namespace gradlab
