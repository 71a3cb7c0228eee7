// Whether sanitizers look on: each step then takes ten times as long, so loops of chance take fewer rounds. All of them
// run as wasm.
#pragma once

namespace gradlab {

#if defined(__has_feature)
constexpr bool is_sanitized = __has_feature(address_sanitizer);
#else
constexpr bool is_sanitized = false;
#endif

}  // namespace gradlab
