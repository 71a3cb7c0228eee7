#include "demos/parts/layer_labels.h"

#include <map>

namespace gradlab {

namespace {

/// The engine's kind without its dimensions: "conv" of "conv2d".
std::string kind_of(const Sequential& model, std::size_t index) {
  std::string kind(model.layer(index).kind());
  if (kind == "dense" && index + 1 == model.size()) return "output";
  if (kind.ends_with("2d")) kind.resize(kind.size() - 2);
  return kind;
}

}  // namespace

std::vector<std::string> layer_labels(const Sequential& model) {
  std::map<std::string, int> count, seen;
  for (std::size_t i = 0; i < model.size(); ++i) ++count[kind_of(model, i)];
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < model.size(); ++i) {
    const std::string kind = kind_of(model, i);
    const int number = ++seen[kind];
    labels.push_back("layer." + kind + (count[kind] > 1 ? "= " + std::to_string(number) : ""));
  }
  return labels;
}

}  // namespace gradlab
