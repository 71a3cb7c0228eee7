// Texts that a recurrent network writes, token by token.
#pragma once

#include <vector>

#include "demos/parts/sequences/decoding.h"
#include "demos/rnn/recurrent_model.h"

namespace gradlab {

class RecurrentWriter {
 public:
  RecurrentWriter() = default;
  /// From `state`, goes on with each of `given`, one token at least, until `end` or until `most` tokens stand there.
  RecurrentWriter(Recurrent::State state, const std::vector<std::vector<std::int32_t>>& given, std::int32_t end,
                  std::size_t most, Random random);
  /// One time step: a token more of each text, once what was given has been read. False when all are done.
  bool go_on(const RecurrentModel& model, const SamplingOptions& options);
  /// Whether the next step still reads what was given.
  bool is_reading() const;
  const std::vector<WrittenTokens>& texts() const { return texts_; }

 private:
  std::vector<WrittenTokens> texts_;
  std::vector<std::int32_t> column_;  ///< the tokens of one time step
  Recurrent::State state_;
  Random random_;
  std::int32_t end_ = 0;
  std::size_t place_ = 0, most_ = 0;
};

}  // namespace gradlab
