#include "engine/data/text/tokenizer.h"

namespace gradlab {

const RegisterTokenizer registered_characters({"characters", [](std::string_view text, std::int32_t size) {
                                                 return std::make_unique<PieceTokenizer>(text, character_length, size);
                                               }});

}  // namespace gradlab
