// The interface's module: what the page calls, and the WebGL context it draws with.
#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "web/ui/controls/pointed.h"
#include "web/ui/draw/picture.h"
#include "web/ui/input/arrows.h"
#include "web/ui/input/clock.h"
#include "web/ui/input/keys.h"
#include "web/ui/input/pointer.h"
#include "web/ui/layout/outlook.h"
#include "web/ui/layout/workspace.h"
#include "web/ui/render/renderer.h"
#include "web/ui/state/embedding.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/browser_glyphs.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/sentence_tip.h"

EM_JS(void, send_to_shell, (const char* json, const std::uint8_t* bytes, std::size_t count),
      { Module.send(UTF8ToString(json), count ? HEAPU8.slice(bytes, bytes + count) : null); });

EM_JS_DEPS(ui, "$UTF8ToString,$stringToUTF8");
EM_JS(int, cut_text, (const char* text, char* pieces, int size), {
  const joined = Module.glyphs.pieces(UTF8ToString(text)).join(String.fromCharCode(0));
  return stringToUTF8(joined, pieces, size);
});
EM_JS(void, measure_piece, (const char* piece, int weight, double size, double* ink), {
  const {left, top, width, height, advance} = Module.glyphs.measure(UTF8ToString(piece), weight, size);
  HEAPF64.set([ left, top, width, height, advance ], ink / 8);
});
EM_JS(bool, draw_piece, (const char* piece, int weight, double size, std::uint8_t* to), {
  const {pixels, coloured} = Module.glyphs.draw(UTF8ToString(piece), weight, size);
  HEAPU8.set(pixels, to);
  return coloured;
});

namespace gradlab::ui {
namespace {

EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;
bool lost = false;
std::string cursor = "default", copied;

bool make_context() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = false;
  attributes.depth = false;
  attributes.antialias = false;
  attributes.preserveDrawingBuffer = false;
  context = emscripten_webgl_create_context("#workspace", &attributes);
  return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS && start_renderer();
}

void make_imgui() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags = ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTrickleEventQueue = true;
  ImGui::GetPlatformIO().Platform_SetClipboardTextFn = [](ImGuiContext*, const char* words) {
    copied = words;
    send({{"type", "clipboard"}, {"text", copied}});
  };
  ImGui::GetPlatformIO().Platform_GetClipboardTextFn = [](ImGuiContext*) { return copied.c_str(); };
  use_browser_fonts({cut_text, measure_piece, draw_piece});
  make_fonts();
  set_theme(theme().dark, theme().still, theme().strong);
  announce_renderer();
}

void receive(const Json& message, std::span<const std::uint8_t> bytes) {
  const std::string type = string_of(member(message, "type"));
  if (type == "frame") session().receive_frame(message, bytes);
  if (type == "catalogue") session().receive_catalogue(message);
  if (type == "texts") receive_texts(message);
  if (type == "theme") {
    const auto asked = [&](const char* name) { return flag_of(member(message, name)); };
    set_theme(asked("dark"), asked("still"), asked("strong"));
  }
  if (type == "embedding") receive_embedding(message);
  if (type == "outlook") receive_outlook(message);
  if (type == "point") receive_pointed(message);
  if (type == "pick") {
    const auto coordinate = [&](const char* name) {
      return dp(static_cast<float>(number_of(member(message, name), -1)));
    };
    receive_pick({coordinate("x"), coordinate("y")});
  }
  if (type == "layout") receive_layout({flag_of(member(message, "phone")), flag_of(member(message, "sheet"))});
}

void send_cursor() {
  const std::string wanted = take_cursor();
  if (wanted == cursor) return;
  cursor = wanted;
  send({{"type", "cursor"}, {"name", cursor}});
}

/// A blinking text cursor, a tip that is due and a held button move by themselves.
void keep_moving(double now) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  if (!g.InputEventsQueue.empty()) something_happened();  // a press and its release are taken in by frames of their own
  if (g.IO.WantTextInput) draw_again_in(250);
  if (g.HoverItemDelayId != 0 && g.HoverItemDelayTimer < g.Style.HoverDelayNormal) draw_again_in(60);
  if (g.HoverItemUnlockedStationaryId == 0 && g.HoveredId != 0 && g.MouseStationaryTimer < g.Style.HoverStationaryDelay)
    draw_again_in(60);
  if (g.ActiveId != 0) draw_again_in(30);
  if (const double wait = session().pending_for(now); wait >= 0.0) draw_again_in(wait);
}

}  // namespace
}  // namespace gradlab::ui

using namespace gradlab::ui;

extern "C" {

EMSCRIPTEN_KEEPALIVE void ui_font(const std::uint8_t* bytes, std::size_t count) {
  add_font_file({bytes, bytes + count});
}

EMSCRIPTEN_KEEPALIVE int ui_start() {
  deliver_with([](const Json& message, std::span<const std::uint8_t> bytes) {
    send_to_shell(message.dump(-1, ' ', false, Json::error_handler_t::replace).c_str(), bytes.data(), bytes.size());
  });
  if (!make_context()) return 1;
  make_imgui();
  return 0;
}

EMSCRIPTEN_KEEPALIVE void ui_receive(const char* json, std::size_t length, const std::uint8_t* bytes,
                                     std::size_t count) {
  receive(Json::parse(json, json + length, nullptr, false), {bytes, count});
  something_happened();
}

EMSCRIPTEN_KEEPALIVE double ui_draw(double css_width, double css_height, double ratio, double now) {
  if (lost || !context) return -1.0;
  const ImVec2 size(std::round(static_cast<float>(css_width * ratio)),
                    std::round(static_cast<float>(css_height * ratio)));
  if (size.x < 1.0f || size.y < 1.0f) return -1.0;
  start_frame(now);
  set_pixel_ratio(static_cast<float>(ratio));
  move_pointer();
  keep_pictures();
  bound_browser_glyphs();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = size;
  io.DeltaTime = frame_seconds();
  ImGui::NewFrame();
  draw_workspace(size);
  ImGui::Render();
  session().flush(now);
  send_cursor();
  send_tip();
  keep_moving(now);
  render(*ImGui::GetDrawData(), size);
  return next_frame_in();
}

EMSCRIPTEN_KEEPALIVE void ui_pointer(int kind, double x, double y, int button, int type, int modifiers) {
  const ImVec2 at = ImVec2(static_cast<float>(x), static_cast<float>(y)) * pixel_ratio();
  receive_modifiers(modifiers);
  receive_pointer(static_cast<PointerKind>(kind), at, button, static_cast<PointerType>(type));
  something_happened();
}

EMSCRIPTEN_KEEPALIVE void ui_wheel(double dx, double dy, int modifiers) {
  receive_modifiers(modifiers);
  receive_wheel(static_cast<float>(dx), static_cast<float>(dy));
  something_happened();
}

/// 1 while the workspace makes use of keys itself: text is typed, or the keyboard walks through the controls.
EMSCRIPTEN_KEEPALIVE int ui_takes_keys() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  return g.IO.WantTextInput || g.IO.NavVisible || !g.OpenPopupStack.empty();
}

EMSCRIPTEN_KEEPALIVE int ui_takes_arrows() {
  return arrows_claimed();
}

EMSCRIPTEN_KEEPALIVE void ui_key(const char* code, int down, int modifiers) {
  receive_modifiers(modifiers);
  receive_key(code, down != 0);
  something_happened();
}

EMSCRIPTEN_KEEPALIVE void ui_text(const char* text) {
  ImGui::GetIO().AddInputCharactersUTF8(text);
  something_happened();
}

EMSCRIPTEN_KEEPALIVE void ui_focus(int focused) {
  ImGui::GetIO().AddFocusEvent(focused != 0);
  something_happened();
}

EMSCRIPTEN_KEEPALIVE void ui_context_lost() {
  lost = true;
  forget_renderer();
}

EMSCRIPTEN_KEEPALIVE void ui_context_restored() {
  emscripten_webgl_make_context_current(context);
  lost = !start_renderer();
  something_happened();
}
}
