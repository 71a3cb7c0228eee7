#include "engine/data/text/tokenizer.h"

namespace gradlab {

const RegisterTokenizer registered_words({"words",
                                          [](std::string_view text, std::int32_t size, std::string_view always) {
                                            return std::make_unique<PieceTokenizer>(text, word_length, size, always);
                                          }});

}  // namespace gradlab
