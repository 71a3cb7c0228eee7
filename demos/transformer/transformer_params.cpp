#include "demos/transformer/transformer_params.h"

#include "demos/parts/sequences/text_source.h"

namespace gradlab {

namespace {

std::vector<std::string> decoder_texts() {
  std::vector<std::string> names = text_names({TextTask::Kind::prose, TextTask::Kind::pairs});
  names.push_back("file");
  return names;
}

void require_sizes(const TransformerOptions& options) {
  if (options.width % options.heads != 0) {
    throw Refusal{"notice.width_heads", {{"width", options.width}, {"heads", options.heads}}};
  }
  const std::int64_t depth = options.width / options.heads;
  if (options.positions == TransformerOptions::Positions::rotary && depth % 2 != 0) {
    throw Refusal{"notice.rotary_depth", {{"depth", depth}}};
  }
}

}  // namespace

std::vector<Param> transformer_data_params() {
  std::vector<Param> params = {
      Param::choice("architecture", "data", "decoder", {"decoder", "encoder", "encoder_decoder"}),
      Param::choice("data", "data", "stories-en", decoder_texts()).shown_when("architecture", {"decoder"}),
      Param::choice("sentences", "data", "sentiment-en", text_names({TextTask::Kind::labelled}))
          .shown_when("architecture", {"encoder"}),
      Param::choice("pairs", "data", "numbers-en", text_names({TextTask::Kind::pairs}))
          .shown_when("architecture", {"encoder_decoder"})};
  for (Param& param : tokenizer_params()) params.push_back(std::move(param));
  params.push_back(Param::integer("seed", "data", 1, 0, 2147483647));
  return params;
}

std::vector<Param> transformer_model_params() {
  return {Param::integer("width", "model", 64, 8, 256).log_scale(),
          Param::integer("heads", "model", 4, 1, 16),
          Param::integer("layers", "model", 2, 1, 8),
          Param::integer("context", "model", 192, 8, 512).log_scale().in_unit("tokens"),
          Param::choice("positions", "model", "rotary", {"learned", "sinusoidal", "rotary"}),
          Param::choice("norm", "model", "rms", {"layer", "rms"}),
          Param::boolean("norm_first", "model", true),
          Param::choice("mlp", "model", "gelu", {"gelu", "swiglu"}),
          Param::boolean("tied", "model", false).shown_when("architecture", {"decoder", "encoder_decoder"}),
          Param::choice("pooling", "model", "mean", {"mean", "class_token"}).shown_when("architecture", {"encoder"})};
}

const std::string& text_of(const Values& values) {
  const std::string& architecture = values.choice("architecture");
  return values.choice(architecture == "decoder" ? "data" : architecture == "encoder" ? "sentences" : "pairs");
}

TransformerOptions transformer_options(const Values& values, std::int64_t vocabulary, std::int64_t classes) {
  using Options = TransformerOptions;
  const std::string &architecture = values.choice("architecture"), &positions = values.choice("positions");
  Options options;
  options.kind = architecture == "decoder"   ? Options::Kind::decoder
                 : architecture == "encoder" ? Options::Kind::encoder
                                             : Options::Kind::encoder_decoder;
  options.positions = positions == "learned"      ? Options::Positions::learned
                      : positions == "sinusoidal" ? Options::Positions::sinusoidal
                                                  : Options::Positions::rotary;
  options.norm = values.choice("norm") == "layer" ? Options::Norm::layer : Options::Norm::rms;
  options.mlp = values.choice("mlp") == "gelu" ? Options::Mlp::gelu : Options::Mlp::swiglu;
  options.pooling = values.choice("pooling") == "mean" ? Options::Pooling::mean : Options::Pooling::class_token;
  options.norm_first = values.boolean("norm_first");
  options.tied = values.boolean("tied");
  options.vocabulary = vocabulary;
  options.width = values.integer("width");
  options.heads = values.integer("heads");
  options.layers = values.integer("layers");
  options.context = values.integer("context");
  options.classes = classes;
  options.dropout = values.real("dropout");
  require_sizes(options);
  return options;
}

}  // namespace gradlab
