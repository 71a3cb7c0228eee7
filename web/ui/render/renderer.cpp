#include "web/ui/render/renderer.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cstddef>

namespace gradlab::ui {
namespace {

constexpr const char* vertex_shader = R"(#version 300 es
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 place;
layout(location = 2) in vec4 color;
uniform vec2 size;
out vec2 texel;
out vec4 tint;
void main() {
  texel = place;
  tint = color;
  gl_Position = vec4(2.0 * position.x / size.x - 1.0, 1.0 - 2.0 * position.y / size.y, 0.0, 1.0);
})";

constexpr const char* fragment_shader = R"(#version 300 es
precision mediump float;
uniform sampler2D picture;
uniform highp vec2 sharp;  // size in pixels of a picture whose pixels have sharp edges; 0 of the others
in highp vec2 texel;
in vec4 tint;
out vec4 result;
void main() {
  highp vec2 place = texel;
  if (sharp.x > 0.0) {  // neighbours mix only within the one pixel of the screen that their seam crosses
    highp vec2 pixel = texel * sharp, seam = floor(pixel + 0.5);
    place = (seam + clamp((pixel - seam) / fwidth(pixel), -0.5, 0.5)) / sharp;
  }
  result = tint * texture(picture, place);
})";

/// Marks textures that are drawn sharp.
char sharp_mark;

GLuint program = 0, arrangement = 0, vertices = 0, indices = 0;
GLint size_place = -1, sharp_place = -1;

GLuint compiled(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

/// The bytes of a vertex's member that begins at `offset`.
const void* at(std::size_t offset) {
  return reinterpret_cast<const void*>(offset);
}

void arrange_vertices() {
  glGenVertexArrays(1, &arrangement);
  glGenBuffers(1, &vertices);
  glGenBuffers(1, &indices);
  glBindVertexArray(arrangement);
  glBindBuffer(GL_ARRAY_BUFFER, vertices);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices);
  for (GLuint attribute = 0; attribute < 3; ++attribute) glEnableVertexAttribArray(attribute);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, col)));
}

void create(ImTextureData& texture) {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, texture.Width, texture.Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               texture.GetPixels());
  texture.SetTexID(name);
  texture.SetStatus(ImTextureStatus_OK);
}

void update(ImTextureData& texture) {
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.TexID));
  glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
  for (const ImTextureRect& r : texture.Updates) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, r.x, r.y, r.w, r.h, GL_RGBA, GL_UNSIGNED_BYTE, texture.GetPixelsAt(r.x, r.y));
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  texture.SetStatus(ImTextureStatus_OK);
}

void destroy(ImTextureData& texture) {
  const auto name = static_cast<GLuint>(texture.TexID);
  glDeleteTextures(1, &name);
  texture.SetTexID(ImTextureID_Invalid);
  texture.SetStatus(ImTextureStatus_Destroyed);
}

void serve(ImTextureData& texture) {
  if (texture.Status == ImTextureStatus_WantCreate) create(texture);
  if (texture.Status == ImTextureStatus_WantUpdates) update(texture);
  if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) destroy(texture);
}

struct Fill {
  Box box;
  ImU32 color;
};

/// Stands in a draw list for a fill: never called.
void fill_here(const ImDrawList*, const ImDrawCmd*) {}

/// Lets only the part of the canvas that lies in the box through; false where there is none.
bool clip_to(Box box, ImVec2 size) {
  const ImVec2 low(std::max(box.low.x, 0.0f), std::max(box.low.y, 0.0f));
  const ImVec2 high(std::min(box.high.x, size.x), std::min(box.high.y, size.y));
  if (high.x <= low.x || high.y <= low.y) return false;
  glScissor(static_cast<int>(low.x), static_cast<int>(size.y - high.y), static_cast<int>(high.x - low.x),
            static_cast<int>(high.y - low.y));
  return true;
}

void fill(const Fill& fill, Box clip, ImVec2 size) {
  const Box box{{std::max(fill.box.low.x, clip.low.x), std::max(fill.box.low.y, clip.low.y)},
                {std::min(fill.box.high.x, clip.high.x), std::min(fill.box.high.y, clip.high.y)}};
  if (!clip_to(box, size)) return;
  const ImVec4 color = ImGui::ColorConvertU32ToFloat4(fill.color);
  glClearColor(color.x, color.y, color.z, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
}

void draw(const ImDrawList& list, ImVec2 size) {
  glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data, GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data, GL_STREAM_DRAW);
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const Box clip{{command.ClipRect.x, command.ClipRect.y}, {command.ClipRect.z, command.ClipRect.w}};
    if (command.UserCallback == fill_here) fill(*static_cast<const Fill*>(command.UserCallbackData), clip, size);
    if (command.UserCallback || command.ElemCount == 0 || !clip_to(clip, size)) continue;
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
    const ImTextureData* texture = command.TexRef._TexData;
    const bool sharp = texture && texture->BackendUserData == &sharp_mark;
    glUniform2f(sharp_place, sharp ? static_cast<float>(texture->Width) : 0.0f,
                sharp ? static_cast<float>(texture->Height) : 0.0f);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
                   at(command.IdxOffset * sizeof(ImDrawIdx)));
  }
}

}  // namespace

void fill_box(ImDrawList* list, Box box, ImU32 color, float rounding) {
  const float corner = std::ceil(rounding);
  for (Fill part : {Fill{box.shrunk(corner, 0), color}, Fill{box.shrunk(0, corner), color}}) {
    list->AddCallback(fill_here, &part, sizeof(part));
    if (corner == 0.0f) return;
  }
  const ImDrawFlags flags[2][2] = {{ImDrawFlags_RoundCornersTopLeft, ImDrawFlags_RoundCornersTopRight},
                                   {ImDrawFlags_RoundCornersBottomLeft, ImDrawFlags_RoundCornersBottomRight}};
  for (const int row : {0, 1}) {
    for (const int column : {0, 1}) {
      const ImVec2 low(column ? box.high.x - corner : box.low.x, row ? box.high.y - corner : box.low.y);
      list->AddRectFilled(low, low + ImVec2(corner, corner), color, rounding, flags[row][column]);
    }
  }
}

void keep_sharp(ImTextureData& texture) {
  texture.BackendUserData = &sharp_mark;
}

void announce_renderer() {
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

bool start_renderer() {
  static_assert(sizeof(ImDrawIdx) == sizeof(GLuint));
  program = glCreateProgram();
  glAttachShader(program, compiled(GL_VERTEX_SHADER, vertex_shader));
  glAttachShader(program, compiled(GL_FRAGMENT_SHADER, fragment_shader));
  glLinkProgram(program);
  GLint linked = GL_FALSE;
  glGetProgramiv(program, GL_LINK_STATUS, &linked);
  if (linked != GL_TRUE) return false;
  glUseProgram(program);
  size_place = glGetUniformLocation(program, "size");
  sharp_place = glGetUniformLocation(program, "sharp");
  arrange_vertices();
  glEnable(GL_BLEND);
  glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
  glEnable(GL_SCISSOR_TEST);
  glDisable(GL_DITHER);
  return true;
}

void forget_renderer() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

void render(ImDrawData& data, ImVec2 size) {
  for (ImTextureData* texture : *data.Textures) {
    if (texture->Status != ImTextureStatus_OK) serve(*texture);
  }
  glViewport(0, 0, static_cast<int>(size.x), static_cast<int>(size.y));
  glUniform2f(size_place, size.x, size.y);
  for (const ImDrawList* list : data.CmdLists) draw(*list, size);
}

}  // namespace gradlab::ui
