// Rows of numbers that each a team of `lanes` threads works along; what they add up is a Sum.
override lanes = 16u;
override threads = 64u;
var<workgroup> parts: array<Sum, threads>;

struct Row { number: u32, lane: u32, n: u32 }  // none of its n numbers beyond the last row
fn row_of(group: vec3u, groups: vec3u, thread: u32) -> Row {
  let row = (group.y * groups.x + group.x) * (threads / lanes) + thread / lanes;
  return Row(row, thread % lanes, select(0u, arguments.n, row < arguments.rows));
}

// Of all threads of the team; between two of them there must be a barrier.
fn team_sum(own: Sum, thread: u32) -> Sum {
  if (lanes == 1) { return own; }
  parts[thread] = own;
  workgroupBarrier();
  let first = thread - thread % lanes;
  if (lanes > 16) {
    var sum = Sum();
    for (var i = first + thread % 16; i < first + lanes; i += 16u) { sum += parts[i]; }
    workgroupBarrier();
    parts[thread] = sum;
    workgroupBarrier();
  }
  var sum = Sum();
  for (var i = first; i < first + min(lanes, 16u); i++) { sum += parts[i]; }
  return sum;
}
