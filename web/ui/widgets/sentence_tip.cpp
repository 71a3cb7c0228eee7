#include "web/ui/widgets/sentence_tip.h"

#include "web/ui/state/outbox.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

/// As the page gets them.
Json asked_tip, kept_tip, shown_tip;

Json message(Box box, std::string_view sentence, std::string_view words) {
  const float ratio = pixel_ratio();
  const auto place = {box.low.x / ratio, box.low.y / ratio, box.width() / ratio, box.height() / ratio};
  return {{"type", "tip"}, {"sentence", sentence}, {"words", words}, {"box", place}};
}

}  // namespace

void tip_for_last(Box box, std::string_view sentence, std::string_view words) {
  if (sentence.empty() && words.empty()) return;
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip)) asked_tip = message(box, sentence, words);
}

void keep_tip(Box box, std::string_view sentence, std::string_view words) {
  kept_tip = message(box, sentence, words);
}

void send_tip() {
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) || ImGui::GetIO().MouseWheel != 0.0f) kept_tip = nullptr;
  Json wanted = asked_tip.is_null() ? kept_tip : std::move(asked_tip);
  asked_tip = nullptr;
  if (wanted == shown_tip) return;
  shown_tip = std::move(wanted);
  send(shown_tip.is_null() ? message({}, "", "") : shown_tip);
}

}  // namespace gradlab::ui
