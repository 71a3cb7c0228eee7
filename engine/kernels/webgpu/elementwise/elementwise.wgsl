// y = f(x, ...): the functions that the programs written by chain.cpp are made of, four elements at a time. The numbers
// of an operation (alpha and beta, for instance) begin at word `at`.
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

fn sigmoid(x: vec4f) -> vec4f {
  return keep_nan(x, select(1.0 / (1.0 + exp(-x)), vec4f(0.0), x < vec4f(-88.0)));
}
/// log(1 + u) for u in [0, 1]; where log would lose what u adds to 1, by the series.
fn log_1_plus(u: vec4f) -> vec4f {
  return select(log(1.0 + u), u * (1.0 - u * (0.5 - u * (1.0 / 3.0 - u * 0.25))), u < vec4f(0.02));
}
/// The built-in function may be off by 1e-5 and overflow.
fn hyperbolic_tangent(x: vec4f) -> vec4f {
  let s = x * x;
  let series = x * (1.0 - s * (1.0 / 3.0 - s * (2.0 / 15.0 - s * (17.0 / 315.0 - s * (62.0 / 2835.0)))));
  let size = 1.0 - 2.0 / (exp(2.0 * min(abs(x), vec4f(10.0))) + 1.0);
  return keep_nan(x, select(select(size, -size, x < vec4f(0.0)), series, abs(x) < vec4f(0.25)));
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
/// x^exponent: the whole part by multiplication, which is exact for more x than exp2(exponent log2(x)).
fn power(x: vec4f, exponent: f32) -> vec4f {
  let size = min(abs(exponent), 16777216.0);
  let fraction = fract(size);
  var result = vec4f(1.0);
  var factor = x;
  for (var rest = u32(size); rest > 0; rest /= 2) {
    if (rest % 2 == 1) { result *= factor; }
    factor *= factor;
  }
  if (fraction == 0.5) {
    result *= sqrt(x);
  } else if (fraction > 0.0) {
    result *= select(exp2(fraction * log2(x)), vec4f(0.0), x == vec4f(0.0));
  }
  if (fraction > 0.0) { result = keep_nan(x, select(result, not_a_number(), x < vec4f(0.0))); }
  if (exponent < 0.0) { result = 1.0 / result; }
  return result;
}
// gelu(x) = x (1 + tanh u) / 2 = x sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3)
fn gelu_argument(x: vec4f) -> vec4f { return x * (1.5957691216 + 0.0713548163 * x * x); }

fn fill(at: u32) -> vec4f { return vec4f(number(at)); }

fn unary_negate(x: vec4f, at: u32) -> vec4f { return -x; }
fn unary_exp(x: vec4f, at: u32) -> vec4f { return keep_nan(x, exp(x)); }
fn unary_log(x: vec4f, at: u32) -> vec4f {
  let y = select(select(log(x), -infinity(), x == vec4f(0.0)), infinity(), is_infinite(x));
  return keep_nan(x, select(y, not_a_number(), x < vec4f(0.0)));
}
fn unary_sqrt(x: vec4f, at: u32) -> vec4f { return keep_nan(x, select(sqrt(x), not_a_number(), x < vec4f(0.0))); }
fn unary_square(x: vec4f, at: u32) -> vec4f { return x * x; }
fn unary_reciprocal(x: vec4f, at: u32) -> vec4f { return 1.0 / x; }
fn unary_pow(x: vec4f, at: u32) -> vec4f { return power(x, number(at)); }
fn unary_abs(x: vec4f, at: u32) -> vec4f { return abs(x); }
fn unary_sign(x: vec4f, at: u32) -> vec4f {
  return select(select(x, vec4f(-1.0), x < vec4f(0.0)), vec4f(1.0), x > vec4f(0.0));
}
fn unary_clamp(x: vec4f, at: u32) -> vec4f {
  let low = vec4f(number(at));
  let high = vec4f(number(at + 1));
  return keep_nan(x, select(select(x, high, x > high), low, x < low));
}
fn unary_scale(x: vec4f, at: u32) -> vec4f { return number(at) * x + number(at + 1); }
fn unary_relu(x: vec4f, at: u32) -> vec4f { return keep_nan(x, select(x, vec4f(0.0), x < vec4f(0.0))); }
fn unary_leaky_relu(x: vec4f, at: u32) -> vec4f { return select(x, number(at) * x, x < vec4f(0.0)); }
fn unary_gelu(x: vec4f, at: u32) -> vec4f { return x * sigmoid(gelu_argument(x)); }
fn unary_sigmoid(x: vec4f, at: u32) -> vec4f { return sigmoid(x); }
fn unary_silu(x: vec4f, at: u32) -> vec4f { return x * sigmoid(x); }
fn unary_tanh(x: vec4f, at: u32) -> vec4f { return hyperbolic_tangent(x); }
fn unary_softplus(x: vec4f, at: u32) -> vec4f {
  return keep_nan(x, select(x, vec4f(0.0), x < vec4f(0.0)) + log_1_plus(exp(-abs(x))));
}
fn unary_sin(x: vec4f, at: u32) -> vec4f { return sine(x, 0); }
fn unary_cos(x: vec4f, at: u32) -> vec4f { return sine(x, 1); }

// dx = dy f'(x), of x or of y = f(x) or of neither, whichever is least work; kinks as the contract has them.
fn gradient_negate(dy: vec4f, at: u32) -> vec4f { return -dy; }
fn gradient_exp(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * y; }
fn gradient_log(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy / x; }
fn gradient_sqrt(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (0.5 / y); }
fn gradient_square(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (2.0 * x); }
fn gradient_reciprocal(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (-y * y); }
fn gradient_pow(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  let exponent = number(at);
  if (exponent == 0.0) { return dy * 0.0; }
  return dy * (exponent * power(x, exponent - 1.0));
}
fn gradient_abs(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * unary_sign(x, at); }
fn gradient_sign(dy: vec4f, at: u32) -> vec4f { return dy * 0.0; }
fn gradient_clamp(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  return dy * select(vec4f(1.0), vec4f(0.0), (x < vec4f(number(at))) | (x > vec4f(number(at + 1))));
}
fn gradient_scale(dy: vec4f, at: u32) -> vec4f { return dy * number(at); }
fn gradient_relu(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * select(vec4f(1.0), vec4f(0.0), x <= vec4f(0.0)); }
fn gradient_leaky_relu(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  return dy * select(vec4f(1.0), vec4f(number(at)), x <= vec4f(0.0));
}
fn gradient_gelu(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  let s = sigmoid(gelu_argument(x));
  return dy * (s + x * s * (1.0 - s) * (1.5957691216 + 0.2140644488 * x * x));
}
fn gradient_sigmoid(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (y * (1.0 - y)); }
fn gradient_silu(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  let s = sigmoid(x);
  return dy * (s + x * s * (1.0 - s));
}
fn gradient_tanh(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (1.0 - y * y); }
fn gradient_softplus(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * sigmoid(x); }
fn gradient_sin(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * sine(x, 1); }
fn gradient_cos(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * sine(x, 2); }

fn binary_add(a: vec4f, b: vec4f, at: u32) -> vec4f { return a + b; }
fn binary_subtract(a: vec4f, b: vec4f, at: u32) -> vec4f { return a - b; }
fn binary_multiply(a: vec4f, b: vec4f, at: u32) -> vec4f { return a * b; }
fn binary_divide(a: vec4f, b: vec4f, at: u32) -> vec4f { return a / b; }
fn binary_maximum(a: vec4f, b: vec4f, at: u32) -> vec4f {
  return keep_nan(a, keep_nan(b, select(b, a, a > b)));
}
fn binary_minimum(a: vec4f, b: vec4f, at: u32) -> vec4f {
  return keep_nan(a, keep_nan(b, select(b, a, a < b)));
}
fn binary_equal(a: vec4f, b: vec4f, at: u32) -> vec4f { return select(vec4f(0.0), vec4f(1.0), a == b); }
fn binary_greater(a: vec4f, b: vec4f, at: u32) -> vec4f { return select(vec4f(0.0), vec4f(1.0), a > b); }

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
fn dropout(x: vec4f, at: u32) -> vec4f {
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

// The optimisers' updates, by the formulas of optimizers_ref. Numbers: learning rate, 1 - learning rate weight decay,
// l1, l2, and from the fifth on each one's own.
fn penalized(g: vec4f, scale: vec4f, w: vec4f, at: u32) -> vec4f {
  return scale * g + number(at + 2) * unary_sign(w, at) + number(at + 3) * w;
}
fn stepped(w: vec4f, direction: vec4f, at: u32) -> vec4f { return number(at + 1) * w - number(at) * direction; }

/// Own numbers: momentum, and whether it is Nesterov's (1 or 0).
fn sgd(g: vec4f, scale: vec4f, velocity: vec4f, w: vec4f, at: u32) -> array<vec4f, 2> {
  let gradient = penalized(g, scale, w, at);
  let momentum = number(at + 4);
  let v = momentum * velocity + gradient;
  var direction = v;
  if (number(at + 5) > 0.0) { direction = gradient + momentum * v; }
  return array(v, stepped(w, direction, at));
}
/// Own numbers: momentum, beta2, 1 - beta2, epsilon.
fn rmsprop(g: vec4f, scale: vec4f, mean_square: vec4f, velocity: vec4f, w: vec4f, at: u32) -> array<vec4f, 3> {
  let gradient = penalized(g, scale, w, at);
  let s = number(at + 5) * mean_square + number(at + 6) * gradient * gradient;
  let v = number(at + 4) * velocity + gradient / (sqrt(s) + number(at + 7));
  return array(s, v, stepped(w, v, at));
}
/// Own numbers: beta1, 1 - beta1, 1 / (1 - beta1^t), the same of beta2, epsilon.
fn adam(g: vec4f, scale: vec4f, mean: vec4f, mean_square: vec4f, w: vec4f, at: u32) -> array<vec4f, 3> {
  let gradient = penalized(g, scale, w, at);
  let m = number(at + 4) * mean + number(at + 5) * gradient;
  let s = number(at + 7) * mean_square + number(at + 8) * gradient * gradient;
  let direction = m * number(at + 6) / (sqrt(s * number(at + 9)) + number(at + 10));
  return array(m, s, stepped(w, direction, at));
}
