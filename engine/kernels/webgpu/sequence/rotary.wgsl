// (x_i, x_j) with j = i + depth / 2 to (x_i cos - x_j sin, x_i sin + x_j cos) at the angle position speed_i. Speeds
// come as 64-bit fractions of a full turn, so that the product keeps its digits however far the position; WGSL promises
// three digits of a sine.
struct Arguments {
  offsets: array<vec4u, 2>, rows: u32, steps: u32, heads: u32, half_depth: u32, first: u32, first_pair: u32, pairs: u32,
  speeds: array<vec4u, 12>  // of the pairs from first_pair on, the high and the low half of each
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

// The fraction of a turn at `position`, in units of 2^-32; one or two units are lost.
fn phase(position: u32, pair: u32) -> u32 {
  let both = arguments.speeds[pair / 2];
  let speed = select(both.xy, both.zw, pair % 2 == 1);
  let a = vec2u(position >> 16, position & 0xffff);
  let b = vec2u(speed.y >> 16, speed.y & 0xffff);
  return position * speed.x + a.x * b.x + ((a.x * b.y) >> 16) + ((a.y * b.x) >> 16);
}

// Cosine and sine: of what is left of the nearest quarter turn by Taylor's series, then turned by the quarters.
fn turn(phase: u32) -> vec2f {
  let quarters = (phase + 0x20000000) >> 30;
  let t = f32(bitcast<i32>(phase - (quarters << 30))) * 1.4629180792671596e-9;  // 2 pi / 2^32
  let s = t * t;
  let sine = t * (1 + s * (-1.0 / 6 + s * (1.0 / 120 + s * (-1.0 / 5040 + s / 362880))));
  let cosine = 1 + s * (-0.5 + s * (1.0 / 24 + s * (-1.0 / 720 + s / 40320)));
  let turned = select(vec2f(cosine, sine), vec2f(-sine, cosine), quarters % 2 == 1);
  return select(turned, -turned, (quarters & 2) != 0);
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.rows * arguments.pairs; i += 256 * groups.x) {
    let row = i / arguments.pairs;
    let pair = i % arguments.pairs;
    let by = turn(phase(arguments.first + row % arguments.steps, pair));
    var one = row * arguments.heads * 2 * arguments.half_depth + arguments.first_pair + pair;
    for (var head = 0u; head < arguments.heads; head++) {
      let a = x[arguments.offsets[0].x + one];
      let b = x[arguments.offsets[0].x + one + arguments.half_depth];
      y[arguments.offsets[0].y + one] = a * by.x - b * by.y;
      y[arguments.offsets[0].y + one + arguments.half_depth] = a * by.y + b * by.x;
      one += 2 * arguments.half_depth;
    }
  }
}
