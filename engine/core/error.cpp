#include "engine/core/error.h"

namespace gradlab {

void fail(std::string_view op, std::string_view came, std::string_view needed) {
  std::string sentence = "[";
  sentence.append(op).append("] ").append(came).append(": need ").append(needed);
  throw Error(sentence);
}

}  // namespace gradlab
