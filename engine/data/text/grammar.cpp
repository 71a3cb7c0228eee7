#include "engine/data/text/grammar.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace gradlab {

namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

int pick(std::size_t count, Random& random) {
  return static_cast<int>(random.below(static_cast<std::int64_t>(count)));
}

std::vector<std::string> parts(std::string_view text, char separator) {
  std::vector<std::string> result(1);
  for (const char c : text) {
    if (c == separator) {
      result.emplace_back();
    } else {
      result.back().push_back(c);
    }
  }
  return result;
}

}  // namespace

Grammar::Grammar(std::vector<Variable> variables, const std::vector<Stage>& stages) : variables_(std::move(variables)) {
  for (const Variable& variable : variables_)
    unlike_.push_back(variable.unlike.empty() ? -1 : index_of(variable.unlike));
  for (const Stage& stage : stages) {
    auto& sentences = stages_.emplace_back();
    for (const std::string& pattern : stage) sentences.push_back(parse(pattern));
  }
}

int Grammar::index_of(std::string_view name) const {
  const auto found = std::ranges::find(variables_, name, &Variable::name);
  if (found == variables_.end()) fail("grammar", name, "the name of a variable");
  return static_cast<int>(found - variables_.begin());
}

Grammar::Sentence Grammar::parse(std::string_view pattern) const {
  Sentence sentence;
  while (!pattern.empty()) {
    if (pattern.front() == '{') {
      const std::size_t end = pattern.find('}');
      if (end == std::string_view::npos) fail("grammar", pattern, "a closing }");
      sentence.push_back(parse_gap(pattern.substr(1, end - 1)));
      pattern.remove_prefix(end + 1);
    } else {
      const std::string_view literal = pattern.substr(0, pattern.find('{'));
      sentence.push_back({.texts = {std::string(literal)}, .agree = {}});
      pattern.remove_prefix(literal.size());
    }
  }
  return sentence;
}

Grammar::Piece Grammar::parse_gap(std::string_view gap) const {
  Piece piece;
  const std::size_t mark = gap.find_first_of("?:");
  std::string_view names;
  if (mark != std::string_view::npos && gap[mark] == '?') {
    names = gap.substr(0, mark);
    piece.texts = parts(gap.substr(mark + 1), '|');
  } else {
    piece.word = index_of(gap.substr(0, mark));
    if (mark != std::string_view::npos) names = gap.substr(mark + 1);
    if (names.size() == 1 && std::isdigit(static_cast<unsigned char>(names[0]))) {
      piece.form = names[0] - '0';
      names = {};
    }
  }
  if (!names.empty()) {
    for (const std::string& name : parts(names, '&')) piece.agree.push_back(index_of(name));
  }
  return piece;
}

std::vector<int> Grammar::named(const Piece& piece) const {
  std::vector<int> result = piece.agree;
  if (piece.word >= 0) result.push_back(piece.word);
  return result;
}

std::optional<int> Grammar::unbound(const Piece& piece, const std::vector<int>& words) const {
  for (const int variable : named(piece)) {
    if (words[at(variable)] < 0) return variable;
  }
  return std::nullopt;
}

bool Grammar::allowed(int variable, int word, const std::vector<int>& words) const {
  for (int other = 0; other < static_cast<int>(words.size()); ++other) {
    const bool apart = unlike_[at(variable)] == other || unlike_[at(other)] == variable;
    if (apart && words[at(other)] == word) return false;
  }
  return true;
}

const std::string& Grammar::text_of(const Piece& piece, const std::vector<int>& words) const {
  int form = piece.form;
  if (!piece.agree.empty()) {
    const auto agreement = [&](int variable) {
      return variables_[at(variable)].words[at(words[at(variable)])].agreement;
    };
    form = agreement(piece.agree[0]);
    if (piece.agree.size() > 1) {
      const bool feminine = std::ranges::all_of(piece.agree, [&](int variable) { return agreement(variable) & 1; });
      form = 2 | (feminine ? 1 : 0);
    }
  }
  if (piece.word < 0) return piece.texts.at(at(form));
  return variables_[at(piece.word)].words[at(words[at(piece.word)])].forms.at(at(form));
}

Grammar::Reading Grammar::draw(Random& random) const {
  Reading reading{{}, std::vector<int>(variables_.size(), -1)};
  for (const auto& stage : stages_) {
    reading.branches.push_back(pick(stage.size(), random));
    for (const Piece& piece : stage[at(reading.branches.back())]) {
      while (const std::optional<int> variable = unbound(piece, reading.words)) {
        int word;
        do {
          word = pick(variables_[at(*variable)].words.size(), random);
        } while (!allowed(*variable, word, reading.words));
        reading.words[at(*variable)] = word;
      }
    }
  }
  return reading;
}

std::string Grammar::write(const Reading& reading) const {
  std::string text;
  for (std::size_t s = 0; s < stages_.size(); ++s) {
    for (const Piece& piece : stages_[s][at(reading.branches[s])]) text += text_of(piece, reading.words);
  }
  return text;
}

// Depth first: a gap whose word is known must stand there; one that is not known is tried with every word.
struct Grammar::Reader {
  const Grammar& grammar;
  std::string_view text;
  Reading reading;
  std::vector<Reading> found = {};

  void stage(std::size_t place) {
    const std::size_t s = reading.branches.size();
    if (s == grammar.stages_.size()) {
      if (place == text.size()) found.push_back(reading);
      return;
    }
    const auto& sentences = grammar.stages_[s];
    for (int branch = 0; branch < static_cast<int>(sentences.size()); ++branch) {
      reading.branches.push_back(branch);
      rest(sentences[at(branch)], 0, place);
      reading.branches.pop_back();
    }
  }

  void rest(const Sentence& sentence, std::size_t p, std::size_t place) {
    if (p == sentence.size()) return stage(place);
    if (const std::optional<int> variable = grammar.unbound(sentence[p], reading.words)) {
      for (int word = 0; word < static_cast<int>(grammar.variables_[at(*variable)].words.size()); ++word) {
        if (!grammar.allowed(*variable, word, reading.words)) continue;
        reading.words[at(*variable)] = word;
        rest(sentence, p, place);
        reading.words[at(*variable)] = -1;
      }
      return;
    }
    const std::string& wanted = grammar.text_of(sentence[p], reading.words);
    if (text.substr(place).starts_with(wanted)) rest(sentence, p + 1, place + wanted.size());
  }
};

std::vector<Grammar::Reading> Grammar::read(std::string_view text) const {
  Reader reader{*this, text, {{}, std::vector<int>(variables_.size(), -1)}};
  reader.stage(0);
  return reader.found;
}

double Grammar::mean_characters(const Piece& piece, std::vector<int>& words) const {
  const std::optional<int> variable = unbound(piece, words);
  if (!variable) return static_cast<double>(count_characters(text_of(piece, words)));
  double sum = 0.0;
  int count = 0;
  for (int word = 0; word < static_cast<int>(variables_[at(*variable)].words.size()); ++word) {
    if (!allowed(*variable, word, words)) continue;
    words[at(*variable)] = word;
    sum += mean_characters(piece, words);
    ++count;
    words[at(*variable)] = -1;
  }
  return sum / count;
}

TextEntropy Grammar::entropy() const {
  TextEntropy mean;
  double combinations = 1.0;
  for (const auto& stage : stages_) combinations *= static_cast<double>(stage.size());
  std::vector<int> none(variables_.size(), -1);
  std::vector<std::size_t> branches(stages_.size(), 0);
  for (bool more = true; more;) {
    double bits = std::log2(combinations), characters = 0.0;
    std::vector<bool> used(variables_.size());
    for (std::size_t s = 0; s < stages_.size(); ++s) {
      for (const Piece& piece : stages_[s][branches[s]]) {
        for (const int variable : named(piece)) used[at(variable)] = true;
        characters += mean_characters(piece, none);
      }
    }
    for (std::size_t v = 0; v < used.size(); ++v) {
      const bool one_less = unlike_[v] >= 0 && used[at(unlike_[v])];
      if (used[v]) bits += std::log2(static_cast<double>(variables_[v].words.size() - (one_less ? 1 : 0)));
    }
    mean.bits += bits / combinations;
    mean.characters += characters / combinations;
    more = false;  // counts on to the next combination of sentences
    for (std::size_t s = 0; s < branches.size() && !more; ++s) {
      more = ++branches[s] < stages_[s].size();
      if (!more) branches[s] = 0;
    }
  }
  return mean;
}

}  // namespace gradlab
