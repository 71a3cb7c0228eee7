// A transformer as a table.
#include <map>

#include "demos/transformer/transformer_views.h"

namespace gradlab {

namespace {

struct Row {
  std::string label, output;
  std::int64_t parameters = 0;
};

/// "decoder.0.attention.query.weight" belongs to "decoder.0.attention", "embedding" to itself.
std::string part_of(const std::string& name) {
  std::size_t end = 0;
  for (int dots = 0; dots < 3 && end != std::string::npos; ++dots) end = name.find('.', end == 0 ? 0 : end + 1);
  std::string part = name.substr(0, end);
  for (const char* last : {".weight", ".bias", ".scale", ".shift"}) {
    if (part.ends_with(last)) part.resize(part.size() - std::string_view(last).size());
  }
  return part;
}

/// "decoder.0.attention" as "transformer.decoder.attention= 1", and what has no number as "transformer.embedding".
std::string label_of(const std::string& part) {
  const std::size_t first = part.find('.'), second = first == std::string::npos ? first : part.find('.', first + 1);
  if (second == std::string::npos) return "transformer." + part;
  const int number = std::stoi(part.substr(first + 1, second - first - 1)) + 1;
  return "transformer." + part.substr(0, first) + part.substr(second) + "= " + std::to_string(number);
}

}  // namespace

void show_transformer(View& view, const Transformer& model) {
  const TransformerOptions& options = model.options();
  std::vector<std::pair<std::string, std::int64_t>> parts;
  std::int64_t all = 0;
  for (const Parameter& parameter : model.parameters()) {
    const std::string part = part_of(parameter.name);
    if (parts.empty() || parts.back().first != part) parts.emplace_back(part, 0);
    parts.back().second += parameter.tensor.size();
    all += parameter.tensor.size();
  }
  const std::string stream = "[N, T, " + std::to_string(options.width) + "]";
  Json rows = Json::array();
  for (const auto& [part, parameters] : parts) {
    const std::string shape = part == "output"       ? "[N, T, " + std::to_string(options.vocabulary) + "]"
                              : part == "classifier" ? "[N, " + std::to_string(options.classes) + "]"
                                                     : stream;
    rows.push_back({label_of(part), shape, parameters});
  }
  if (options.tied && options.kind != TransformerOptions::Kind::encoder) {
    rows.push_back({"transformer.tied_output", "[N, T, " + std::to_string(options.vocabulary) + "]", 0});
  }
  rows.push_back({"summary.total", "", all});
  view.set("columns", {"summary.layer", "summary.output", "summary.parameters"}).set("rows", rows).set("total", true);
}

}  // namespace gradlab
