#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string_view>

#include "tests/unit/fake_gpu.h"
#include "tests/unit/golden_runs.h"

int main(int count, char** words) {
#ifndef __EMSCRIPTEN__
  gradlab::FakeGpu::register_kernels();
#endif
  if (count == 2 && std::string_view(words[1]) == "--golden-runs") {
    gradlab::print_golden_runs();
    return 0;
  }
  return doctest::Context(count, words).run();
}
