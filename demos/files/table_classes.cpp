#include "demos/files/table_classes.h"

#include <algorithm>
#include <unordered_set>

#include "engine/data/table/numeral.h"

namespace gradlab {

namespace {

/// "2" before "10", and numbers before texts.
bool comes_before(const std::string& a, const std::string& b) {
  const auto number_a = numeral_of(a, '.'), number_b = numeral_of(b, '.');
  if (number_a && number_b && number_a->value != number_b->value) return number_a->value < number_b->value;
  if (number_a.has_value() != number_b.has_value()) return number_a.has_value();
  const std::string folded_a = lower_case(a), folded_b = lower_case(b);
  return folded_a == folded_b ? a < b : folded_a < folded_b;
}

}  // namespace

TableClasses table_classes(std::span<const std::string> texts) {
  std::map<std::string, std::map<std::string, std::int64_t>> spellings;
  for (const std::string& text : texts) {
    if (!text.empty()) ++spellings[lower_case(text)][text];
  }
  TableClasses classes;
  std::map<std::string, std::string> name_of;
  for (const auto& [key, counts] : spellings) {
    const auto commonest = std::ranges::max_element(counts, {}, [](const auto& spelling) { return spelling.second; });
    name_of[key] = commonest->first;
    classes.names.push_back(commonest->first);
  }
  std::ranges::sort(classes.names, comes_before);
  for (const auto& [key, counts] : spellings) {
    const auto place = std::ranges::find(classes.names, name_of[key]) - classes.names.begin();
    for (const auto& spelling : counts) classes.labels[spelling.first] = static_cast<std::int32_t>(place);
  }
  return classes;
}

std::size_t count_classes(std::span<const std::string> texts, std::size_t most) {
  std::unordered_set<std::string> different;
  for (const std::string& text : texts) {
    if (!text.empty()) different.insert(lower_case(text));
    if (different.size() == most) break;
  }
  return different.size();
}

}  // namespace gradlab
