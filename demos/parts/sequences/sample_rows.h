// Rows for a decoder, a sample each, so that positions mean something.
#pragma once

#include "demos/parts/sequences/text_source.h"

namespace gradlab {

class SampleRows {
 public:
  SampleRows() = default;
  /// `answers_only`: of pairs only the answer is to be learnt.
  SampleRows(Random random, bool answers_only, bool held_out)
      : random_(random), answers_only_(answers_only), held_out_(held_out) {}
  /// [rows, T], T at most `most` and a multiple of eight where that is no less: text_end, the sample, and what is left
  /// over filled with text_end, with text_end behind the sample to be learnt as well. Of a longer one a part at random.
  TokenBatch next(const TextSource& source, std::int64_t rows, std::int64_t most);
  void state(Archive& archive) { archive.field("samples", random_); }

 private:
  Random random_;
  bool answers_only_ = false, held_out_ = false;
};

/// A sample as a decoder reads it: "407\tfour hundred seven", or prose as it is; without text_end.
std::vector<std::int32_t> sample_tokens(const TextSource& source, const TextSample& sample);
/// What it is given of one, to go on from: text_end, and where there is a question, that with text_answer behind it.
std::vector<std::int32_t> given_tokens(const TextSource& source, std::string_view prompt, bool is_question);

}  // namespace gradlab
