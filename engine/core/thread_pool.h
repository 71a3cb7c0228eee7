// One pool of threads for the whole engine, and the one way to use it.
#pragma once

#include <cstdint>

namespace gradlab {

/// Sets how many threads parallel_for may use, the caller among them; 1 in builds without threads.
void set_thread_count(int count);
int thread_count();

/// Calls body(context, first, last) over [0, count) in parts of at most `grain`. The parts depend on count and grain
/// alone, so results do not depend on the number of threads. Returns when all are done; the first exception is thrown
/// here. A body that calls parallel_for itself runs that alone.
void parallel_for_parts(std::int64_t count, std::int64_t grain,
                        void (*body)(void*, std::int64_t first, std::int64_t last), void* context);

/// parallel_for(count, grain, [&](std::int64_t first, std::int64_t last) { ... })
template <typename Body>
void parallel_for(std::int64_t count, std::int64_t grain, const Body& body) {
  if (count <= grain) return count > 0 ? body(std::int64_t{0}, count) : void();
  const auto call = [](void* context, std::int64_t first, std::int64_t last) {
    (*static_cast<const Body*>(context))(first, last);
  };
  parallel_for_parts(count, grain, call, const_cast<Body*>(&body));
}

}  // namespace gradlab
