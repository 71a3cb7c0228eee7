#include "engine/kernels/webgpu/device/chain_program.h"

#include <algorithm>

namespace gradlab::webgpu {

namespace {

template <typename... Parts>
void add(std::string& text, const Parts&... parts) {
  (text.append(parts), ...);
}

std::string word(std::uint32_t at) {
  return "word(" + std::to_string(at) + ")";
}

std::string name_of(ChainProgram::Value value) {
  if (value.step == ChainProgram::Value::nothing) return "vec4f(1.0)";
  std::string name = "v" + std::to_string(value.step);
  if (value.part != ChainProgram::Value::whole) add(name, "[", std::to_string(value.part), "]");
  return name;
}

/// The four elements that are in the places of `quad`.
std::string load_text(ChainProgram::Pattern pattern, std::uint32_t access, std::uint32_t at) {
  const std::string name = std::to_string(access);
  const auto element = [&](const std::string& place) { return "x" + name + "[o" + name + " + " + place + "]"; };
  const auto four_elements = [&](const std::string& behind) {
    std::string list = "vec4f(";
    for (const char* place : {"(first)", "(first + 1)", "(first + 2)", "(first + 3)"}) {
      add(list, element(place + behind), ",");
    }
    return list + ")";
  };
  using enum ChainProgram::Pattern;
  switch (pattern) {
    case each: return four_elements("");
    case each_four: return element("quad");
    case one: return "vec4f(" + element("0") + ")";
    case row_four: return element("quad % " + word(at));
    case column_four: return "vec4f(" + element("quad / " + word(at) + " % " + word(at + 1)) + ")";
    case repeated: return four_elements(" / " + word(at) + " % " + word(at + 1));
  }
  return {};
}

}  // namespace

std::string ChainProgram::step_text(std::size_t number) const {
  const Step& step = steps[number];
  std::string text = "      let v" + std::to_string(number) + " = ";
  if (step.function == nullptr) {
    add(text, load_text(accesses[step.access].pattern, step.access, step.word));
  } else {
    add(text, step.function->name, "(");
    for (std::uint32_t i = 0; i < step.operand_count; ++i) add(text, name_of(step.operands[i]), ", ");
    add(text, std::to_string(step.word), ")");
  }
  return text + ";\n";
}

std::string ChainProgram::store_text(std::size_t access) const {
  const Access& to = accesses[access];
  const std::string name = std::to_string(access), base = "x" + name + "[o" + name + " + ", value = name_of(to.value);
  if (to.in_fours()) return "      " + base + "quad] = " + value + ";\n";
  std::string text;
  for (const char* lane : {"0", "1", "2", "3"}) {
    add(text, "      if (first + ", lane, " < ", word(count_words[to.segment]), ") { ", base, "first + ", lane,
        "] = ", value, "[", lane, "]; }\n");
  }
  return text;
}

/// Nothing where nothing is stored.
std::string ChainProgram::segment_text(std::uint32_t segment) const {
  std::string body, stores;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].segment == segment) body += step_text(i);
  }
  for (std::size_t i = 0; i < accesses.size(); ++i) {
    if (accesses[i].written && accesses[i].segment == segment) stores += store_text(i);
  }
  if (stores.empty()) return {};
  return "    if (first < " + word(count_words[segment]) + ") {\n" + body + stores + "    }\n";
}

std::string ChainProgram::text() const {
  std::vector<std::string_view> codes;
  std::string text, begins;
  for (const Step& step : steps) {
    if (step.function == nullptr || std::ranges::find(codes, step.function->code) != codes.end()) continue;
    codes.push_back(step.function->code);
    add(text, codes.back());
  }
  std::size_t bound = 0;
  for (std::size_t i = 0; i < accesses.size(); ++i) {
    const Access& access = accesses[i];
    if (!access.is_bound()) continue;
    const std::string name = std::to_string(i);
    add(begins, "  let o", name, " = arguments.offsets[", std::to_string(bound / 4), "][", std::to_string(bound % 4),
        access.in_fours() ? "] / 4;\n" : "];\n");
    add(text, "@group(0) @binding(", std::to_string(++bound), ") var<storage, ", access.written ? "read_write" : "read",
        "> x", name, ": array<", access.in_fours() ? "vec4f" : "f32", ">;\n");
  }
  add(text,
      "@compute @workgroup_size(256)\n"
      "fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {\n",
      begins,
      "  for (quad = id.x; 4 * quad < arguments.count; quad += 256 * groups.x) {\n"
      "    let first = 4 * quad;\n");
  for (std::uint32_t segment = 0; segment < count_words.size(); ++segment) add(text, segment_text(segment));
  return text + "  }\n}\n";
}

}  // namespace gradlab::webgpu
