#include "engine/data/text/tokenizer.h"

namespace gradlab {

const RegisterTokenizer registered_characters({"characters",
                                               [](std::string_view text, std::int32_t size, std::string_view always) {
                                                 return std::make_unique<PieceTokenizer>(text, character_length, size,
                                                                                         always);
                                               }});

}  // namespace gradlab
