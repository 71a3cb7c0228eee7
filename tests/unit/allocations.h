// How often the tests' program has asked for memory, and for how much.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gradlab::test {

/// Calls of operator new, by whatever thread.
std::int64_t news();

/// Bytes that are held by operator new.
std::int64_t bytes_held();

/// Bytes that the largest of them asked for since the last call of this.
std::size_t largest_request();

}  // namespace gradlab::test
