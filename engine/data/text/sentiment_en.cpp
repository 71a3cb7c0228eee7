#include "engine/data/text/grammar_tasks.h"

namespace gradlab {

namespace {

// Sentences come in twos, a negative one and a positive one of the same shape.
const Grammar& sentiment_en_grammar() {
  static const Grammar sentences(
      {
          {"noun",
           {{{"film"}},
            {{"book"}},
            {{"soup"}},
            {{"song"}},
            {{"hotel"}},
            {{"shoes"}, 2},
            {{"actors"}, 2},
            {{"games"}, 2},
            {{"jokes"}, 2}},
           ""},
          {"very", {{{"very"}}, {{"really"}}, {{"truly"}}, {{"just"}}}, ""},
          {"good", {{{"good"}}, {{"great"}}, {{"lovely"}}, {{"wonderful"}}, {{"charming"}}, {{"delightful"}}}, ""},
          {"bad", {{{"bad"}}, {{"awful"}}, {{"boring"}}, {{"terrible"}}, {{"dull"}}, {{"horrible"}}}, ""},
          {"who", {{{"I"}}, {{"We"}}, {{"They"}}, {{"My parents"}}}, ""},
          {"like", {{{"like"}}, {{"love"}}, {{"enjoy"}}, {{"adore"}}}, ""},
          {"dislike", {{{"dislike"}}, {{"hate"}}, {{"despise"}}, {{"regret"}}}, ""},
      },
      {{
          "The {noun} {noun?was||were} {very} {bad}.",
          "The {noun} {noun?was||were} {very} {good}.",
          "The {noun} {noun?was||were} not {good} at all.",
          "The {noun} {noun?was||were} not {bad} at all.",
          "{who} {dislike} {noun?this||these} {noun}.",
          "{who} {like} {noun?this||these} {noun}.",
          "{who} do not {like} {noun?this||these} {noun} at all.",
          "{who} do not {dislike} {noun?this||these} {noun} at all.",
          "The {noun} looked {good}, but {noun?it was||they were} {bad}.",
          "The {noun} looked {bad}, but {noun?it was||they were} {good}.",
          "Nothing about {noun?this||these} {noun} was {good}.",
          "Nothing about {noun?this||these} {noun} was {bad}.",
      }});
  return sentences;
}

}  // namespace

const RegisterText registered_sentiment_en(labelled_task("sentiment-en", sentiment_en_grammar,
                                                         {"negative", "positive"}));

}  // namespace gradlab
