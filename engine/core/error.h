// One way to fail: `[op] what came: what was needed`. The sentence reaches the visitor.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace gradlab {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws Error("[op] came: need needed"), e.g. fail("matmul", "a [2, 3] and b [2, 4]", "equal inner sizes").
[[noreturn]] void fail(std::string_view op, std::string_view came, std::string_view needed);

}  // namespace gradlab
