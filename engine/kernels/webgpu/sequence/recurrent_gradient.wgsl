// dx and dhidden = d(h W + b) of some steps, from a later one to earlier ones (kernels.h, Cell): what reaches a state
// is dh = dy + dhidden W^T of the step behind it + what passes the weights by. Four rows of the batch, the components
// of a vec4f, and 4 `lanes` units with all their gates to a workgroup.
override cell: u32;   // 0 tanh, 1 lstm, 2 gru
override lanes: u32;  // a fourth of the units
override parts: u32;  // invocations that share the products of four units: at least 4, at most 256 with the lanes

struct Arguments {
  offsets: array<vec4u, 2>,
  steps: u32, n: u32, hidden: u32,
  newest: u32, count: u32,  // steps; several only where one workgroup has all units
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> weight: array<f32>;  // W^T [gates hidden, hidden]
@group(0) @binding(2) var<storage, read> gates: array<f32>;   // [steps, n, kept gates hidden]
@group(0) @binding(3) var<storage, read> cells: array<f32>;   // [steps + 1, n, hidden]
@group(0) @binding(4) var<storage, read> y: array<f32>;       // [steps + 1, n, hidden]
@group(0) @binding(5) var<storage, read> dy: array<f32>;      // [steps, n, hidden]
@group(0) @binding(6) var<storage, read_write> passed: array<f32>;   // [n, hidden], from one dispatch to the next
@group(0) @binding(7) var<storage, read_write> dx: array<f32>;       // [steps, n, gates hidden]
@group(0) @binding(8) var<storage, read_write> dhidden: array<f32>;  // the same, for gru

override gate_count = select(select(3u, 4u, cell == 1), 1u, cell == 0);
override kept_count = select(4u, 1u, cell == 0);
const unrolled = 4u;  // loads that are under way at once
override stretch = 4 * parts * lanes;  // columns of dhidden that are kept at once
var<workgroup> kept: array<vec4f, stretch>;  // columns, then the sums of all parts

fn slope(s: vec4f) -> vec4f { return s * (1 - s); }
// Without overflow, whatever x is.
fn tangent(x: vec4f) -> vec4f {
  let e = exp(-2 * abs(x));
  let size = (1 - e) / (1 + e);
  return select(size, -size, x < vec4f(0));
}

// Where one unit stands in a step's rows of `width` numbers; rows past the last are those of the last.
fn places(step: u32, row: u32, width: u32, column: u32) -> vec4u {
  let rows = min(row + vec4u(0, 1, 2, 3), vec4u(arguments.n - 1));
  return (step * arguments.n + rows) * width + column;
}
fn state_at(step: u32, row: u32, unit: u32) -> vec4f {
  let at = arguments.offsets[0].w + places(step, row, arguments.hidden, unit);
  return vec4f(y[at.x], y[at.y], y[at.z], y[at.w]);
}
fn cell_at(step: u32, row: u32, unit: u32) -> vec4f {
  let at = arguments.offsets[0].z + places(step, row, arguments.hidden, unit);
  return vec4f(cells[at.x], cells[at.y], cells[at.z], cells[at.w]);
}
fn gate_at(step: u32, row: u32, gate: u32, unit: u32) -> vec4f {
  let width = kept_count * arguments.hidden;
  let at = arguments.offsets[0].y + places(step, row, width, gate * arguments.hidden + unit);
  return vec4f(gates[at.x], gates[at.y], gates[at.z], gates[at.w]);
}
fn upper_at(step: u32, row: u32, unit: u32) -> vec4f {
  let at = arguments.offsets[1].x + places(step, row, arguments.hidden, unit);
  return vec4f(dy[at.x], dy[at.y], dy[at.z], dy[at.w]);
}
fn passed_at(row: u32, unit: u32) -> vec4f {
  let at = arguments.offsets[1].y + places(0, row, arguments.hidden, unit);
  return vec4f(passed[at.x], passed[at.y], passed[at.z], passed[at.w]);
}
fn hidden_at(step: u32, row: u32, column: u32) -> vec4f {
  let at = places(step, row, gate_count * arguments.hidden, column);
  if (cell == 2) {
    let there = arguments.offsets[1].w + at;
    return vec4f(dhidden[there.x], dhidden[there.y], dhidden[there.z], dhidden[there.w]);
  }
  let there = arguments.offsets[1].z + at;
  return vec4f(dx[there.x], dx[there.y], dx[there.z], dx[there.w]);
}

// What a unit hands back: to its inputs, to h W + b, and past the weights to the cell or state before.
struct Back { inputs: mat4x4f, hiddens: mat4x4f, passed: vec4f }
fn back(step: u32, row: u32, unit: u32, product: vec4f, passed: vec4f) -> Back {
  let above = product + upper_at(step, row, unit);
  let first = gate_at(step, row, 0, unit);
  if (cell == 0) {
    let d = mat4x4f(above * (1 - first * first), vec4f(), vec4f(), vec4f());
    return Back(d, d, vec4f());
  }
  let second = gate_at(step, row, 1, unit);
  let third = gate_at(step, row, 2, unit);
  let fourth = gate_at(step, row, 3, unit);
  if (cell == 1) {
    let t = tangent(cell_at(step + 1, row, unit));
    let dc = passed + above * fourth * (1 - t * t);
    let d = mat4x4f(dc * third * slope(first), dc * cell_at(step, row, unit) * slope(second),
                    dc * first * (1 - third * third), above * t * slope(fourth));
    return Back(d, d, dc * second);
  }
  let dh = above + passed;
  let dn = dh * (1 - second) * (1 - third * third);
  let dz = dh * (state_at(step, row, unit) - third) * slope(second);
  let dr = dn * fourth * slope(first);
  return Back(mat4x4f(dr, dz, dn, vec4f()), mat4x4f(dr, dz, dn * first, vec4f()), dh * second);
}

fn write(step: u32, row: u32, unit: u32, d: Back) {
  for (var i = 0u; i < min(4, arguments.n - row); i++) {
    for (var gate = 0u; gate < gate_count; gate++) {
      let at = ((step * arguments.n + row + i) * gate_count + gate) * arguments.hidden + unit;
      dx[arguments.offsets[1].z + at] = d.inputs[gate][i];
      if (cell == 2) { dhidden[arguments.offsets[1].w + at] = d.hiddens[gate][i]; }
    }
  }
}

// The products of four units, `lanes` apart, and what the column `begin + k` of dhidden adds to them.
fn with_product(products: mat4x4f, begin: u32, k: u32, units: vec4u) -> mat4x4f {
  let d = kept[k];
  let at = arguments.offsets[0].x + (begin + k) * arguments.hidden + units;
  return products + mat4x4f(weight[at.x] * d, weight[at.y] * d, weight[at.z] * d, weight[at.w] * d);
}

@compute @workgroup_size(lanes, parts)
fn main(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u,
        @builtin(num_workgroups) groups: vec3u) {
  let hidden = arguments.hidden;
  let columns = gate_count * hidden;
  let part = local.y;
  let first = 4 * group.y * lanes + local.x;
  let units = min(first + vec4u(0, 1, 2, 3) * lanes, vec4u(hidden - 1));  // of the product
  let mine = first + part * lanes;                                        // of the first four parts' cells
  let unit = min(mine, hidden - 1);
  let has_unit = part < 4 && mine < hidden;
  for (var row = 4 * group.x; row < arguments.n; row += 4 * groups.x) {
    var carried = vec4f();
    if (arguments.newest + 1 < arguments.steps) { carried = passed_at(row, unit); }
    for (var i = 0u; i < arguments.count; i++) {
      let step = arguments.newest - i;
      var product = vec4f();
      if (step + 1 < arguments.steps) {
        var products = mat4x4f();
        for (var begin = 0u; begin < columns; begin += stretch) {
          let count = min(stretch, columns - begin);
          if (i == 0) {  // later ones are there
            for (var k = part * lanes + local.x; k < count; k += lanes * parts) {
              kept[k] = hidden_at(step + 1, row, begin + k);
            }
          }
          workgroupBarrier();
          var k = part;
          for (; k + (unrolled - 1) * parts < count; k += unrolled * parts) {
            for (var j = 0u; j < unrolled; j++) { products = with_product(products, begin, k + j * parts, units); }
          }
          for (; k < count; k += parts) { products = with_product(products, begin, k, units); }
          workgroupBarrier();
        }
        for (var j = 0u; j < 4; j++) { kept[(part * 4 + j) * lanes + local.x] = products[j]; }
        workgroupBarrier();
        for (var other = 0u; other < parts && part < 4; other++) {
          product += kept[(other * 4 + part) * lanes + local.x];
        }
        workgroupBarrier();
      }
      if (has_unit) {
        let d = back(step, row, unit, product, carried);
        carried = d.passed;
        write(step, row, unit, d);
        if (i + 1 < arguments.count) {
          for (var gate = 0u; gate < gate_count; gate++) { kept[gate * hidden + unit] = d.hiddens[gate]; }
        }
      }
    }
    if (has_unit && arguments.count <= arguments.newest) {  // steps are left
      for (var i = 0u; i < min(4, arguments.n - row); i++) {
        passed[arguments.offsets[1].y + (row + i) * hidden + unit] = carried[i];
      }
    }
    workgroupBarrier();
  }
}
