// Safetensors files: what the format says, and what everybody but the format's author may write.
#include "engine/io/safetensors.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/core/random.h"
#include "tests/unit/allocations.h"
#include "tests/unit/error_message.h"
#include "tests/unit/mangled.h"

namespace gradlab {

namespace {

using FileBytes = std::vector<std::uint8_t>;

/// A file of this header, and so many bytes of numbers.
FileBytes file_of(std::string_view header, std::size_t numbers = 0) {
  FileBytes file(8);
  const std::uint64_t length = header.size();
  std::memcpy(file.data(), &length, sizeof length);
  file.insert(file.end(), header.begin(), header.end());
  for (std::size_t i = 0; i < numbers; ++i) file.push_back(static_cast<std::uint8_t>(i));
  return file;
}

std::string refusal(const FileBytes& file) {
  return test::message([&] { read_safetensors(file); });
}

std::string header_of(const FileBytes& file) {
  return {file.begin() + 8, file.begin() + static_cast<std::ptrdiff_t>(test::numbers_begin(file))};
}

const FileBytes numbers = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24};

SafeTensors example() {
  const std::span all(numbers);
  SafeTensors content;
  content.tensors = {{"bytes", "U8", {3}, all.first(3)},
                     {"model.weight", "F32", {1, 3}, all.first(12)},
                     {"none", "F32", {0, 7}, {}},
                     {"one \"number\"\n", "I64", {}, all.first(8)},
                     {"two", "F64", {2}, all.first(16)}};
  content.metadata = {{"demo", "ñandú \\ \t"}, {"empty", ""}};
  return content;
}

}  // namespace

TEST_CASE("what is written as safetensors is laid out as the format says, and comes back") {
  const SafeTensors written = example();
  const FileBytes file = write_safetensors(written);
  const std::string header = header_of(file);
  CHECK(header.starts_with(
      R"({"__metadata__":{"demo":"ñandú \\ \u0009","empty":""},"one \"number\"\u000a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"two":{"dtype":"F64","shape":[2],"data_offsets":[8,24]},"model.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[24,36]})"));
  CHECK(header.size() % 8 == 0);
  CHECK(file.size() == 8 + header.size() + 3 + 12 + 8 + 16);
  const SafeTensors back = read_safetensors(file);
  CHECK(back.metadata == written.metadata);
  REQUIRE(back.tensors.size() == written.tensors.size());
  for (const SafeTensors::Entry& tensor : back.tensors) {
    const auto given = std::ranges::find(written.tensors, tensor.name, &SafeTensors::Entry::name);
    REQUIRE(given != written.tensors.end());
    CHECK(tensor.dtype == given->dtype);
    CHECK(tensor.shape == given->shape);
    CHECK(std::ranges::equal(tensor.bytes, given->bytes));
    CHECK((tensor.bytes.data() - file.data()) % bytes_of(tensor.dtype) == 0);
  }
  CHECK(read_safetensors(write_safetensors({})).tensors.empty());
}

TEST_CASE("safetensors of others are read: blanks, escapes, any order, types that are never written here") {
  const FileBytes file = file_of(
      "{ \"b\" :\t{\"data_offsets\":[2,4],\"shape\":[1,1],\"dtype\":\"BF16\"} ,\n"
      "\"a\\u00e9\\ud83c\\udf4e\\/\":{\"dtype\":\"F8_E5M2\",\"shape\":[2],\"data_offsets\":[0,2]}}  ",
      4);
  const SafeTensors read = read_safetensors(file);
  REQUIRE(read.tensors.size() == 2);
  CHECK(read.tensors[0].name == "aé🍎/");
  CHECK(read.tensors[1].name == "b");
  CHECK(read.tensors[1].bytes[0] == 2);
}

TEST_CASE("a file that is not safetensors is refused by a sentence that says where") {
  CHECK(refusal({}) == "[safetensors] 0 bytes: need at least 8");
  CHECK(refusal(FileBytes(8)).starts_with("[safetensors] a header that does not begin with {"));
  CHECK(refusal(FileBytes(20, 0xff)) == "[safetensors] a header of 18446744073709551615 bytes: need at most 12");
  const auto tensor = [](const std::string& fields) { return "{\"w\":{" + fields + "}}"; };
  const std::string right = R"("dtype":"F32","shape":[2],"data_offsets":[0,8])";
  CHECK(refusal(file_of(tensor(right), 8)) == "none");
  CHECK(refusal(file_of(tensor(right), 9)) == "[safetensors] 9 bytes of numbers: need 8, as the header says");
  CHECK(refusal(file_of(tensor(right), 7)) ==
        "[safetensors] tensor \"w\" from byte 0 to 8: need 8 bytes of the 7 that there are");
  const std::pair<std::string, std::string> wrong[] = {
      {R"("dtype":"F32","shape":[2],"data_offsets":[0,4])", "tensor \"w\" from byte 0 to 4"},
      {R"("dtype":"F32","shape":[2],"data_offsets":[8,0])", "tensor \"w\" at byte 8"},
      {R"("dtype":"F32","shape":[1],"data_offsets":[4,8])", "tensor \"w\" at byte 4"},
      {R"("dtype":"F4","shape":[2],"data_offsets":[0,1])", "tensor \"w\" of type \"F4\""},
      {R"("dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,8])", "tensor \"w\" of more numbers"},
      {R"("dtype":"F32","shape":[-2],"data_offsets":[0,8])", "no whole number"},
      {R"("dtype":"F32","shape":[2.0],"data_offsets":[0,8])", "no ] where one belongs"},
      {R"("dtype":"F32","shape":[NaN],"data_offsets":[0,8])", "no whole number"},
      {R"("dtype":"F32","shape":[null],"data_offsets":[0,8])", "no whole number"},
      {R"("dtype":"F32","shape":[2e0],"data_offsets":[0,8])", "no ] where one belongs"},
      {R"("dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615])", "no whole number"},
      {R"("dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807])", "tensor \"w\" from byte 0"},
      {R"("dtype":"F32","shape":[2],"data_offsets":[9223372036854775807,8])", "tensor \"w\" at byte"},
      {R"("dtype":"F32","shape":[02],"data_offsets":[0,8])", "no whole number"},
      {R"("dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8])", "no whole number"},
      {R"("dtype":"F32","shape":[2],"data_offsets":[0,8,9])", "tensor \"w\" without"},
      {R"("dtype":"F32","shape":[2])", "tensor \"w\" without"},
      {R"("dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8])", "a field of tensor \"w\" twice"},
      {R"("dtype":"F32","shape":[2],"data_offsets":[0,8],"scale":1)", "the field \"scale\" of tensor \"w\""},
      {R"("dtype":null,"shape":[2],"data_offsets":[0,8])", "no \" where one belongs"},
      {R"("dtype":"F32","shape":[2],"data_offsets":[0,8],)", "no \" where one belongs"}};
  for (const auto& [fields, sentence] : wrong) {
    CAPTURE(fields);
    CHECK(refusal(file_of(tensor(fields), 8)).starts_with("[safetensors] " + sentence));
  }
  const auto two = [&](const std::string& name, int begin, int end) {
    return "{\"w\":{" + right + "},\"" + name + R"(":{"dtype":"F32","shape":[2],"data_offsets":[)" +
           std::to_string(begin) + "," + std::to_string(end) + "]}}";
  };
  CHECK(refusal(file_of(two("v", 8, 16), 16)) == "none");
  CHECK(refusal(file_of(two("v", 4, 12), 12)).find("need it where the one before ends, at byte 8") !=
        std::string::npos);
  CHECK(refusal(file_of(two("v", 12, 20), 20)).find("need it where the one before ends, at byte 8") !=
        std::string::npos);
  CHECK(refusal(file_of(two("w", 8, 16), 16)).starts_with("[safetensors] tensor \"w\" twice"));
  CHECK(refusal(file_of(R"({"__metadata__":{"a":"1","a":"2"}})")).starts_with("[safetensors] the text \"a\" twice"));
  CHECK(refusal(file_of(R"({"__metadata__":{},"__metadata__":{}})")).starts_with("[safetensors] __metadata__ twice"));
  CHECK(refusal(file_of(R"({"__metadata__":{"a":1}})")).starts_with("[safetensors] no \" where one belongs"));
  CHECK(refusal(file_of("{}x")).starts_with("[safetensors] something behind the header's end"));
  CHECK(refusal(file_of("{\"\xff\":1}")).starts_with("[safetensors] a header that is not UTF-8"));
  CHECK(refusal(file_of(R"({"\ud83c":1})")).starts_with("[safetensors] half a surrogate pair"));
  CHECK(refusal(file_of(R"({"\x":1})")).starts_with("[safetensors] an escape"));
  const std::string long_name(5000, 'x');
  CHECK(refusal(file_of(two(long_name, 9, 17), 17)).size() < 250);
}

TEST_CASE("a header that is deep, long, or of many names takes no more memory than a small multiple of its size") {
  const auto repeated = [](const std::string& part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  std::string names = "{";
  for (int i = 0; i < 50'000; ++i) {
    names += (i > 0 ? ",\"" : "\"") + std::to_string(i) + R"(":{"dtype":"F32","shape":[0],"data_offsets":[0,0]})";
  }
  const std::pair<std::string, std::string> headers[] = {
      {repeated("{\"a\":", 1'000'000), "[safetensors] the field \"a\" of tensor \"a\""},
      {"{\"w\":{\"shape\":" + repeated("[", 1'000'000), "[safetensors] no whole number"},
      {"{\"w\":{\"dtype\":" + repeated("{", 1'000'000), "[safetensors] no \" where one belongs"},
      {"{\"w\":{\"shape\":[" + repeated("1,", 1'000'000), "[safetensors] no whole number"},
      {"{" + repeated(" ", 10'000'000), "[safetensors] a header of 10000001 bytes: need at most 10000000"},
      {names + "}", "none"},
      {names, "[safetensors] no } where one belongs"}};
  for (const auto& [header, sentence] : headers) {
    CAPTURE(sentence);
    const FileBytes file = file_of(header);
    test::largest_request();
    CHECK(refusal(file).starts_with(sentence));
    CHECK(test::largest_request() <= 8 * file.size());
  }
}

TEST_CASE("mangled safetensors end in tensors that lie in the file, or in an error") {
  const FileBytes good = write_safetensors(example());
  Random random(2026);
  int read = 0, refusals = 0;
  for (int round = 0; round < 20'000; ++round) {
    const FileBytes file = test::mangled(good, random);
    try {
      const SafeTensors content = read_safetensors(file);
      std::size_t bytes = 0;
      for (const SafeTensors::Entry& tensor : content.tensors) {
        bytes += tensor.bytes.size();
        REQUIRE(tensor.bytes.data() >= file.data());
        REQUIRE(tensor.bytes.data() + tensor.bytes.size() <= file.data() + file.size());
      }
      REQUIRE(bytes <= file.size());
      ++read;
    } catch (const Error& error) {
      REQUIRE(std::string(error.what()).starts_with("[safetensors] "));
      REQUIRE(std::string(error.what()).size() < 400);
      ++refusals;
    }
  }
  CHECK(read > 200);
  CHECK(refusals > 5'000);
}

}  // namespace gradlab
