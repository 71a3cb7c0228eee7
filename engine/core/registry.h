// Things that list themselves: each entry's file registers it on its last line, and the list is sorted by name.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"

namespace gradlab {

/// All registered entries of one kind. `Entry` has a member `name`.
template <typename Entry>
class Registry {
 public:
  /// Sorted by name.
  static const std::vector<Entry>& all() { return entries(); }

  /// Throws `[kind] name: need one of ...` when there is none.
  static const Entry& find(std::string_view kind, std::string_view name) {
    for (const Entry& entry : entries()) {
      if (entry.name == name) return entry;
    }
    std::string names;
    for (const Entry& entry : entries()) names.append(names.empty() ? "" : ", ").append(entry.name);
    fail(kind, name, "one of " + names);
  }

  /// The last line of an entry's file: `const Registry<Entry>::Add registered({...});`
  struct Add {
    explicit Add(Entry entry) {
      auto& list = entries();
      const auto place = std::upper_bound(list.begin(), list.end(), entry,
                                          [](const Entry& a, const Entry& b) { return a.name < b.name; });
      list.insert(place, std::move(entry));
    }
  };

 private:
  static std::vector<Entry>& entries() {
    static std::vector<Entry> list;
    return list;
  }
};

}  // namespace gradlab
