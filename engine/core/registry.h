// Things that list themselves: each entry's file registers it on its last line, and the list is sorted by name.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/error.h"

namespace gradlab {

/// All registered entries of one kind. `Entry` has a member `name`.
template <typename Entry>
class Registry {
 public:
  /// Sorted by name.
  static const std::vector<Entry>& all() {
    if (!waiting().empty()) {
      for (Entry (*make)() : std::exchange(waiting(), {})) insert(make());
    }
    return entries();
  }

  /// The names of those that are taken, as menus show them: by their member `place`, then by name.
  template <typename Take>
  static std::vector<std::string> menu(Take&& takes) {
    std::vector<const Entry*> taken;
    for (const Entry& entry : all()) {
      if (takes(entry)) taken.push_back(&entry);
    }
    std::stable_sort(taken.begin(), taken.end(), [](const Entry* a, const Entry* b) { return a->place < b->place; });
    std::vector<std::string> names;
    for (const Entry* entry : taken) names.push_back(entry->name);
    return names;
  }

  /// Throws `[kind] name: need one of ...` when there is none.
  static const Entry& find(std::string_view kind, std::string_view name) {
    for (const Entry& entry : all()) {
      if (entry.name == name) return entry;
    }
    std::string names;
    for (const Entry& entry : all()) names.append(names.empty() ? "" : ", ").append(entry.name);
    fail(kind, name, "one of " + names);
  }

  /// The last line of an entry's file: `const Registry<Entry>::Add registered({...});`
  struct Add {
    explicit Add(Entry entry) { insert(std::move(entry)); }
    /// One that reads other registries is made when somebody asks first: by then all their entries are there.
    explicit Add(Entry (*make)()) { waiting().push_back(make); }
  };

 private:
  static void insert(Entry entry) {
    auto& list = entries();
    const auto place = std::upper_bound(list.begin(), list.end(), entry,
                                        [](const Entry& a, const Entry& b) { return a.name < b.name; });
    list.insert(place, std::move(entry));
  }

  static std::vector<Entry (*)()>& waiting() {
    static std::vector<Entry (*)()> list;
    return list;
  }

  static std::vector<Entry>& entries() {
    static std::vector<Entry> list;
    return list;
  }
};

}  // namespace gradlab
