// Texts that are shown as they stand, where a view takes keys of texts.
#pragma once

#include <span>
#include <string>

#include "demos/core/params.h"

namespace gradlab {

/// "=" before each.
inline Json plain_texts(std::span<const std::string> texts) {
  Json named = Json::array();
  for (const std::string& text : texts) named.push_back("=" + text);
  return named;
}

}  // namespace gradlab
