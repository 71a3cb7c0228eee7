#include "engine/kernels/webgpu/device/gpu.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"

namespace gradlab::webgpu {

namespace {

constexpr std::size_t most_uploads = 1u << 26;  // bytes of one submission: every adapter's buffers hold more
constexpr std::size_t least_room = 256;         // bytes, bound for a tensor that is not there

// No number is given twice, so that a tensor that outlives its card is known by that of its room.
std::uint32_t next_room = 1;

template <typename Value>
void append_bytes(std::string& key, const Value& value) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string json_of(std::initializer_list<Constant> constants) {
  std::string json = "{";
  for (const Constant& constant : constants) {
    if (json.size() > 1) json += ',';
    json.append("\"").append(constant.name).append("\":").append(std::to_string(constant.value));
  }
  return json + "}";
}

}  // namespace

Gpu::Gpu(const Driver& driver, Abilities offered) : abilities(offered), driver_(driver), first_room_(next_room) {}

Gpu::~Gpu() {
  if (remote_device() == this) set_remote_device(nullptr);
}

std::uint32_t Gpu::take(std::size_t bytes) {
  statistics_.bytes_in_use += static_cast<std::int64_t>(bytes);
  std::vector<std::uint32_t>& free = free_[bytes];
  if (!free.empty()) {
    statistics_.bytes_pooled -= static_cast<std::int64_t>(bytes);
    const std::uint32_t room = free.back();
    free.pop_back();
    return room;
  }
  ++statistics_.allocations;
  driver_.make_buffer(next_room, static_cast<double>(bytes));
  return next_room++;
}

void Gpu::give_back(std::uint32_t room, std::size_t bytes) {
  if (room < first_room_) return;
  chain.forget(room);
  free_[bytes].push_back(room);
  statistics_.bytes_in_use -= static_cast<std::int64_t>(bytes);
  statistics_.bytes_pooled += static_cast<std::int64_t>(bytes);
}

void Gpu::trim() {
  submit();  // it may be about to use what is free by now
  for (const auto& [bytes, rooms] : free_) {
    for (const std::uint32_t room : rooms) driver_.drop_buffer(room);
  }
  free_.clear();
  driver_.drop_groups();
  groups_.clear();
  statistics_.bytes_pooled = 0;
}

void Gpu::write(std::uint32_t room, Bytes data) {
  if (chain.uses(room)) chain.finish();
  for (std::size_t done = 0; done < data.size();) {  // in parts, where the model is large
    if (uploads_.size() >= most_uploads) submit();
    const Bytes part = data.subspan(done, std::min(data.size() - done, most_uploads - uploads_.size()));
    record(Command::upload, {uploads_.size(), room, done, part.size()});
    uploads_.insert(uploads_.end(), part.begin(), part.end());
    done += part.size();
  }
}

void Gpu::read(std::uint32_t room, std::span<std::uint8_t> to) {
  if (driver_.read == nullptr) fail("read", "numbers that are on the graphics card", "to be read back first");
  submit();
  driver_.read(room, to);
}

void Gpu::record(Command command, std::initializer_list<std::size_t> words) {
  commands_.push_back(static_cast<std::uint32_t>(command));
  for (const std::size_t word : words) commands_.push_back(static_cast<std::uint32_t>(word));
}

void Gpu::submit() {
  chain.finish();
  if (commands_.empty()) return;
  ++submitted_;
  driver_.submit(commands_, uniforms_, uploads_);
  commands_.clear();
  uniforms_.clear();
  uploads_.clear();
  for (const auto& [room, bytes] : borrowed_) give_back(room, bytes);
  borrowed_.clear();
}

void Gpu::read_back(const std::vector<Tensor>& tensors, std::function<void(Bytes)> arrived) {
  chain.finish();
  std::size_t total = 0;
  for (const Tensor& tensor : tensors) total += 4 * static_cast<std::size_t>(tensor.size());
  const std::size_t capacity = Buffer::capacity_for(total);
  const std::uint32_t whole = take(capacity);
  borrowed_.push_back({whole, capacity});
  std::size_t end = 0;
  for (const Tensor& tensor : tensors) {
    const std::size_t bytes = 4 * static_cast<std::size_t>(tensor.size());
    if (bytes == 0) continue;
    record(Command::copy, {tensor.room(false), 4 * static_cast<std::size_t>(tensor.offset()), whole, end, bytes});
    end += bytes;
  }
  awaited_[next_ticket_] = std::move(arrived);
  record(Command::read, {next_ticket_++, whole, 0, total});
  submit();
}

void Gpu::arrived(std::uint32_t ticket, Bytes bytes) {
  const auto found = awaited_.extract(ticket);
  if (!found.empty()) found.mapped()(bytes);
}

std::uint32_t Gpu::pipeline(const Program& program, std::string_view access) {
  key_.clear();
  append_bytes(key_, &program.shader);
  key_.append(program.entry).append(" ").append(access);
  for (const Constant& constant : program.constants) append_bytes(key_, constant.value);
  const auto next = static_cast<std::uint32_t>(pipelines_.size() + 1);
  const auto [place, added] = pipelines_.try_emplace(key_, next);
  if (added) driver_.make_pipeline(next, program.shader.code, program.entry, access, json_of(program.constants));
  return place->second;
}

std::uint32_t Gpu::group(std::string_view access, std::span<const std::uint32_t> rooms) {
  key_.assign(access);
  for (const std::uint32_t room : rooms) append_bytes(key_, room);
  const auto next = static_cast<std::uint32_t>(groups_.size() + 1);
  const auto [place, added] = groups_.try_emplace(key_, next);
  if (added) driver_.make_group(next, access, rooms);
  return place->second;
}

void Gpu::launch(const Program& program, Groups groups, std::span<const Binding> bindings,
                 std::span<const std::uint8_t> arguments) {
  if (groups.x == 0 || groups.y == 0 || groups.z == 0) return;
  chain.finish();
  if (bindings.size() > most_bindings || std::max({groups.x, groups.y, groups.z}) > most_groups) {
    fail(program.shader.name, "too many tensors or workgroups", "what every adapter can do");
  }
  std::array<char, most_bindings> access;
  std::array<std::uint32_t, most_bindings> rooms, offsets{};
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    const auto& [tensor, written] = bindings[i];
    access[i] = written ? 'w' : 'r';
    offsets[i] = tensor.defined() ? static_cast<std::uint32_t>(tensor.offset()) : 0;
    if (tensor.defined()) {
      rooms[i] = tensor.room(written);
    } else {
      rooms[i] = take(least_room);
      borrowed_.push_back({rooms[i], least_room});
    }
  }
  const std::span<const std::uint32_t> bound(rooms.data(), bindings.size());
  for (std::size_t i = 0; i < bindings.size(); ++i) {  // WebGPU lets nobody read what the same dispatch writes
    if (access[i] == 'w') continue;
    bool shared = false;
    for (std::size_t j = 0; j < bindings.size(); ++j) shared = shared || (access[j] == 'w' && rooms[j] == rooms[i]);
    if (!shared) continue;
    rooms[i] = copied(rooms[i], offsets[i], static_cast<std::size_t>(bindings[i].tensor.size()));
    offsets[i] = 0;
  }
  dispatch(program, groups, {access.data(), bindings.size()}, bound, {offsets.data(), bindings.size()}, arguments);
}

void Gpu::dispatch(const Program& program, Groups groups, std::string_view access, std::span<const std::uint32_t> rooms,
                   std::span<const std::uint32_t> offsets, std::span<const std::uint8_t> arguments) {
  const std::uint32_t program_number = pipeline(program, access), group_number = group(access, rooms);
  record(Command::dispatch, {program_number, group_number, uniforms_.size(), static_cast<std::size_t>(groups.x),
                             static_cast<std::size_t>(groups.y), static_cast<std::size_t>(groups.z)});
  const std::size_t begin = uniforms_.size();
  uniforms_.resize(begin + uniform_bytes);
  std::memcpy(uniforms_.data() + begin, offsets.data(), offsets.size_bytes());
  if (!arguments.empty()) std::memcpy(uniforms_.data() + begin + 4 * most_bindings, arguments.data(), arguments.size());
}

std::uint32_t Gpu::copied(std::uint32_t room, std::size_t offset, std::size_t count) {
  const std::size_t capacity = Buffer::capacity_for(4 * count);
  const std::uint32_t copy = take(capacity);
  borrowed_.push_back({copy, capacity});
  record(Command::copy, {room, 4 * offset, copy, 0, 4 * count});
  return copy;
}

Gpu* gpu() {
  return static_cast<Gpu*>(remote_device());
}

const Abilities& abilities() {
  return gpu()->abilities;
}

void launch(const Program& program, Groups groups, std::initializer_list<Binding> bindings,
            std::span<const std::uint8_t> arguments) {
  need_remote_device();
  gpu()->launch(program, groups, std::span(bindings.begin(), bindings.size()), arguments);
}

}  // namespace gradlab::webgpu
