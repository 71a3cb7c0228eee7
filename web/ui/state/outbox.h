// Messages from the interface to the shell.
#pragma once

#include <cstdint>
#include <span>

#include "web/ui/frame/json.h"

namespace gradlab::ui {

using Sender = void (*)(const Json& message, std::span<const std::uint8_t> bytes);
void deliver_with(Sender sender);
void send(const Json& message, std::span<const std::uint8_t> bytes = {});

}  // namespace gradlab::ui
