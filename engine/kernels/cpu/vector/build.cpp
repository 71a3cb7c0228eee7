#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

std::string_view cpu_build() {
#ifdef __wasm_relaxed_simd__
  return "relaxed";
#elif defined(__wasm_simd128__)
  return "simd";
#else
  return xsimd::default_arch::name();
#endif
}

}  // namespace gradlab
