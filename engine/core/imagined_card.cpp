#include "engine/core/imagined_card.h"

#include <algorithm>

#include "engine/core/error.h"

namespace gradlab {

ImaginedCard::ImaginedCard() : before_(remote_device()) {
  set_remote_device(this);
  there = true;
}

ImaginedCard::~ImaginedCard() {
  set_remote_device(before_);
  there = false;
}

std::uint32_t ImaginedCard::take(std::size_t bytes) {
  statistics_.bytes_in_use += static_cast<std::int64_t>(bytes);
  most_bytes_ = std::max(most_bytes_, statistics_.bytes_in_use);
  return 1;
}

void ImaginedCard::give_back(std::uint32_t, std::size_t bytes) {
  statistics_.bytes_in_use -= static_cast<std::int64_t>(bytes);
}

void ImaginedCard::read(std::uint32_t, std::span<std::uint8_t>) {
  fail("read", "numbers that nobody computes", "none to be looked at");
}

}  // namespace gradlab
