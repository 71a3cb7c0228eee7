#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/norm/column_sums.h"
#include "engine/kernels/webgpu/rows/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader row_norm;
}

namespace {

using webgpu::reads, webgpu::writes;

void launch_rows(const char* entry, bool centered, std::int64_t rows, std::int64_t n, float epsilon,
                 std::initializer_list<webgpu::Binding> bindings) {
  struct {
    std::uint32_t rows, n;
    float epsilon;
  } const arguments = {static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(n), epsilon};
  const webgpu::Teams teams = webgpu::teams_for(rows, n);
  webgpu::launch({wgsl::row_norm,
                  entry,
                  {webgpu::constant("centered", centered), webgpu::constant("lanes", teams.lanes),
                   webgpu::constant("threads", teams.threads)}},
                 groups_for_rows(rows, teams), bindings, arguments);
}

void layer_norm_webgpu(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale,
                       const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) {
  launch_rows("main", true, rows, n, epsilon,
              {reads(x), reads(scale), reads(shift), writes(y), writes(mean), writes(inverse_deviation)});
}

void layer_norm_gradient_webgpu(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                                const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                                Tensor& dscale, Tensor& dshift) {
  launch_rows("gradient", true, rows, n, 0.0f,
              {reads(x), reads(scale), reads(mean), reads(inverse_deviation), reads(dy), writes(dx)});
  webgpu::norm_column_sums(rows, n, true, x, mean, inverse_deviation, dy, dscale, dshift);
}

void rms_norm_webgpu(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale, Tensor& y,
                     Tensor& inverse_size) {
  const Tensor none;
  launch_rows("main", false, rows, n, epsilon,
              {reads(x), reads(scale), reads(none), writes(y), writes(none), writes(inverse_size)});
}

void rms_norm_gradient_webgpu(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                              const Tensor& inverse_size, const Tensor& dy, Tensor& dx, Tensor& dscale) {
  const Tensor none;
  launch_rows("gradient", false, rows, n, 0.0f,
              {reads(x), reads(scale), reads(none), reads(inverse_size), reads(dy), writes(dx)});
  webgpu::norm_column_sums(rows, n, true, x, none, inverse_size, dy, dscale, none);
}

}  // namespace

const RegisterKernel registered_layer_norm_webgpu(Device::webgpu, &Kernels::layer_norm, layer_norm_webgpu);
const RegisterKernel registered_layer_norm_gradient_webgpu(Device::webgpu, &Kernels::layer_norm_gradient,
                                                           layer_norm_gradient_webgpu);
const RegisterKernel registered_rms_norm_webgpu(Device::webgpu, &Kernels::rms_norm, rms_norm_webgpu);
const RegisterKernel registered_rms_norm_gradient_webgpu(Device::webgpu, &Kernels::rms_norm_gradient,
                                                         rms_norm_gradient_webgpu);

}  // namespace gradlab
