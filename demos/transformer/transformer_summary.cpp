// A transformer as a table.
#include "demos/transformer/transformer_views.h"

namespace gradlab {

namespace {

struct Part {
  std::string name = {};
  std::int64_t parameters = 0, multiply_adds = 0;  // the latter for each token of a full context
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
  std::vector<Part> parts;
  Part all;
  for (const Parameter& parameter : model.parameters()) {
    const std::string part = part_of(parameter.name);
    if (parts.empty() || parts.back().name != part) {
      const std::int64_t pairs = part.ends_with("attention") ? options.context * options.width : 0;
      parts.push_back({.name = part, .multiply_adds = 2 * pairs});  // score and weighted value of every key
    }
    const bool looked_up = part == "embedding" || part.ends_with("positions");
    parts.back().parameters += parameter.tensor.size();
    if (parameter.tensor.rank() == 2 && !looked_up) parts.back().multiply_adds += parameter.tensor.size();
  }
  if (options.tied && options.kind != TransformerOptions::Kind::encoder) {
    parts.push_back({.name = "tied_output", .multiply_adds = options.width * options.vocabulary});
  }
  const std::string stream = "[N, T, " + std::to_string(options.width) + "]";
  Json rows = Json::array();
  for (const auto& [part, parameters, multiply_adds] : parts) {
    const bool logits = part == "output" || part == "tied_output";
    const std::string shape = logits                 ? "[N, T, " + std::to_string(options.vocabulary) + "]"
                              : part == "classifier" ? "[N, " + std::to_string(options.classes) + "]"
                                                     : stream;
    rows.push_back({label_of(part), shape, parameters, multiply_adds});
    all.parameters += parameters;
    all.multiply_adds += multiply_adds;
  }
  rows.push_back({"summary.total", "", all.parameters, all.multiply_adds});
  view.set("columns", {"summary.layer", "summary.output", "summary.parameters", "transformer.multiply_adds"})
      .set("rows", rows)
      .set("total", true);
}

}  // namespace gradlab
