#include "engine/core/thread_pool.h"

#include <algorithm>

#if defined(__EMSCRIPTEN__) && !defined(__EMSCRIPTEN_PTHREADS__)

namespace gradlab {

void set_thread_count(int) {}
int thread_count() {
  return 1;
}

void parallel_for_parts(std::int64_t count, std::int64_t grain, void (*body)(void*, std::int64_t, std::int64_t),
                        void* context) {
  for (std::int64_t first = 0; first < count; first += grain) body(context, first, std::min(count, first + grain));
}

}  // namespace gradlab

#else

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gradlab {

namespace {

thread_local bool inside_part = false;  // a part that uses parallel_for itself runs it alone

class ThreadPool {
 public:
  ~ThreadPool() { resize(1); }

  int size() const { return static_cast<int>(helpers_.size()) + 1; }

  void resize(int count) {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& helper : helpers_) helper.join();
    helpers_.clear();
    stopping_ = false;
    for (int helper = 1; helper < count; ++helper) helpers_.emplace_back([this, seen = generation_] { serve(seen); });
  }

  void run(std::int64_t count, std::int64_t grain, void (*body)(void*, std::int64_t, std::int64_t), void* context) {
    Job job{count, grain, body, context};
    {
      const std::lock_guard lock(mutex_);
      job_ = &job;
      ++generation_;
      busy_ = static_cast<int>(helpers_.size());
    }
    wake_.notify_all();
    job.work();
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return busy_ == 0; });
    job_ = nullptr;
    if (job.error) std::rethrow_exception(job.error);
  }

 private:
  struct Job {
    std::int64_t count, grain;
    void (*body)(void*, std::int64_t, std::int64_t);
    void* context;
    std::atomic<std::int64_t> next{0};
    std::exception_ptr error = nullptr;
    std::mutex error_mutex{};

    void work() {
      inside_part = true;
      for (std::int64_t first; (first = next.fetch_add(grain)) < count;) {
        try {
          body(context, first, std::min(count, first + grain));
        } catch (...) {
          const std::lock_guard lock(error_mutex);
          if (!error) error = std::current_exception();
        }
      }
      inside_part = false;
    }
  };

  void serve(std::uint64_t seen) {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [&] { return stopping_ || generation_ != seen; });
      if (stopping_) return;
      seen = generation_;
      Job* job = job_;
      lock.unlock();
      job->work();
      lock.lock();
      if (--busy_ == 0) done_.notify_one();
    }
  }

  std::vector<std::thread> helpers_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  Job* job_ = nullptr;
  std::uint64_t generation_ = 0;
  int busy_ = 0;
  bool stopping_ = false;
};

ThreadPool& pool() {
  static ThreadPool instance;
  return instance;
}

}  // namespace

void set_thread_count(int count) {
  pool().resize(std::max(1, count));
}
int thread_count() {
  return pool().size();
}

void parallel_for_parts(std::int64_t count, std::int64_t grain,
                        void (*body)(void*, std::int64_t first, std::int64_t last), void* context) {
  if (pool().size() > 1 && !inside_part) return pool().run(count, grain, body, context);
  for (std::int64_t first = 0; first < count; first += grain) body(context, first, std::min(count, first + grain));
}

}  // namespace gradlab

#endif
