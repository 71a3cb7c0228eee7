// What a refusal says.
#pragma once

#include <functional>
#include <string>

#include "engine/core/error.h"

namespace gradlab::test {

/// The sentence of the Error that `action` throws, "none" where it throws none.
inline std::string message(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

}  // namespace gradlab::test
