#include "engine/core/thread_pool.h"

#include <algorithm>

#ifdef GRADLAB_NO_THREADS  // for a page whose browser has no shared memory

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
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gradlab {

namespace {

thread_local bool inside_part = false;  // a part that uses parallel_for itself runs it alone

// A step is a chain of short jobs: a helper that has just worked looks out for the next one for a while before it
// sleeps, because to wake it costs more than most jobs take. Idle helpers sleep.
class ThreadPool {
 public:
  ~ThreadPool() { resize(1); }

  int size() const { return static_cast<int>(helpers_.size()) + 1; }

  void resize(int count) {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      ++generation_;
    }
    wake_.notify_all();
    for (std::thread& helper : helpers_) helper.join();
    helpers_.clear();
    stopping_ = false;
    for (int helper = 1; helper < count; ++helper)
      helpers_.emplace_back([this, seen = generation_.load()] { serve(seen); });
  }

  void run(std::int64_t count, std::int64_t grain, void (*body)(void*, std::int64_t, std::int64_t), void* context) {
    Job job{count, grain, body, context};
    job_ = &job;
    ++generation_;
    if (sleepers_ > 0) {
      const std::lock_guard lock(mutex_);
      wake_.notify_all();
    }
    job.work();
    job_ = nullptr;
    while (inside_ > 0) std::this_thread::yield();  // a part at most, and on its way
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
    for (;;) {
      wait_for_another_than(seen);
      seen = generation_;
      if (stopping_) return;
      ++inside_;  // before the job is looked at: its owner leaves only when it has taken the job back and nobody is
                  // inside
      if (Job* job = job_) job->work();
      --inside_;
    }
  }

  void wait_for_another_than(std::uint64_t seen) {
    constexpr auto patience = std::chrono::microseconds(100);
    const auto end = std::chrono::steady_clock::now() + patience;
    do {
      for (int look = 0; look < 64; ++look) {
        if (generation_ != seen) return;
      }
    } while (std::chrono::steady_clock::now() < end);
    std::unique_lock lock(mutex_);
    ++sleepers_;
    wake_.wait(lock, [&] { return generation_ != seen; });
    --sleepers_;
  }

  std::vector<std::thread> helpers_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<Job*> job_ = nullptr;
  std::atomic<std::uint64_t> generation_ = 0;  // of jobs
  std::atomic<int> sleepers_ = 0, inside_ = 0;
  std::atomic<bool> stopping_ = false;
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
