#include "web/ui/state/outbox.h"

namespace gradlab::ui {
namespace {

Sender current = nullptr;

}  // namespace

void deliver_with(Sender sender) {
  current = sender;
}

void send(const Json& message, std::span<const std::uint8_t> bytes) {
  if (current) current(message, bytes);
}

}  // namespace gradlab::ui
