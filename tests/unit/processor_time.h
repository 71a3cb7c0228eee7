// How long this process has worked: a bound on it holds however busy the machine is beside it.
#pragma once

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <ctime>
#endif

namespace gradlab::test {

/// Seconds of all its threads together.
inline double processor_seconds() {
#ifdef __EMSCRIPTEN__  // whose std::clock is that on the wall
  return EM_ASM_DOUBLE({
    const used = process.cpuUsage();
    return (used.user + used.system) / 1e6;
  });
#else
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

}  // namespace gradlab::test
