#include "web/ui/views/weight_editor.h"

#include <imgui.h>

#include "web/ui/draw/raised.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/slider.h"

namespace gradlab::ui {
namespace {

std::string unit_title(int layer, int unit, const Network& network) {
  const auto index = static_cast<std::size_t>(unit);
  if (layer == 0 && index < network.inputs.size()) return network.inputs[index];
  if (layer + 1 == static_cast<int>(network.layers.size()) && index < network.outputs.size())
    return network.outputs[index];
  return text("ui.network.unit", {{"layer", network.layer_name(layer)}, {"unit", unit + 1}});
}

}  // namespace

std::string place_title(const WeightPlace& place, const Network& network) {
  const std::string to = unit_title(place.layer + 1, place.to, network);
  return place.from < 0 ? to : unit_title(place.layer, place.from, network) + " → " + to;
}

void WeightEditor::open(const WeightPlace& place, const Network& network) {
  const float weight = network.weight(place.layer, place.from, place.to);
  if (!std::isfinite(weight)) return;
  place_ = place;
  value_ = static_cast<double>(weight);
  reach_ = std::max(2.0, std::ceil(2.0 * std::abs(value_)));
  asked_ = true;
}

void WeightEditor::draw(const std::string& view, const Network& network) {
  if (asked_) {
    const float away = dp(12);
    ImGui::SetNextWindowPos(ImGui::GetIO().MousePos + ImVec2(away, away), ImGuiCond_Always);
    ImGui::OpenPopup("weight");
    asked_ = false;
  }
  const ImVec2 size(dp(248), dp(20) + type_size(Type::heading) + dp(8) + control_height());
  ImGui::SetNextWindowSize(size);
  open_ = ImGui::BeginPopup("weight", ImGuiWindowFlags_NoMove);
  if (!open_) return;
  const bool there = std::isfinite(network.weight(place_.layer, place_.from, place_.to));
  if (!there) {
    ImGui::CloseCurrentPopup();
    return ImGui::EndPopup();
  }
  Box box{ImGui::GetWindowPos(), ImGui::GetWindowPos() + size};
  draw_raised(ImGui::GetWindowDrawList(), box);
  box = box.shrunk(dp(12), dp(10));
  const Box title = box.cut_top(type_size(Type::heading) + dp(8));
  draw_text_in(ImGui::GetWindowDrawList(), Type::heading, title.low, title.high, {0, 0}, theme().text,
               place_title(place_, network));
  const Reach reach{-reach_, reach_};
  const Box field = box.cut_right(dp(72));
  auto chosen = slider("moved", box, reach, value_, 0.0);
  if (const auto typed = number_field("typed", field, {-100.0, 100.0}, value_, "")) chosen = typed;
  if (chosen) {
    value_ = *chosen;
    send({{"type", "input"},
          {"view", view},
          {"kind", "weight"},
          {"layer", place_.layer},
          {"from", place_.from},
          {"to", place_.to},
          {"value", value_}});
  }
  ImGui::EndPopup();
}

}  // namespace gradlab::ui
