#include "demos/transformer/transformer_presets.h"

namespace gradlab {

namespace {

/// The decoder that writes letters after letters: each step is cheap, so many fit into a batch.
Json letters(const std::string& data, const std::string& beginning, const Json& changes) {
  Json values = {{"data", data},
                 {"beginning", beginning},
                 {"temperature", 0},
                 {"width", 48},
                 {"heads", 2},
                 {"context", 24},
                 {"positions", "learned"},
                 {"batch_size", 64},
                 {"learning_rate", 0.004},
                 {"period", 1200}};
  values.update(changes);
  return values;
}

/// What little stories learn fast with, letter by letter.
Json stories(const Json& changes) {
  Json values = {{"temperature", 0.3}, {"batch_size", 8}, {"learning_rate", 0.003}, {"period", 3000}};
  values.update(changes);
  return values;
}

/// Encoder and decoder, which answer always as well as they can.
Json answers(const std::string& pairs, const std::string& beginning, const Json& changes) {
  Json values = {{"architecture", "encoder_decoder"},
                 {"pairs", pairs},
                 {"beginning", beginning},
                 {"temperature", 0},
                 {"positions", "learned"},
                 {"norm", "layer"},
                 {"batch_size", 32},
                 {"learning_rate", 0.004}};
  values.update(changes);
  return values;
}

/// The encoder, which says what kind of sentence it reads.
Json verdicts(const std::string& sentences, const std::string& beginning) {
  return {{"architecture", "encoder"}, {"sentences", sentences}, {"tokenizer", "words"},  {"context", 24},
          {"positions", "learned"},    {"norm", "layer"},        {"batch_size", 32},      {"learning_rate", 0.005},
          {"schedule", "warm_up"},     {"period", 60},           {"beginning", beginning}};
}

}  // namespace

std::vector<Preset> transformer_presets() {
  return {
      {"stories", stories({{"beginning", "Mia was"}})},
      {"words",
       {{"tokenizer", "words"},
        {"beginning", "Mia was"},
        {"temperature", 0.5},
        {"tied", true},
        {"context", 64},
        {"batch_size", 32},
        {"learning_rate", 0.006},
        {"period", 2500}}},
      {"historias", stories({{"data", "stories-es"}, {"context", 256}})},
      {"reverse", letters("reverse", "gradlab", Json::object())},
      {"repeat", letters("repeat", "wolfwol", {{"context", 40}, {"positions", "rotary"}})},
      {"numbers", answers("numbers-en", "407", {{"context", 72}, {"learning_rate", 0.003}, {"period", 1600}})},
      {"dates", answers("dates-en", "2026-11-23", {{"context", 64}})},
      {"translate", answers("phrases", "the small cat sees the red book", {{"tokenizer", "words"}, {"context", 24}})},
      {"sentiment", verdicts("sentiment-en", "I do not like this film at all.")},
      {"spam", verdicts("messages-en", "You won a watch, ask for it today! Thank you!")},
      {"tiny", letters("sort", "transform", {{"width", 24}, {"layers", 1}})},
      {"large",
       {{"tokenizer", "byte-pairs"},
        {"width", 192},
        {"heads", 6},
        {"layers", 6},
        {"context", 96},
        {"learning_rate", 0.001},
        {"beginning", "Leo was"}}},
  };
}

}  // namespace gradlab
