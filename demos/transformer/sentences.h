// Sentences as an encoder reads them: cut to its context, with a class token before them where that gives the answer.
#pragma once

#include "demos/parts/sequences/text_source.h"

namespace gradlab {

class Sentences {
 public:
  /// Values "context" and "pooling".
  Sentences(const TextSource& source, const Values& values);
  LabelledBatch next(std::int64_t n, Random& random, bool held_out) const;
  /// One sentence, one token at least.
  std::vector<std::int32_t> tokens(std::string_view text) const;
  /// How many of a row's first tokens are no part of the sentence: 1 or 0. The class token is text_end.
  std::size_t class_tokens() const { return class_token_ ? 1 : 0; }

 private:
  const TextSource& source_;
  std::int64_t context_;
  bool class_token_;
};

}  // namespace gradlab
