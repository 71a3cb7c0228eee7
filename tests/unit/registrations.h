// What the sources say that they register, written at build time: what the registries must hold.
#pragma once

#include <string_view>
#include <vector>

namespace gradlab {

/// A statement such as `const RegisterOp registered(...)` in a source file.
struct Registration {
  std::string_view kind;            ///< "RegisterOp"
  std::string_view file;            ///< from the repository's root
  std::string_view device, kernel;  ///< of a RegisterKernel: "cpu", "matmul"
};

const std::vector<Registration>& registrations();

}  // namespace gradlab
