#include <doctest/doctest.h>

#include <string>

#include "demos/files/own_text.h"
#include "demos/trainer/session.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

using namespace std::string_literals;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string read(const std::string& bytes) {
  return *own_text(bytes_of(bytes)).text;
}

/// The key of the sentence that refuses it.
std::string refused(const std::string& bytes) {
  try {
    own_text(bytes_of(bytes));
  } catch (const Refusal& refusal) {
    return refusal.key;
  }
  return "";
}

}  // namespace

TEST_CASE("a text is read in whatever it was written") {
  CHECK(read("año\n") == "año\n");
  CHECK(read("\xEF\xBB\xBF"
             "año") == "año");
  CHECK(read("\xFF\xFE"
             "a\0\xF1\0o\0"s) == "año");
  CHECK(read("\xFE\xFF"
             "\0a\0\xF1\0o"s) == "año");
  CHECK(read("\xFE\xFF\xD8\x3D\xDE\x00"
             "\0!"s) == "😀!");
  CHECK(read("a\xF1o \x93hoy\x94") == "año “hoy”");
}

TEST_CASE("damage to a text is mended where it is") {
  CHECK(read("ñandú \xFF y ñu") == "ñandú \uFFFD y ñu");
  CHECK(read("ñandú y ñ\xC3") == "ñandú y ñ\uFFFD");
  CHECK(read("\xFE\xFF\xD8\x3D\0!\xDE\x00\0"s) == "\uFFFD!\uFFFD\uFFFD");
}

TEST_CASE("lines end alike") {
  CHECK(read("a\r\nb\rc\nd\r\n\r\n") == "a\nb\nc\nd\n\n");
  CHECK(read("\r\r\na") == "\n\na");
}

TEST_CASE("what is no text, or holds nothing, is refused with a sentence") {
  CHECK(refused("") == "notice.text_empty");
  CHECK(refused("\xEF\xBB\xBF") == "notice.text_empty");
  CHECK(refused("a") == "notice.text_short");
  CHECK(refused("猫") == "notice.text_short");
  CHECK(refused(" \n\t\r\n ") == "notice.text_invisible");
  CHECK(refused("\u200B\u00A0\u3000\uFEFF") == "notice.text_invisible");
  CHECK(refused("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s) == "notice.text_binary");
  CHECK(refused("\x01\x02\x03\x04 text") == "notice.text_binary");
  CHECK(refused("a\0"s) == "notice.text_binary");
  CHECK(refused("ab") == "");
  CHECK(refused("a\n") == "");
  CHECK(refused("aaaaaaaaaa") == "");
}

TEST_CASE("fifty million bytes are taken in") {
  std::string text;
  while (text.size() < 50'000'000) text += "The quick brown fox jumps over the lazy dog, y el ñandú también.\r\n";
  const OwnFile file = own_text(bytes_of(text));
  CHECK(file.text->size() < text.size());
  CHECK(is_utf8(*file.text));
  CHECK(facts_of(file).at("different") == 34);
}

TEST_CASE("a text's facts are its code points") {
  CHECK(facts_of(own_text(bytes_of("ñandú ñu"))) == Json({{"characters", 8}, {"different", 7}}));
}

}  // namespace gradlab
