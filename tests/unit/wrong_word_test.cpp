// A text that its judge refuses, and the word that is to blame.
#include "demos/parts/sequences/wrong_word.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/core/registry.h"

using namespace gradlab;

namespace {

const TextTask& task_named(const std::string& name) {
  return Registry<TextTask>::find("test", name);
}

}  // namespace

TEST_CASE("the word that does not fit what stands before it is named") {
  const TextTask& stories = task_named("stories-en");
  const std::string first =
      "Mia was an old mouse. One day she went to the river and found a red key. There she met Tom "
      "the bear.";
  REQUIRE(stories.check({"", first + " Mia gave it to Tom. Now Tom is happy.", -1}));
  const auto wrong = [&](const std::string& text) {
    REQUIRE(!stories.check({"", text, -1}));
    return wrong_word(stories, text);
  };
  CHECK(wrong(first + " Mia gave it to Tom. Now they are rich.") == "they");
  CHECK(wrong(first + " Mia gave it to Tom. Now Lucy is happy.") == "Lucy");
  CHECK(wrong(first + " Mia gave it to Tom. Now Tom is sad.") == "sad");
  CHECK(wrong(first + " Mia gave them to Tom. Now Tom is happy.") == "them");
  CHECK(wrong("Mia was a old mouse." + first.substr(21) + " Mia and Tom sold the key. Now they are rich.") == "old");
  CHECK(wrong("Mia was an old mouse. One day he went" + first.substr(38) +
              " Mia and Tom sold the key. Now they are rich.") == "he");
  CHECK(wrong("Mia was an old mouze." + first.substr(21) + " Mia gave it to Tom. Now Lucy is happy.") == "mouze");
  CHECK(!wrong(first + " Lucy gave it to Tom. Now Mia are happy."));  // more than one
}

TEST_CASE("in every sample one foreign word is found, and nothing is said of texts without words") {
  for (const TextTask& task : Registry<TextTask>::all()) {
    if (task.kind != TextTask::Kind::prose) continue;
    CAPTURE(task.name);
    Random random(3);
    const std::string right = task.make(random).answer, space = " ";
    const std::size_t place = right.find(space);
    const bool has_words = place != right.npos && place > 1;
    const auto word = wrong_word(task, has_words ? "Xyz" + right.substr(place) : right + "x(");
    CHECK(word == (has_words ? std::optional<std::string>("Xyz") : std::nullopt));
  }
}
