enable f16;

// matmul with halves in its workgroup memory; sums stay in f32.
// use product

alias Stored = vec4h;
