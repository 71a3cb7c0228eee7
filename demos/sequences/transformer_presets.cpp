#include "demos/sequences/transformer_presets.h"

namespace gradlab {

std::vector<Preset> transformer_presets() {
  return {
      {"stories", {{"beginning", "Mia was"}, {"positions", "rotary"}, {"norm", "rms"}, {"batch_size", 16}}},
      {"historias", {{"data", "stories-es"}, {"beginning", ""}, {"context", 224}}},
      {"reverse",
       {{"data", "reverse"}, {"context", 24}, {"batch_size", 64}, {"beginning", "gradlab"}, {"temperature", 0}}},
      {"repeat", {{"data", "repeat"}, {"context", 34}, {"batch_size", 64}, {"beginning", "wolfwol"}}},
      {"numbers",
       {{"architecture", "encoder_decoder"},
        {"pairs", "numbers-en"},
        {"context", 72},
        {"batch_size", 32},
        {"beginning", "407"},
        {"temperature", 0}}},
      {"dates",
       {{"architecture", "encoder_decoder"},
        {"pairs", "dates-en"},
        {"context", 64},
        {"beginning", "2026-11-23"},
        {"temperature", 0}}},
      {"translate",
       {{"architecture", "encoder_decoder"},
        {"pairs", "phrases"},
        {"tokenizer", "words"},
        {"context", 16},
        {"beginning", "the small cat sees the red book"},
        {"temperature", 0}}},
      {"sentiment",
       {{"architecture", "encoder"},
        {"tokenizer", "words"},
        {"context", 24},
        {"beginning", "I do not like this film at all."}}},
      {"tiny", {{"data", "sort"}, {"width", 24}, {"layers", 1}, {"context", 24}, {"beginning", "transform"}}},
      {"large", {{"width", 192}, {"heads", 6}, {"layers", 6}, {"tokenizer", "byte-pairs"}, {"context", 96}}},
  };
}

}  // namespace gradlab
