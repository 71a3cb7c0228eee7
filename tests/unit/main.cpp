#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "tests/unit/fake_gpu.h"

int main(int count, char** words) {
#ifndef __EMSCRIPTEN__
  gradlab::FakeGpu::register_kernels();
#endif
  return doctest::Context(count, words).run();
}
