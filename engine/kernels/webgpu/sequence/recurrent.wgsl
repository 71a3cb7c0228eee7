// h' = cell(x, h W + b) for some steps in a row (kernels.h, Cell): four rows of the batch, the components of a vec4f,
// and `lanes` units with all their gates to a workgroup.
override cell: u32;   // 0 tanh, 1 lstm, 2 gru
override lanes: u32;  // units
override parts: u32;  // invocations that share the product of a unit; at most 256 with the lanes

struct Arguments {
  offsets: array<vec4u, 2>,
  n: u32, hidden: u32,
  first: u32, last: u32,  // steps; several only where one workgroup has all units
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;       // [steps, n, gates hidden]
@group(0) @binding(2) var<storage, read> weight: array<f32>;  // [hidden, gates hidden]
@group(0) @binding(3) var<storage, read> bias: array<f32>;    // [gates hidden]
@group(0) @binding(4) var<storage, read_write> gates: array<f32>;  // [steps, n, kept gates hidden]
@group(0) @binding(5) var<storage, read_write> cells: array<f32>;  // [steps + 1, n, hidden]
@group(0) @binding(6) var<storage, read_write> y: array<f32>;      // [steps + 1, n, hidden]

override gate_count = select(select(3u, 4u, cell == 1), 1u, cell == 0);
const unrolled = 4u;  // loads that are under way at once
override stretch = max(gate_count * (parts - 1), 1) * lanes;  // states that are kept at once
var<workgroup> kept: array<vec4f, stretch>;  // states, then the sums of all parts but the first

// Without overflow, whatever x is, and NaN for NaN, which exp need not keep.
fn or_nan(y: vec4f, x: vec4f) -> vec4f {
  return select(y, x, (bitcast<vec4u>(x) & vec4u(0x7fffffff)) > vec4u(0x7f800000));
}
fn sigmoid(x: vec4f) -> vec4f {
  let e = exp(-abs(x));
  return or_nan(select(vec4f(1), e, x < vec4f(0)) / (1 + e), x);
}
fn tangent(x: vec4f) -> vec4f {
  let e = exp(-2 * abs(x));
  let size = (1 - e) / (1 + e);
  return or_nan(select(size, -size, x < vec4f(0)), x);
}

// Where one unit stands in a step's rows of `width` numbers; rows past the last are those of the last.
fn places(step: u32, row: u32, width: u32, column: u32) -> vec4u {
  let rows = min(row + vec4u(0, 1, 2, 3), vec4u(arguments.n - 1));
  return (step * arguments.n + rows) * width + column;
}
fn state_at(step: u32, row: u32, unit: u32) -> vec4f {
  let at = arguments.offsets[1].y + places(step, row, arguments.hidden, unit);
  return vec4f(y[at.x], y[at.y], y[at.z], y[at.w]);
}
fn cell_at(step: u32, row: u32, unit: u32) -> vec4f {
  let at = arguments.offsets[1].x + places(step, row, arguments.hidden, unit);
  return vec4f(cells[at.x], cells[at.y], cells[at.z], cells[at.w]);
}
fn input_at(step: u32, row: u32, width: u32, column: u32) -> vec4f {
  let at = arguments.offsets[0].x + places(step, row, width, column);
  return vec4f(x[at.x], x[at.y], x[at.z], x[at.w]);
}

// The sums and what the state `begin + k` adds to those of a unit.
fn with_product(sums: mat4x4f, begin: u32, k: u32, unit: u32) -> mat4x4f {
  let h = kept[k];
  let at = arguments.offsets[0].y + (begin + k) * gate_count * arguments.hidden + unit;
  var all = sums;
  all[0] += weight[at] * h;
  if (cell != 0) {
    all[1] += weight[at + arguments.hidden] * h;
    all[2] += weight[at + 2 * arguments.hidden] * h;
  }
  if (cell == 1) { all[3] += weight[at + 3 * arguments.hidden] * h; }
  return all;
}
fn slot(part: u32, gate: u32, lane: u32) -> u32 { return ((part - 1) * gate_count + gate) * lanes + lane; }

// What is behind a step, of one unit.
struct State { h: vec4f, cell: vec4f, gates: mat4x4f }
fn next(last: State, input: mat4x4f, sums: mat4x4f) -> State {
  if (cell == 0) {
    let h = tangent(input[0] + sums[0]);
    return State(h, h, mat4x4f(h, h, h, h));
  }
  if (cell == 1) {
    let i = sigmoid(input[0] + sums[0]);
    let f = sigmoid(input[1] + sums[1]);
    let g = tangent(input[2] + sums[2]);
    let o = sigmoid(input[3] + sums[3]);
    let c = f * last.cell + i * g;
    return State(o * tangent(c), c, mat4x4f(i, f, g, o));
  }
  let r = sigmoid(input[0] + sums[0]);
  let z = sigmoid(input[1] + sums[1]);
  let n = tangent(input[2] + r * sums[2]);
  return State((1 - z) * n + z * last.h, n, mat4x4f(r, z, n, sums[2]));
}

fn write(step: u32, row: u32, unit: u32, state: State) {
  let width = select(4u, 1u, cell == 0);
  for (var i = 0u; i < min(4, arguments.n - row); i++) {
    let at = (step + 1) * arguments.n + row + i;
    y[arguments.offsets[1].y + at * arguments.hidden + unit] = state.h[i];
    if (cell == 1) { cells[arguments.offsets[1].x + at * arguments.hidden + unit] = state.cell[i]; }
    for (var gate = 0u; gate < width; gate++) {
      let place = ((step * arguments.n + row + i) * width + gate) * arguments.hidden + unit;
      gates[arguments.offsets[0].w + place] = state.gates[gate][i];
    }
  }
}

@compute @workgroup_size(lanes, parts)
fn main(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u,
        @builtin(num_workgroups) groups: vec3u) {
  let hidden = arguments.hidden;
  let part = local.y;
  let mine = group.y * lanes + local.x;
  let unit = min(mine, hidden - 1);
  for (var row = 4 * group.x; row < arguments.n; row += 4 * groups.x) {
    var state = State(state_at(arguments.first, row, unit), vec4f(), mat4x4f());
    if (cell == 1) { state.cell = cell_at(arguments.first, row, unit); }
    for (var step = arguments.first; step < arguments.last; step++) {
      var input = mat4x4f();
      for (var gate = 0u; gate < gate_count && part == 0; gate++) {
        input[gate] = input_at(step, row, gate_count * hidden, gate * hidden + unit);
      }
      var sums = mat4x4f();
      for (var begin = 0u; begin < hidden; begin += stretch) {
        let count = min(stretch, hidden - begin);
        if (step == arguments.first) {  // later ones are there
          for (var k = part * lanes + local.x; k < count; k += lanes * parts) {
            kept[k] = state_at(step, row, begin + k);
          }
        }
        workgroupBarrier();
        var k = part;
        for (; k + (unrolled - 1) * parts < count; k += unrolled * parts) {
          for (var i = 0u; i < unrolled; i++) { sums = with_product(sums, begin, k + i * parts, unit); }
        }
        for (; k < count; k += parts) { sums = with_product(sums, begin, k, unit); }
        workgroupBarrier();
      }
      if (part > 0) {
        for (var gate = 0u; gate < gate_count; gate++) { kept[slot(part, gate, local.x)] = sums[gate]; }
      }
      if (parts > 1) { workgroupBarrier(); }
      if (part == 0) {
        for (var gate = 0u; gate < gate_count; gate++) {
          sums[gate] += bias[arguments.offsets[0].z + gate * hidden + unit];
          for (var other = 1u; other < parts; other++) { sums[gate] += kept[slot(other, gate, local.x)]; }
        }
        state = next(state, input, sums);
      }
      workgroupBarrier();
      if (part == 0 && mine < hidden) {
        write(step, row, unit, state);
        kept[unit % stretch] = state.h;
      }
    }
    workgroupBarrier();
  }
}
