// Text as an endless row of batches, the way that models of the next token read it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "demos/parts/sequences/text_source.h"

namespace gradlab {

/// N streams of text side by side, each going on where its last batch ended: samples one after another, or the
/// visitor's text from N places, round and round with a text_end at its end. Tokens are made as they are needed, so a
/// text of any size costs no more than its bytes.
class TextStreams {
 public:
  /// `source` must outlive it, and have merged its byte pairs before next(). `answers_only`: of pairs only the answer
  /// and its end are to be learnt. Held-out: of the samples kept aside, or the last tenth.
  TextStreams(const TextSource& source, std::int64_t n, Random random, bool answers_only, bool held_out);
  /// The next `steps` tokens of every stream, [N, T]; `time_first`: [T, N].
  TokenBatch next(std::int64_t steps, bool time_first);
  /// How often all of the visitor's text has been read, all streams together; none of a generator's, which has no end.
  std::optional<double> rounds() const;
  void state(Archive& archive);

 private:
  struct Stream {
    std::int64_t place = 0;  ///< number of the sample, or first byte of the passage
    std::int64_t taken = 0;  ///< tokens of it that have been inputs
    std::int64_t given = 0;  ///< the first tokens of it, which are not to be learnt
    std::vector<std::int32_t> tokens = {};
  };
  void read(std::size_t number);
  void go_on(std::size_t number);

  const TextSource* source_;
  Random random_;
  bool answers_only_, held_out_;
  std::vector<Stream> streams_;
  std::int64_t bytes_ = 0;  ///< of the visitor's text, read so far by all streams
};

}  // namespace gradlab
