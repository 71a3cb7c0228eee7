// What the programs of chain_program.cpp begin with: arguments, and what functions of four elements at a time have in
// common. The numbers of an operation (alpha and beta, for instance) begin at word `at`.
struct Arguments { offsets: array<vec4u, 2>, count: u32, words: array<vec4u, 13> }
@group(0) @binding(0) var<uniform> arguments: Arguments;

var<private> quad: u32;  // which four: elements 4 quad to 4 quad + 3
// WGSL refuses constants that are not finite.
var<private> infinity_bits = 0x7f800000u;
var<private> nan_bits = 0x7fc00000u;

fn word(at: u32) -> u32 { return arguments.words[at / 4][at % 4]; }
fn number(at: u32) -> f32 { return bitcast<f32>(word(at)); }

fn infinity() -> vec4f { return vec4f(bitcast<f32>(infinity_bits)); }
fn not_a_number() -> vec4f { return vec4f(bitcast<f32>(nan_bits)); }
fn is_nan(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn is_infinite(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) == vec4u(0x7f800000u); }
/// y, but NaN where x is.
fn keep_nan(x: vec4f, y: vec4f) -> vec4f { return select(y, x, is_nan(x)); }

/// 1 or -1, or x where it is 0 or NaN.
fn signs(x: vec4f) -> vec4f { return select(select(x, vec4f(-1.0), x < vec4f(0.0)), vec4f(1.0), x > vec4f(0.0)); }
fn sigmoid(x: vec4f) -> vec4f {
  return keep_nan(x, select(1.0 / (1.0 + exp(-x)), vec4f(0.0), x < vec4f(-88.0)));
}
/// sin(x + quarters pi / 2): the built-in functions are exact near 0 alone. pi / 2 is taken away in three parts.
fn sine(x: vec4f, quarters: i32) -> vec4f {
  let turns = round(x * 0.636619772);
  let r = ((x - turns * 1.5703125) - turns * 4.8375130e-4) - turns * 7.5497901e-8;
  let s = r * r;
  let sine = r * (1.0 - s * (1.0 / 6.0 - s * (1.0 / 120.0 - s * (1.0 / 5040.0 - s / 362880.0))));
  let cosine = 1.0 - s * (0.5 - s * (1.0 / 24.0 - s * (1.0 / 720.0 - s / 40320.0)));
  let quarter = vec4i(turns) + quarters;
  let value = select(sine, cosine, (quarter & vec4i(1)) == vec4i(1));
  let turned = select(value, -value, (quarter & vec4i(2)) == vec4i(2));
  return keep_nan(x, select(turned, not_a_number(), is_infinite(x)));
}
