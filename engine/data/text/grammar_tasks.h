// What a grammar is good for: texts to continue, sentences with a label, sentences in two languages.
#pragma once

#include <string>
#include <vector>

#include "engine/data/text/grammar.h"
#include "engine/data/text/text.h"

namespace gradlab {

/// Makes a grammar when it is first needed, and keeps it.
using GrammarSource = const Grammar& (*)();

TextTask prose_task(std::string name, GrammarSource grammar);

/// Sentences of one stage, whose sentence number i has label i % labels.size().
TextTask labelled_task(std::string name, GrammarSource grammar, std::vector<std::string> labels);

/// From one language to another: both grammars have the same variables, words and stages in the same order.
TextTask translation_task(std::string name, GrammarSource from, GrammarSource to);

}  // namespace gradlab
