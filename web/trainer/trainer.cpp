// The trainer's entry in a worker: hands messages to the session, and the session's to the worker.
#include <emscripten.h>

#include <memory>
#include <string_view>

#include "demos/trainer/session.h"
#include "engine/core/thread_pool.h"

// clang-format off
EM_JS(void, send_to_page, (const char* text, std::size_t length, const std::uint8_t* bytes, std::size_t count), {
  Module.send(UTF8ToString(text, length), count ? HEAPU8.slice(bytes, bytes + count) : null);
});
// clang-format on

namespace {
std::unique_ptr<gradlab::Session> session;
}

extern "C" {

EMSCRIPTEN_KEEPALIVE void trainer_start(int threads) {
  gradlab::set_thread_count(threads);
  session = std::make_unique<gradlab::Session>([](const gradlab::Json& message, std::span<const std::uint8_t> bytes) {
    const std::string text = message.dump(-1, ' ', false, gradlab::Json::error_handler_t::replace);
    send_to_page(text.data(), text.size(), bytes.data(), bytes.size());
  });
}

/// One message: JSON text, and its bytes. The caller keeps both.
EMSCRIPTEN_KEEPALIVE void trainer_receive(const char* text, std::size_t length, const std::uint8_t* bytes,
                                          std::size_t count) {
  session->receive(gradlab::Json::parse(std::string_view(text, length), nullptr, false), {bytes, count});
}

/// Trains for one slice; see Session::slice.
EMSCRIPTEN_KEEPALIVE double trainer_slice(double now) {
  return session->slice(now);
}
}
