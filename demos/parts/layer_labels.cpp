#include "demos/parts/layer_labels.h"

#include <map>

namespace gradlab {

namespace {

std::string label_of(const Sequential& model, std::size_t index) {
  const std::string_view kind = model.layer(index).kind();
  return kind == "dense" && index + 1 == model.size() ? "output" : layer_label(kind);
}

}  // namespace

std::vector<std::string> layer_labels(const Sequential& model) {
  std::map<std::string, int> count, seen;
  for (std::size_t i = 0; i < model.size(); ++i) ++count[label_of(model, i)];
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < model.size(); ++i) {
    const std::string label = label_of(model, i);
    const int number = ++seen[label];
    labels.push_back("layer." + label + (count[label] > 1 ? "= " + std::to_string(number) : ""));
  }
  return labels;
}

}  // namespace gradlab
