#include "engine/data/text/tokenizer.h"

namespace gradlab {

namespace {

/// 256 tokens, none unknown.
class ByteTokenizer : public Tokenizer {
 public:
  ByteTokenizer() {
    for (int byte = 0; byte < 256; ++byte) tokens_.emplace_back(1, static_cast<char>(byte));
  }
  std::vector<std::int32_t> encode(std::string_view text) const override {
    std::vector<std::int32_t> tokens;
    tokens.reserve(text.size());
    for (const char c : text) tokens.push_back(static_cast<unsigned char>(c));
    return tokens;
  }
};

}  // namespace

const RegisterTokenizer registered_bytes({"bytes", [](std::string_view, std::int32_t, std::string_view) {
                                            return std::make_unique<ByteTokenizer>();
                                          }});

}  // namespace gradlab
