// c = relu(op(a) op(b) + bias), op(a) [m, k] by op(b) [k, n] for every item of a batch; or, in several `parts`, sums over
// a part of k each, which matmul_parts adds up.
//
// A thread makes four by four elements of c, or (quads = 2) eight by eight, so that what it loads is used as often. Two
// ways: `tiled` carries a and b through workgroup memory, `direct` and `direct_wide` leave that to the caches.
// use product

alias Stored = vec4f;  // in workgroup memory
