// A tensor that no memory could ever hold.
#pragma once

#include "engine/core/error.h"

namespace gradlab {

/// Whoever handles a lack of memory knows it by its type.
class TooManyNumbers : public Error {
 public:
  using Error::Error;
};

}  // namespace gradlab
