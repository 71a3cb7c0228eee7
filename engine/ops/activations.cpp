#include "engine/ops/elementwise.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

Tensor relu(const Tensor& x) {
  return elementwise("relu"_unary, x);
}
Tensor leaky_relu(const Tensor& x, float slope) {
  return elementwise("leaky_relu"_unary, x, slope, 0.0f, {{"slope", slope}});
}
Tensor gelu(const Tensor& x) {
  return elementwise("gelu"_unary, x);
}
Tensor sigmoid(const Tensor& x) {
  return elementwise("sigmoid"_unary, x);
}
Tensor silu(const Tensor& x) {
  return elementwise("silu"_unary, x);
}
Tensor tanh(const Tensor& x) {
  return elementwise("tanh"_unary, x);
}
Tensor softplus(const Tensor& x) {
  return elementwise("softplus"_unary, x);
}

namespace {

Tensor with_slope(const Tensor& x) {
  return leaky_relu(x, 0.2f);
}

}  // namespace

const RegisterOp registered_relu({"relu", elementwise_cases<relu, -2.0f, 2.0f, 0.1f>});
const RegisterOp registered_leaky_relu({"leaky_relu", elementwise_cases<with_slope, -2.0f, 2.0f, 0.1f>});
const RegisterOp registered_gelu({"gelu", elementwise_cases<gelu, -4.0f, 4.0f>});
const RegisterOp registered_sigmoid({"sigmoid", elementwise_cases<sigmoid, -4.0f, 4.0f>});
const RegisterOp registered_silu({"silu", elementwise_cases<silu, -4.0f, 4.0f>});
const RegisterOp registered_tanh({"tanh", elementwise_cases<tanh>});
const RegisterOp registered_softplus({"softplus", elementwise_cases<softplus, -4.0f, 4.0f>});

const RegisterRun run_relu({"relu", run_of<relu>});
const RegisterRun run_leaky_relu({"leaky_relu", [](const Tensors& x, Attributes attributes) -> Tensors {
                                    return {leaky_relu(x[0], attributes.real("slope"))};
                                  }});
const RegisterRun run_gelu({"gelu", run_of<gelu>});
const RegisterRun run_sigmoid({"sigmoid", run_of<sigmoid>});
const RegisterRun run_silu({"silu", run_of<silu>});
const RegisterRun run_tanh({"tanh", run_of<tanh>});
const RegisterRun run_softplus({"softplus", run_of<softplus>});

}  // namespace gradlab
