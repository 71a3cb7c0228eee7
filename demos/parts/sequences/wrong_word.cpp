#include "demos/parts/sequences/wrong_word.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace gradlab {

namespace {

constexpr int samples_read = 3000;
constexpr std::size_t most_ends = 100;  // of a sentence: more are not ends, but what chance fills in
constexpr std::size_t most_remembered = 100;
constexpr char sentence_end = '.';

struct Place {
  std::size_t begin = 0, end = 0;  // of a word, in bytes
};

bool is_letter(char byte) {
  return std::isalpha(static_cast<unsigned char>(byte)) != 0 || (static_cast<unsigned char>(byte) & 0x80) != 0;
}

std::vector<Place> words_in(std::string_view text) {
  std::vector<Place> places;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_letter(text[i])) continue;
    if (places.empty() || places.back().end < i) places.push_back({i, i});
    places.back().end = i + 1;
  }
  return places;
}

/// The word before, and what is between.
std::string lead(std::string_view text, const std::vector<Place>& places, std::size_t i) {
  const std::size_t begin = i == 0 ? 0 : places[i - 1].begin;
  return std::string(text.substr(begin, places[i].begin - begin));
}

std::size_t end_of_sentence(std::string_view text, std::size_t from) {
  return std::min(text.find(sentence_end, from), text.size());
}

/// What follows what in a task's texts.
struct Language {
  bool closed = false;  // no word is new any more
  std::set<std::string, std::less<>> words;
  std::map<std::string, std::set<std::string>> next, ends;  // by lead: words, and ends of sentences

  explicit Language(const TextTask& task) {
    Random random(0);
    std::size_t before = 0;
    for (int n = 0; n < samples_read; ++n) {
      if (n == samples_read / 2) before = words.size();
      read(task.make(random).answer);
    }
    closed = !words.empty() && words.size() == before;
  }

  void read(std::string_view text) {
    const std::vector<Place> places = words_in(text);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto [begin, end] = places[i];
      const std::string led = lead(text, places, i);
      words.emplace(text.substr(begin, end - begin));
      next[led].emplace(text.substr(begin, end - begin));
      std::set<std::string>& known = ends[led];
      if (known.size() <= most_ends) known.emplace(text.substr(begin, end_of_sentence(text, begin) - begin));
    }
  }
};

/// Made once, and only of tasks that somebody asks for.
const Language& language_of(const TextTask& task) {
  static std::map<std::string, Language> known;
  return known.try_emplace(task.name, task).first->second;
}

std::optional<std::string> found_in(const TextTask& task, const std::string& text) {
  const Language& language = language_of(task);
  if (!language.closed) return std::nullopt;
  const std::vector<Place> places = words_in(text);
  const auto word = [&](const Place& place) { return text.substr(place.begin, place.end - place.begin); };
  for (const Place& place : places) {
    if (!language.words.contains(word(place))) return word(place);
  }
  const auto is_right = [&](std::size_t begin, std::size_t end, const std::string& other) {
    return task.check({"", text.substr(0, begin) + other + text.substr(end), -1});
  };
  for (std::size_t i = places.size(); i-- > 0;) {
    const auto [begin, end] = places[i];
    const auto follow = language.next.find(lead(text, places, i));
    if (follow == language.next.end()) continue;
    for (const std::string& other : follow->second) {
      if (is_right(begin, end, other)) return word(places[i]);
    }
    const std::set<std::string>& ends = language.ends.at(follow->first);
    if (ends.size() > most_ends) continue;
    for (const std::string& other : ends) {
      if (is_right(begin, end_of_sentence(text, begin), other)) return word(places[i]);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> wrong_word(const TextTask& task, const std::string& text) {
  static std::map<std::pair<std::string, std::string>, std::optional<std::string>> found;  // the same texts are shown
  if (found.size() > most_remembered) found.clear();                                       // again and again
  const auto [place, fresh] = found.try_emplace({task.name, text});
  if (fresh) place->second = found_in(task, text);
  return place->second;
}

}  // namespace gradlab
