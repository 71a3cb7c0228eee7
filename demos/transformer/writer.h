// One text that a transformer writes token by token, each in its own time, while the visitor looks on.
#pragma once

#include <vector>

#include "engine/nn/sampling.h"
#include "engine/nn/transformer.h"

namespace gradlab {

class Writer {
 public:
  /// Begins anew behind the tokens `given`, one at least. What is written depends on these, the model and `chance`.
  void begin(std::vector<std::int32_t> given, Transformer::Memory memory, Random chance);
  /// Writes until the token `end`, or until `most` tokens are written.
  void start(std::int32_t end, std::int64_t most);
  void stop() { writing_ = false; }
  bool writing() const { return writing_; }
  bool ended() const { return ended_; }

  /// One more token. Keys and values of those before are kept, as they were when training went on meanwhile; when the
  /// context is full they are made anew for the last part of the text, from where `end` last stood in the later half,
  /// or for the last half.
  void write(const Transformer& model, const SamplingOptions& options);

  /// All tokens, first those given, and the probability that the model gave each when it was read or written; 1 for the
  /// first.
  const std::vector<std::int32_t>& tokens() const { return tokens_; }
  const std::vector<float>& probabilities() const { return probabilities_; }
  std::size_t given() const { return given_; }
  const Transformer::Memory& memory() const { return memory_; }
  /// Where the part of the text begins that a model with so much context reads.
  std::size_t window(std::int64_t context) const;

 private:
  std::vector<std::int32_t> tokens_;
  std::vector<float> probabilities_;
  std::size_t given_ = 0, first_ = 0;  // first_: of the tokens that the cache has
  Transformer::Memory memory_;
  TransformerCache cache_;
  Random chance_;
  std::int32_t end_ = 0;
  std::int64_t left_ = 0;
  bool writing_ = false, ended_ = false;
};

}  // namespace gradlab
