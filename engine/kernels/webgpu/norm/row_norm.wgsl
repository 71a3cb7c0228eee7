// y = (x - mean) inverse scale + shift along each row of x [rows, n], inverse = 1 / sqrt(variance + epsilon), which is
// layer_norm; rms_norm, with a mean and shift of 0, where not `centered`. A team of `lanes` threads has a row.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, n: u32, epsilon: f32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read> shift: array<f32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;
@group(0) @binding(5) var<storage, read_write> means: array<f32>;
@group(0) @binding(6) var<storage, read_write> inverses: array<f32>;

override centered = true;
alias Sum = vec2f;
// use teams

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let row = row_of(group, groups, thread);
  let begin = arguments.offsets[0].x + row.number * row.n;
  let to = arguments.offsets[0].w + row.number * row.n;
  let share = 1.0 / f32(arguments.n);
  var mean = 0.0;
  if (centered) {
    let guess = x[begin];
    var sum = 0.0;
    for (var i = row.lane; i < row.n; i += lanes) { sum += x[begin + i] - guess; }
    mean = guess + team_sum(vec2f(sum, 0.0), thread).x * share;
  }
  if (lanes > 1) { workgroupBarrier(); }  // the last sum has been read
  var squares = 0.0;
  for (var i = row.lane; i < row.n; i += lanes) {
    let rest = x[begin + i] - mean;
    squares += rest * rest;
  }
  let inverse = inverseSqrt(team_sum(vec2f(squares, 0.0), thread).x * share + arguments.epsilon);
  for (var i = row.lane; i < row.n; i += lanes) {
    var value = (x[begin + i] - mean) * inverse * scale[arguments.offsets[0].y + i];
    if (centered) { value += shift[arguments.offsets[0].z + i]; }
    y[to + i] = value;
  }
  if (row.lane == 0 && row.n > 0) {
    if (centered) { means[arguments.offsets[1].x + row.number] = mean; }
    inverses[arguments.offsets[1].y + row.number] = inverse;
  }
}

// dx = inverse (dz - mean of dz - z mean of dz z) with z = (x - mean) inverse and dz = dy scale; the mean of dz counts
// where centered.
@group(0) @binding(3) var<storage, read> given_means: array<f32>;
@group(0) @binding(4) var<storage, read> given_inverses: array<f32>;
@group(0) @binding(5) var<storage, read> dy: array<f32>;
@group(0) @binding(6) var<storage, read_write> dx: array<f32>;

@compute @workgroup_size(threads)
fn gradient(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
            @builtin(local_invocation_index) thread: u32) {
  let row = row_of(group, groups, thread);
  let begin = arguments.offsets[0].x + row.number * row.n;
  let by = arguments.offsets[1].x + row.number * row.n;
  let to = arguments.offsets[1].y + row.number * row.n;
  var mean = 0.0;
  if (centered) { mean = given_means[arguments.offsets[0].z + row.number]; }
  let inverse = given_inverses[arguments.offsets[0].w + row.number];
  var sum = vec2f();
  for (var i = row.lane; i < row.n; i += lanes) {
    let dz = dy[by + i] * scale[arguments.offsets[0].y + i];
    sum += vec2f(dz * (x[begin + i] - mean) * inverse, dz);
  }
  let lost = team_sum(sum, thread) / f32(arguments.n);
  for (var i = row.lane; i < row.n; i += lanes) {
    let dz = dy[by + i] * scale[arguments.offsets[0].y + i];
    var rest = dz - (x[begin + i] - mean) * inverse * lost.x;
    if (centered) { rest -= lost.y; }
    dx[to + i] = inverse * rest;
  }
}
