#include "engine/core/error.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

Tensor scale(const Tensor& x, float factor, float offset) {
  return elementwise("scale"_unary, x, factor, offset, {{"factor", factor}, {"offset", offset}});
}
Tensor negate(const Tensor& x) {
  return elementwise("negate"_unary, x);
}
Tensor exp(const Tensor& x) {
  return elementwise("exp"_unary, x);
}
Tensor log(const Tensor& x) {
  return elementwise("log"_unary, x);
}
Tensor sqrt(const Tensor& x) {
  return elementwise("sqrt"_unary, x);
}
Tensor square(const Tensor& x) {
  return elementwise("square"_unary, x);
}
Tensor pow(const Tensor& x, float exponent) {
  return elementwise("pow"_unary, x, exponent, 0.0f, {{"exponent", exponent}});
}
Tensor abs(const Tensor& x) {
  return elementwise("abs"_unary, x);
}
Tensor sin(const Tensor& x) {
  return elementwise("sin"_unary, x);
}
Tensor cos(const Tensor& x) {
  return elementwise("cos"_unary, x);
}

Tensor clamp(const Tensor& x, float low, float high) {
  if (!(low <= high)) fail("clamp", std::to_string(low) + " to " + std::to_string(high), "low at most high");
  return elementwise("clamp"_unary, x, low, high, {{"low", low}, {"high", high}});
}

namespace {

Tensor scaled(const Tensor& x) {
  return scale(x, -1.5f, 0.5f);
}
Tensor to_2_5(const Tensor& x) {
  return pow(x, 2.5f);
}
Tensor cube(const Tensor& x) {
  return pow(x, 3.0f);
}
Tensor clamped(const Tensor& x) {
  return clamp(x, -1.0f, 1.0f);
}

}  // namespace

const RegisterOp registered_scale({"scale", elementwise_cases<scaled>});
const RegisterOp registered_negate({"negate", elementwise_cases<negate>});
const RegisterOp registered_exp({"exp", elementwise_cases<exp>});
const RegisterOp registered_log({"log", elementwise_cases<log, 0.5f, 3.0f>});
const RegisterOp registered_sqrt({"sqrt", elementwise_cases<sqrt, 0.5f, 3.0f>});
const RegisterOp registered_square({"square", elementwise_cases<square>});
const RegisterOp registered_pow({"pow", elementwise_cases<to_2_5, 0.5f, 2.0f>});
const RegisterOp registered_cube({"pow of negatives", elementwise_cases<cube>});
const RegisterOp registered_abs({"abs", elementwise_cases<abs, -2.0f, 2.0f, 0.1f>});
const RegisterOp registered_clamp({"clamp", elementwise_cases<clamped, -2.0f, 2.0f, 0.1f>});
const RegisterOp registered_sin({"sin", elementwise_cases<sin>});
const RegisterOp registered_cos({"cos", elementwise_cases<cos>});

const RegisterRun run_scale({"scale", [](const Tensors& x, Attributes attributes) -> Tensors {
                               return {scale(x[0], attributes.real("factor"), attributes.real("offset"))};
                             }});
const RegisterRun run_negate({"negate", run_of<negate>});
const RegisterRun run_exp({"exp", run_of<exp>});
const RegisterRun run_log({"log", run_of<log>});
const RegisterRun run_sqrt({"sqrt", run_of<sqrt>});
const RegisterRun run_square({"square", run_of<square>});
const RegisterRun run_pow({"pow", [](const Tensors& x, Attributes attributes) -> Tensors {
                             return {pow(x[0], attributes.real("exponent"))};
                           }});
const RegisterRun run_abs({"abs", run_of<abs>});
const RegisterRun run_clamp({"clamp", [](const Tensors& x, Attributes attributes) -> Tensors {
                               return {clamp(x[0], attributes.real("low"), attributes.real("high"))};
                             }});
const RegisterRun run_sin({"sin", run_of<sin>});
const RegisterRun run_cos({"cos", run_of<cos>});

}  // namespace gradlab
