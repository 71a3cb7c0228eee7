#include "web/ui/draw/picture.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "web/ui/render/renderer.h"

namespace gradlab::ui {
namespace {

/// Textures that are still on the graphics card though no picture has them.
std::vector<ImTextureData*>& abandoned() {
  static std::vector<ImTextureData*> list;
  return list;
}

void abandon(ImTextureData* texture) {
  texture->UnusedFrames = 1;
  texture->SetStatus(texture->TexID == ImTextureID_Invalid ? ImTextureStatus_Destroyed : ImTextureStatus_WantDestroy);
  abandoned().push_back(texture);
}

}  // namespace

Picture::~Picture() {
  if (texture_) abandon(texture_);
}

void Picture::set(int width, int height, std::span<const ImU32> pixels, Edges edges) {
  if (texture_ && (texture_->Width != width || texture_->Height != height)) {
    abandon(texture_);
    texture_ = nullptr;
  }
  if (!texture_) {
    texture_ = IM_NEW(ImTextureData)();
    texture_->Create(ImTextureFormat_RGBA32, width, height);
    texture_->UseColors = true;
    if (edges == Edges::sharp) keep_sharp(*texture_);
    texture_->SetStatus(ImTextureStatus_WantCreate);
    ImGui::RegisterUserTexture(texture_);
  }
  std::memcpy(texture_->GetPixels(), pixels.data(), static_cast<std::size_t>(texture_->GetSizeInBytes()));
  if (texture_->Status == ImTextureStatus_OK) {
    texture_->Updates.resize(0);
    texture_->Updates.push_back({0, 0, static_cast<unsigned short>(width), static_cast<unsigned short>(height)});
    texture_->SetStatus(ImTextureStatus_WantUpdates);
  }
}

void Picture::draw(ImDrawList* list, Box box, float rounding) const {
  if (!texture_) return;
  draw_part(list, box, {0, 0}, {static_cast<float>(texture_->Width), static_cast<float>(texture_->Height)},
            IM_COL32_WHITE, rounding);
}

void Picture::draw_part(ImDrawList* list, Box box, ImVec2 from, ImVec2 to, ImU32 tint, float rounding) const {
  if (!texture_) return;
  const auto width = static_cast<float>(texture_->Width), height = static_cast<float>(texture_->Height);
  const ImVec2 low(from.x / width, from.y / height), high(to.x / width, to.y / height);
  list->AddImageRounded(texture_->GetTexRef(), box.low, box.high, low, high, tint, rounding);
}

void keep_pictures() {
  std::erase_if(abandoned(), [](ImTextureData* texture) {
    if (texture->Status != ImTextureStatus_Destroyed) return false;
    ImGui::UnregisterUserTexture(texture);
    IM_DELETE(texture);
    return true;
  });
  for (ImTextureData* texture : ImGui::GetCurrentContext()->UserTextures) {
    const bool kept = std::ranges::find(abandoned(), texture) == abandoned().end();
    if (kept && texture->Status == ImTextureStatus_Destroyed) texture->SetStatus(ImTextureStatus_WantCreate);
  }
}

}  // namespace gradlab::ui
