// The driver in a wasm module: Module.gpu, an object of web/shell/gpu/device.ts or one that speaks for it, and the
// calls that come back.
#ifdef __EMSCRIPTEN__

#include <emscripten.h>

#include <memory>

#include "engine/core/error.h"
#include "engine/kernels/webgpu/device/gpu.h"

// clang-format off
EM_JS(void, gpu_make_buffer, (std::uint32_t buffer, double bytes), { Module.gpu.make_buffer(buffer, bytes); });
EM_JS(void, gpu_drop_buffer, (std::uint32_t buffer), { Module.gpu.drop_buffer(buffer); });
EM_JS(void, gpu_make_pipeline, (std::uint32_t pipeline, const char* code, std::size_t code_size, const char* entry,
                                std::size_t entry_size, const char* access, std::size_t access_size,
                                const char* constants, std::size_t constants_size), {
  Module.gpu.make_pipeline(pipeline, {
    code: UTF8ToString(code, code_size),
    entry: UTF8ToString(entry, entry_size),
    access: UTF8ToString(access, access_size),
    constants: JSON.parse(UTF8ToString(constants, constants_size)),
  });
});
EM_JS(void, gpu_make_group, (std::uint32_t group, const char* access, std::size_t access_size,
                             const std::uint32_t* buffers, std::size_t count), {
  Module.gpu.make_group(group, UTF8ToString(access, access_size), Array.from(HEAPU32.subarray(buffers >>> 2, (buffers >>> 2) + count)));
});
EM_JS(void, gpu_drop_groups, (), { Module.gpu.drop_groups(); });
EM_JS(void, gpu_submit, (const std::uint32_t* commands, std::size_t count, const std::uint8_t* uniforms,
                         std::size_t uniforms_size, const std::uint8_t* uploads, std::size_t uploads_size), {
  Module.gpu.submit(HEAPU32.subarray(commands >>> 2, (commands >>> 2) + count),
                    HEAPU8.subarray(uniforms, uniforms + uniforms_size), HEAPU8.subarray(uploads, uploads + uploads_size));
});
EM_JS(bool, gpu_read, (std::uint32_t buffer, std::uint8_t* to, std::size_t bytes), {
  const numbers = Module.gpu.read(buffer, bytes);
  if (numbers !== null) HEAPU8.set(numbers, to);
  return numbers !== null;
});
// clang-format on

namespace gradlab::webgpu {

namespace {

constexpr Driver in_the_page = {
    .make_buffer = gpu_make_buffer,
    .drop_buffer = gpu_drop_buffer,
    .make_pipeline =
        [](std::uint32_t pipeline, std::string_view code, std::string_view entry, std::string_view access,
           std::string_view constants) {
          gpu_make_pipeline(pipeline, code.data(), code.size(), entry.data(), entry.size(), access.data(),
                            access.size(), constants.data(), constants.size());
        },
    .make_group =
        [](std::uint32_t group, std::string_view access, std::span<const std::uint32_t> buffers) {
          gpu_make_group(group, access.data(), access.size(), buffers.data(), buffers.size());
        },
    .drop_groups = gpu_drop_groups,
    .submit =
        [](std::span<const std::uint32_t> commands, std::span<const std::uint8_t> uniforms,
           std::span<const std::uint8_t> uploads) {
          gpu_submit(commands.data(), commands.size(), uniforms.data(), uniforms.size(), uploads.data(),
                     uploads.size());
        },
};

std::unique_ptr<Gpu> started;

}  // namespace

extern "C" {

/// Module.gpu is there. `can_wait`: it has `read`, which blocks, and answers null when the device has failed.
EMSCRIPTEN_KEEPALIVE void gpu_start(bool subgroups, bool f16, bool software, bool can_wait) {
  Driver complete = in_the_page;
  if (can_wait) {
    complete.read = [](std::uint32_t buffer, std::span<std::uint8_t> to) {
      if (!gpu_read(buffer, to.data(), to.size())) fail("read", "a device that has failed", "one that works");
    };
  }
  started = std::make_unique<Gpu>(complete, Abilities{.subgroups = subgroups, .f16 = f16, .software = software});
  set_remote_device(started.get());
}

/// Module.gpu is lost. Tensors that lived there may still be dropped.
EMSCRIPTEN_KEEPALIVE void gpu_stop() {
  started.reset();
}

/// The numbers of a read; the caller keeps them.
EMSCRIPTEN_KEEPALIVE void gpu_arrived(std::uint32_t ticket, const std::uint8_t* bytes, std::size_t count) {
  if (started != nullptr) started->arrived(ticket, {bytes, count});
}

EMSCRIPTEN_KEEPALIVE void gpu_finished() {
  if (started != nullptr) started->finished();
}
}

}  // namespace gradlab::webgpu

#endif
