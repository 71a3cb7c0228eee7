#include <doctest/doctest.h>

#include <sstream>
#include <string_view>
#include <utility>

#include "engine/data/text/text.h"

namespace gradlab {

namespace {

bool right(const char* task, const std::string& text) {
  return Registry<TextTask>::find("text", task).check({"", text});
}

std::string story(const char* task, std::uint64_t seed) {
  Random random(seed);
  return Registry<TextTask>::find("text", task).make(random).answer;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Replaces `part` by `other` where it occurs, each place for itself, and wants each such text refused.
void check_refused(const char* task, const std::string& text, const std::string& part, const std::string& other) {
  for (std::size_t i = text.find(part); i != std::string::npos; i = text.find(part, i + 1)) {
    const std::string wrong = std::string(text).replace(i, part.size(), other);
    CAPTURE(wrong);
    CHECK_FALSE(right(task, wrong));
  }
}

constexpr const char* english =
    "Mia was a small fox. One day she went to the river and found some red shells. There she met Tom the bear. Tom "
    "wanted the shells, but Mia kept them. Now Tom is sad.";
constexpr const char* spanish =
    "Ana era una zorra pequeña. Un día fue al río y encontró unas monedas doradas. Allí estaba Eva, la osa. Ana y Eva "
    "vendieron las monedas. Ahora son ricas y muy amigas.";

}  // namespace

TEST_CASE("stories that nobody drew are read") {
  CHECK(right("stories-en", english));
  CHECK(right("stories-es", spanish));
}

TEST_CASE("a story that forgets what it told is wrong") {
  for (const auto& [part, other] : std::initializer_list<std::pair<const char*, const char*>>{{"Mia", "Eve"},
                                                                                              {"Tom", "Max"},
                                                                                              {"Tom", "Mia"},
                                                                                              {"she", "he"},
                                                                                              {"shells", "coins"},
                                                                                              {"them", "it"},
                                                                                              {"some", "a"},
                                                                                              {"a small", "an small"},
                                                                                              {"small", "old"},
                                                                                              {"wanted", "took"},
                                                                                              {"sad", "happy"},
                                                                                              {".", ""},
                                                                                              {".", ".."},
                                                                                              {" ", "  "},
                                                                                              {" One", " one"},
                                                                                              {"bear", "fox"}}) {
    REQUIRE(std::string_view(english).find(part) != std::string_view::npos);
    check_refused("stories-en", english, part, other);
  }
  for (const auto& [part, other] : std::initializer_list<std::pair<const char*, const char*>>{{"Ana", "Lola"},
                                                                                              {"Eva", "Hugo"},
                                                                                              {"una zorra", "un zorro"},
                                                                                              {"zorra", "zorro"},
                                                                                              {"pequeña", "pequeño"},
                                                                                              {"al río", "a la río"},
                                                                                              {"unas", "unos"},
                                                                                              {"monedas", "moneda"},
                                                                                              {"monedas", "botas"},
                                                                                              {"doradas", "dorados"},
                                                                                              {"doradas", "dorada"},
                                                                                              {"la osa", "el oso"},
                                                                                              {"ricas", "ricos"},
                                                                                              {"amigas", "amigos"},
                                                                                              {"son", "está"},
                                                                                              {".", ""},
                                                                                              {"ñ", "n"}}) {
    REQUIRE(std::string_view(spanish).find(part) != std::string_view::npos);
    check_refused("stories-es", spanish, part, other);
  }
}

TEST_CASE("amigas are two women, amigos any others") {
  std::string mixed = spanish;
  mixed.replace(mixed.find("Eva, la osa"), 11, "Leo, el oso").replace(mixed.find("Ana y Eva"), 9, "Ana y Leo");
  CHECK_FALSE(right("stories-es", mixed));
  mixed.replace(mixed.find("ricas"), 5, "ricos").replace(mixed.find("amigas"), 6, "amigos");
  CHECK(right("stories-es", mixed));
}

TEST_CASE("any name put in another's place spoils a story") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (const char* name : {"Tom", "Mia"}) {
      for (const char* other : {"Ben", "Max", "Leo", "Lucy", "Eve", "Rose"}) {
        check_refused("stories-en", story("stories-en", seed), name, other);
      }
    }
    for (const char* name : {"Hugo", "Ana"}) {
      for (const char* other : {"Tomás", "Leo", "Pablo", "Eva", "Inés", "Lola"}) {
        check_refused("stories-es", story("stories-es", seed), name, other);
      }
    }
  }
}

TEST_CASE("any word of the wrong gender spoils a Spanish story") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::vector<std::string> words = words_of(story("stories-es", seed));
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::vector<std::string> wrong = words;
      const std::size_t end = wrong[i].find_last_not_of(".,s");
      char& last = wrong[i][end];
      if (last != 'o' && last != 'a') continue;
      last = last == 'o' ? 'a' : 'o';
      CAPTURE(joined(wrong));
      CHECK_FALSE(right("stories-es", joined(wrong)));
    }
  }
}

TEST_CASE("two neighbouring words changed for each other spoil a story") {
  for (const char* task : {"stories-en", "stories-es"}) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const std::vector<std::string> words = words_of(story(task, seed));
      for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == words[i + 1]) continue;
        std::vector<std::string> wrong = words;
        std::swap(wrong[i], wrong[i + 1]);
        CAPTURE(joined(wrong));
        CHECK_FALSE(right(task, joined(wrong)));
      }
    }
  }
}

TEST_CASE("feelings are read with their negation") {
  const auto feels = [](const char* task, const char* sentence, std::int32_t label) {
    const TextTask& feelings = Registry<TextTask>::find("text", task);
    CAPTURE(sentence);
    CHECK(feelings.check({sentence, feelings.labels.at(static_cast<std::size_t>(label)), label}));
    CHECK_FALSE(feelings.check({sentence, feelings.labels.at(static_cast<std::size_t>(1 - label)), 1 - label}));
  };
  feels("sentiment-en", "The jokes were not good at all.", 0);
  feels("sentiment-en", "Nothing about these shoes was bad.", 1);
  feels("sentiment-en", "The film looked dull, but it was wonderful.", 1);
  feels("sentiment-es", "No me gusta nada la sopa.", 0);
  feels("sentiment-es", "Me gustan mucho las canciones.", 1);
  feels("sentiment-es", "Los juegos no son nada feos.", 1);
  const TextTask& spanish_feelings = Registry<TextTask>::find("text", "sentiment-es");
  for (const char* wrong : {"No me gustan nada la sopa.", "No me gusta nada el sopa.", "Los juegos no es nada feos.",
                            "Los juegos no son nada feas.", "Me gustan mucho las canciones"}) {
    CAPTURE(wrong);
    for (const std::int32_t label : {0, 1}) {
      CHECK_FALSE(spanish_feelings.check({wrong, spanish_feelings.labels[static_cast<std::size_t>(label)], label}));
    }
  }
}

TEST_CASE("a message is spam by what it says, not by its words") {
  const auto is = [](const char* task, const char* message, std::int32_t label) {
    const TextTask& messages = Registry<TextTask>::find("text", task);
    CAPTURE(message);
    CHECK(messages.check({message, messages.labels.at(static_cast<std::size_t>(label)), label}));
    CHECK_FALSE(messages.check({message, messages.labels.at(static_cast<std::size_t>(1 - label)), 1 - label}));
  };
  is("messages-en", "Are you free on Friday, Ida? Thank you!", 0);
  is("messages-en", "Get your free bike at once! Thank you!", 1);
  is("messages-en", "Noah has a new phone for you, click here. It will not take long.", 1);
  is("messages-es", "Pagué 20 euros por la cámara, aquí va la cuenta. ¡Gracias!", 0);
  is("messages-es", "Paga 20 euros hoy y la cámara es tuya. ¡Hasta el lunes!", 1);
}

TEST_CASE("a phrase is translated with all its agreements") {
  const TextTask& task = Registry<TextTask>::find("text", "phrases");
  const char* prompt = "the hungry girls look for the red keys";
  CHECK(task.check({prompt, "las niñas hambrientas buscan las llaves rojas"}));
  for (const char* wrong :
       {"las niñas hambrientas busca las llaves rojas", "las niñas hambrientos buscan las llaves rojas",
        "las niñas hambrientas buscan las rojas llaves", "los niños hambrientos buscan las llaves rojas",
        "las niñas hambrientas buscan la llave roja", "las niñas hambrientas buscan unas llaves rojas",
        "las niñas hambrientas buscan las llaves", "las niñas hambrientas ven las llaves rojas", ""}) {
    CAPTURE(wrong);
    CHECK_FALSE(task.check({prompt, wrong}));
  }
  CHECK(task.check({"some small cats want a book", "unos gatos pequeños quieren un libro"}));
  CHECK(task.check({"the boy does not see the white flowers", "el niño no ve las flores blancas"}));
  CHECK_FALSE(task.check({"the boy do not see the white flowers", "el niño no ve las flores blancas"}));
}

}  // namespace gradlab
