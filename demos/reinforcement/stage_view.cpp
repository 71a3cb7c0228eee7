#include "demos/reinforcement/stage_view.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace gradlab {

namespace {

constexpr std::size_t row_width = 11;  // kind, role, strength, eight numbers

void append(std::vector<float>& rows, const Scene::Shape& shape, std::size_t texts_before) {
  rows.push_back(static_cast<float>(shape.kind));
  rows.push_back(static_cast<float>(shape.role));
  rows.push_back(static_cast<float>(shape.strength));
  std::array<double, 8> at = shape.at;
  if (shape.kind == Scene::Kind::text) at[3] += static_cast<double>(texts_before);
  rows.insert(rows.end(), at.begin(), at.end());
}

void show_scene(View& view, const char* name, const Scene& scene, Json& texts) {
  std::vector<float> rows;
  for (const Scene::Shape& shape : scene.shapes) append(rows, shape, texts.size());
  for (const std::string& text : scene.texts) texts.push_back(text);
  view.tensor(name, rows, {static_cast<std::int64_t>(scene.shapes.size()), static_cast<std::int64_t>(row_width)});
}

/// "−12" or "0.85"
std::string gain_text(double gain) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", std::abs(gain));
  return (gain < 0 ? "−" : "") + std::string(text);
}

}  // namespace

void show_stage(View& view, const Stage& stage) {
  Json texts = Json::array();
  show_scene(view, "ground", stage.ground, texts);
  show_scene(view, "trail", stage.trail, texts);
  std::size_t most = 0;
  for (const Scene& frame : stage.frames) most = std::max(most, frame.shapes.size());
  std::vector<float> rows;
  for (const Scene& frame : stage.frames) {
    for (const Scene::Shape& shape : frame.shapes) append(rows, shape, texts.size());
    rows.resize(rows.size() + (most - frame.shapes.size()) * row_width, 0.0f);
    for (const std::string& text : frame.texts) texts.push_back(text);
  }
  view.tensor("frames", rows,
              {static_cast<std::int64_t>(stage.frames.size()), static_cast<std::int64_t>(most),
               static_cast<std::int64_t>(row_width)});
  view.set("bounds", stage.bounds).set("texts", texts).set("captions", stage.captions);
  view.set("frames_per_second", stage.frames_per_second).set("episode", stage.episode);
}

void add_frames(Stage& stage, const Environment& environment, const Episode& episode, std::size_t most) {
  const auto width = static_cast<std::size_t>(environment.state_size());
  const std::size_t count = episode.states.size() / width;
  const std::size_t spacing = (count + most - 1) / std::max<std::size_t>(most, 1);
  double gain = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) gain += episode.rewards[i - 1];
    if (i % spacing != 0 && i + 1 != count) continue;
    Scene frame;
    environment.draw({episode.states.data() + i * width, width}, frame);
    stage.frames.push_back(std::move(frame));
    stage.captions.push_back("stage.gained= " + gain_text(gain));
  }
}

}  // namespace gradlab
