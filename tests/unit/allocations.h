// How often the tests' program has asked for memory.
#pragma once

#include <cstdint>

namespace gradlab::test {

/// Calls of operator new, by whatever thread.
std::int64_t news();

}  // namespace gradlab::test
