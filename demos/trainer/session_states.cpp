// What a session gives out of its run, and what it lets the run go on from.
#include <string>
#include <vector>

#include "demos/trainer/session.h"
#include "engine/core/hash.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

bool Session::given_out(const std::string& type, const Json& message) {
  const Json id = message.value("id", Json());
  if (type == "keep") {
    write_down(id);
  } else if (type == "weights") {
    reply(id, Json::object(), run().weights());
  } else if (type == "rounded") {
    const std::vector<std::uint8_t> bytes =
        run().rounded(static_cast<int>(whole_number(message.value("bits", Json()), "rounded")));
    reply(id, {{"step", run().step()}}, bytes);
  } else {
    return false;
  }
  return true;
}

void Session::write_down(const Json& id) {
  const std::vector<std::uint8_t> file = run().checkpoint();
  reply(id,
        {{"values", run().values().json()},
         {"written", run().values().written()},
         {"step", run().step()},
         {"hash", hash_of(run().fingerprint())},
         {"build", cpu_build()},
         {"altered_at", run().altered_at()}},
        file);
}

bool Session::taken_in(const std::string& type, const Json& message, std::span<const std::uint8_t> bytes) {
  if (type == "restore") {
    run().restore(bytes);
    const std::string hash = message.value("hash", "");
    if (!hash.empty() && hash != hash_of(run().fingerprint())) throw Refusal{"notice.saved.damaged", Json::object()};
  } else if (type == "use_weights") {
    run().use_weights(bytes);
  } else if (type == "use_rounded") {
    run().use_rounded(bytes);
    send_checkpoint();  // where else nobody would find it again
  } else if (type == "last_good") {
    playing_ = false;
    run().go_back();
  } else {
    return false;
  }
  return true;
}

}  // namespace gradlab
